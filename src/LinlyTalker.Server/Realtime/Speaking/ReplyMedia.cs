using System.Buffers.Binary;
using LinlyTalker.Core.Flow;
using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Sending;
using LinlyTalker.Server.Realtime.Settings;

namespace LinlyTalker.Server.Realtime.Speaking;

/// <summary>A reply's sound and motion as messages that are withdrawn, and sent again, as its client plays.</summary>
internal sealed class ReplyMedia(Wire wire, ReplyEvents events)
{
    private const int Thousand = 1000;

    private readonly Unplayed unplayed = new();
    private IReadOnlyList<Waiting> held = [];

    public void Speak(Response response, IEnumerable<Stretch> stretches, AvatarSettings? avatar)
    {
        foreach (var stretch in stretches)
        {
            var binary = avatar is { Binary: true };
            var message = binary
                ? new BinaryFrame(FrameKind.Speech, false, response.Turn, stretch.Start, stretch.Bytes).Write()
                : events.Sound(response, stretch);
            response.Clock.Send(stretch.Length);
            Send(response, stretch.Start + stretch.Length, message, !binary);
        }
    }

    public void Move(Response response, FaceMotion motion, AvatarSettings avatar)
    {
        var end = (motion.FirstFrame + motion.FrameCount) * response.Voice.SampleRate / FaceMotion.FramesPerSecond;
        if (avatar.Binary)
        {
            var payload = new byte[2 * motion.FrameCount * FaceMotion.ChannelCount];
            foreach (var (weight, i) in Weights(motion).Select((w, i) => (w, i)))
            {
                BinaryPrimitives.WriteInt16LittleEndian(payload.AsSpan(2 * i), (short)weight);
            }

            Send(response, end, new BinaryFrame(FrameKind.Motion, false, response.Turn, motion.FirstFrame, payload).Write(), false);
            return;
        }

        var told = new AvatarMotion(motion.FirstFrame, motion.FrameCount, Weights(motion))
        {
            ResponseId = response.Id,
            ItemId = response.Item.Id,
        };
        Send(response, end, EventCodec.Write(told, wire.Dialect)!, true);
    }

    /// <summary>Nothing of it leaves any more.</summary>
    public void Hold(Response response) => held = wire.Outbox.Withdraw(response.Turn);

    /// <summary>What was held leaves.</summary>
    public void SendHeld()
    {
        foreach (var message in held)
        {
            wire.Outbox.Add(message.Content, message.IsText, message.Turn);
        }

        held = [];
    }

    /// <summary>All that its client has not played leaves again.</summary>
    public void SendAgain(Response response)
    {
        held = [];
        unplayed.Forget(response.Clock.Played);
        foreach (var (message, isText) in unplayed.All)
        {
            wire.Outbox.Add(message, isText, response.Turn);
        }
    }

    public void Forget(Response response) => unplayed.Forget(response.Clock.Played);

    private void Send(Response response, long end, byte[] message, bool isText)
    {
        unplayed.Add(end, message, isText);
        wire.Outbox.Add(message, isText, response.Turn);
    }

    private static int[] Weights(FaceMotion motion)
    {
        var weights = new int[motion.FrameCount * FaceMotion.ChannelCount];
        for (var frame = 0; frame < motion.FrameCount; frame++)
        {
            var from = motion.Frame(frame);
            for (var channel = 0; channel < from.Length; channel++)
            {
                weights[(frame * from.Length) + channel] = (int)MathF.Round(from[channel] * Thousand);
            }
        }

        return weights;
    }
}
