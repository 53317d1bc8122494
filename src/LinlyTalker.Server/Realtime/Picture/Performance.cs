using System.Threading.Channels;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Screen;
using LinlyTalker.Server.Health;
using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Sending;
using LinlyTalker.Server.Realtime.Settings;

namespace LinlyTalker.Server.Realtime.Picture;

/// <summary>One avatar on one stage with one encoder, from a change of the settings to the next.</summary>
internal sealed class Performance
{
    private readonly FaceStage stage;
    private readonly AvatarSettings wanted;
    private readonly Wire wire;
    private readonly Signal sent;
    private readonly ServerMeter meter;
    private readonly CancellationTokenSource leave = new();

    /// <summary>Replies wait here for the stage, so that sound never waits for it. Bounded by how far ahead sound is sent.</summary>
    private readonly Channel<ConversationEvent> replies = Channel.CreateUnbounded<ConversationEvent>(new() { SingleReader = true });

    private volatile bool hasFailed;
    private int? since;
    private string? codec;
    private (long Late, long Unread) counted;

    /// <param name="moves">Whether speech comes with motion.</param>
    /// <param name="sent">Fires when the client has taken something.</param>
    /// <param name="before">Ends when what was played before has given its encoder back.</param>
    /// <param name="failed">Told what it ended with, unless it was left.</param>
    public Performance(
        PictureSource source, AvatarSettings wanted, bool moves, Wire wire, Signal sent, ServerMeter meter, TimeProvider time, Task before, Action<Exception> failed)
    {
        (this.wanted, this.wire, this.sent, this.meter) = (wanted, wire, sent, meter);
        var options = new FaceStageOptions
        {
            Render = new RenderOptions { Size = wanted.Size, FramesPerSecond = wanted.FramesPerSecond },
            KeyFrameEvery = 10 * wanted.FramesPerSecond,
            PicturesWaiting = Math.Max(2, wanted.FramesPerSecond / 2),
            Moves = moves,
        };
        stage = new FaceStage(new ChosenRenderer(source.Avatars!, wanted.Avatar, source.User), source.Encoder!, options, time);
        Ended = RunAsync(before, failed);
    }

    /// <summary>Ends when its encoder is given back; never fails.</summary>
    public Task Ended { get; }

    /// <summary>It failed: no more pictures come, and its encoder is given back soon.</summary>
    public bool HasFailed => hasFailed;

    /// <summary>The same picture, however it is sent.</summary>
    public bool Shows(AvatarSettings other) => !HasFailed && wanted == other with { Binary = wanted.Binary, Resumes = wanted.Resumes };

    /// <summary>Whether units leave as binary frames.</summary>
    public bool Binary { get; set; }

    /// <summary>Takes what the conversation tells, in its order. A reply that had begun before is not played.</summary>
    public void Take(ConversationEvent item)
    {
        switch (item)
        {
            case ReplyStarted:
                since ??= item.Turn;
                break;
            case ReplyItem or Degraded when since <= item.Turn:
                replies.Writer.TryWrite(item);
                break;
            case Paused or Resumed or Interrupted:
                _ = stage.WriteAsync(item, leave.Token).AsTask(); // Waits for nothing.
                break;
        }
    }

    /// <param name="position">In samples of the voice since the reply's speech began.</param>
    public void ReportPlayed(int turn, long position) => stage.ReportPlayed(turn, position);

    public void RequestKeyFrame() => stage.RequestKeyFrame();

    public void Leave() => leave.Cancel();

    private async Task RunAsync(Task before, Action<Exception> failed)
    {
        await before.ConfigureAwait(false);
        meter.BeginEncoder();
        var feeding = FeedAsync();
        try
        {
            await foreach (var frame in stage.RunAsync(leave.Token).ConfigureAwait(false))
            {
                await SendAsync(frame).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (leave.IsCancellationRequested)
        {
            // It is wanted no more.
        }
        catch (Exception e)
        {
            hasFailed = true; // Whoever is told of it may ask anew at once.
            failed(e);
        }

        await leave.CancelAsync().ConfigureAwait(false);
        replies.Writer.TryComplete();
        await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Count();
        meter.EndEncoder();
    }

    private async Task FeedAsync()
    {
        await foreach (var item in replies.Reader.ReadAllAsync(leave.Token).ConfigureAwait(false))
        {
            await stage.WriteAsync(item, leave.Token).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(ShownFrame frame)
    {
        if (frame.Picture.Codec != codec)
        {
            codec = frame.Picture.Codec;
            var started = new AvatarVideoStarted(codec, wanted.Size, wanted.Size, wanted.FramesPerSecond);
            await AddAsync(EventCodec.Write(started, wire.Dialect)!, isText: true).ConfigureAwait(false);
        }

        var binary = Binary;
        await AddAsync(binary ? PictureMessage.Binary(frame) : PictureMessage.Text(frame, wire.Dialect), !binary).ConfigureAwait(false);
        meter.SendPicture();
        Count();
    }

    /// <summary>Waits for room; what the stage draws meanwhile is dropped by its own queue, up to a key frame.</summary>
    private async Task AddAsync(byte[] message, bool isText)
    {
        while (true)
        {
            var more = sent.Next;
            if (wire.Outbox.TryAddPicture(message, isText))
            {
                return;
            }

            await more.WaitAsync(leave.Token).ConfigureAwait(false);
        }
    }

    private void Count()
    {
        var now = (stage.Missed, stage.Dropped);
        meter.MissPictures(now.Missed - counted.Late, now.Dropped - counted.Unread);
        counted = now;
    }
}
