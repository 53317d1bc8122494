using System.Buffers.Binary;
using LinlyTalker.Client.Events;
using LinlyTalker.Client.Sessions;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Client.Wire;

/// <summary>Reads the events of an avatar, as text messages or as binary frames.</summary>
internal static class AvatarReader
{
    private const int HeaderLength = 16;
    private const float Thousandth = 0.001f;

    /// <param name="replies">Ids of replies by their turns.</param>
    public static RealtimeEvent? Read(ServerMessage m, IReadOnlyDictionary<int, (string Response, string Item)> replies) => m.Type switch
    {
        "avatar.state" => new AvatarState(m.State ?? "", m.Turn, m.ResponseId, m.ItemId),
        "avatar.hearing" => new HearingNow(m.Text ?? "", m.Stable),
        "avatar.confirm" => new ConfirmationAsked(m.Transcript ?? "", m.Confidence),
        "avatar.echo_ignored" => new EchoIgnored(m.Transcript ?? ""),
        "avatar.stage" => new StageReached(m.Stage ?? "", TimeSpan.FromMilliseconds(m.AfterMs)),
        "avatar.emotion" => new EmotionSeen(m.Of ?? "", m.Emotion ?? ""),
        "avatar.degraded" => new OrganDegraded(m.Organ ?? "", m.Reason ?? ""),
        "avatar.motion" => new ReplyMotion(m.ResponseId ?? "", Motion(m.FirstFrame, m.Frames, m.Weights ?? [])),
        "avatar.caption" => new ReplyCaption(m.ResponseId ?? "", m.Text ?? "", m.Spoken, [.. (m.Words ?? []).Select(Word)]),
        "avatar.sources" => new ReplySources(m.ResponseId ?? "", [.. (m.Sources ?? []).Select(s => new Source(s.File ?? "", s.Heading ?? ""))]),
        "avatar.paused" => new ReplyPaused(m.ResponseId ?? ""),
        "avatar.resumed" => new ReplyResumed(m.ResponseId ?? ""),
        "avatar.interrupted" => new ReplyInterrupted(m.ResponseId ?? ""),
        "avatar.video.started" => new VideoStarted(m.Codec ?? "", m.Width, m.Height, m.Fps),
        "avatar.video.unit" => Picture(m.PositionUs, m.Key, m.SpeechUs ?? -1, m.Turn, Convert.FromBase64String(m.Unit ?? ""), replies),
        _ => null,
    };

    /// <summary>
    /// A binary message: kind (1 byte), flags (1 byte; 1: a key frame), two bytes of zero, turn (int32), position (int64),
    /// all little-endian, then the payload.
    /// </summary>
    /// <param name="replies">Ids of replies by their turns.</param>
    /// <exception cref="RealtimeException">It is no such message.</exception>
    public static RealtimeEvent Read(ReadOnlySpan<byte> frame, IReadOnlyDictionary<int, (string Response, string Item)> replies)
    {
        if (frame.Length < HeaderLength)
        {
            throw new RealtimeException("The server sent a binary message that is shorter than its header.");
        }

        var turn = BinaryPrimitives.ReadInt32LittleEndian(frame[4..]);
        var position = BinaryPrimitives.ReadInt64LittleEndian(frame[8..]);
        var payload = frame[HeaderLength..];
        var (response, item) = replies.GetValueOrDefault(turn, ("", ""));
        return frame[0] switch
        {
            2 => new ReplyAudio(response, item, payload.ToArray()),
            3 => new ReplyMotion(response, Motion(position, payload)),
            4 when payload.Length >= sizeof(long) => Picture(
                position, (frame[1] & 1) != 0, BinaryPrimitives.ReadInt64LittleEndian(payload), turn, payload[sizeof(long)..].ToArray(), replies),
            var kind => new OtherEvent($"binary {kind}"),
        };
    }

    /// <summary>A binary message of the microphone.</summary>
    public static byte[] Microphone(ReadOnlySpan<byte> pcm)
    {
        var frame = new byte[HeaderLength + pcm.Length];
        frame[0] = 1;
        pcm.CopyTo(frame.AsSpan(HeaderLength));
        return frame;
    }

    /// <param name="speech">Microseconds in the turn's speech; −1: nothing is said.</param>
    private static VideoUnit Picture(
        long position, bool isKey, long speech, int turn, byte[] unit, IReadOnlyDictionary<int, (string Response, string Item)> replies) =>
        new(TimeSpan.FromMicroseconds(position), isKey, unit)
        {
            Response = speech >= 0 && replies.TryGetValue(turn, out var reply) ? reply.Response : null,
            Speech = speech >= 0 ? TimeSpan.FromMicroseconds(speech) : null,
        };

    private static FaceMotion Motion(long first, int frames, IReadOnlyList<int> weights)
    {
        var motion = new FaceMotion(first, Math.Min(frames, weights.Count / FaceMotion.ChannelCount));
        for (var i = 0; i < motion.FrameCount * FaceMotion.ChannelCount; i++)
        {
            motion.Frame(i / FaceMotion.ChannelCount)[i % FaceMotion.ChannelCount] = weights[i] * Thousandth;
        }

        return motion;
    }

    private static FaceMotion Motion(long first, ReadOnlySpan<byte> weights)
    {
        var motion = new FaceMotion(first, weights.Length / 2 / FaceMotion.ChannelCount);
        for (var i = 0; i < motion.FrameCount * FaceMotion.ChannelCount; i++)
        {
            motion.Frame(i / FaceMotion.ChannelCount)[i % FaceMotion.ChannelCount] =
                BinaryPrimitives.ReadInt16LittleEndian(weights[(2 * i)..]) * Thousandth;
        }

        return motion;
    }

    private static CaptionWord Word(ServerMessage.WordField word) =>
        new(word.Text ?? "", TimeSpan.FromMilliseconds(word.StartMs), TimeSpan.FromMilliseconds(word.EndMs));
}
