using System.Runtime.CompilerServices;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Core.Screen;

/// <summary>
/// The pictures of one session: takes what the conversation tells its client and gives coded pictures in real time, for
/// as long as it runs. One renderer draws speech and silence on one clock, so that the face never jumps between them.
/// Pictures that are late are left out; nothing is ever made up for.
/// </summary>
public sealed class FaceStage
{
    private readonly IRenderer renderer;
    private readonly IVideoEncoder encoder;
    private readonly FaceStageOptions options;
    private readonly FrameQueue queue;
    private readonly FaceMoments moments;
    private int wantsKey;

    /// <param name="renderer">The session's own or shared: each stage draws by one enumeration of it.</param>
    /// <param name="encoder">Shared.</param>
    /// <exception cref="ArgumentException">The frame rate does not divide 50.</exception>
    public FaceStage(IRenderer renderer, IVideoEncoder encoder, FaceStageOptions? options = null, TimeProvider? time = null)
    {
        (this.renderer, this.encoder, this.options) = (renderer, encoder, options ?? new());
        var rate = this.options.Render.FramesPerSecond;
        if (rate <= 0 || FaceMotion.FramesPerSecond % rate != 0)
        {
            throw new ArgumentException($"Pictures come 50, 25, 10 or 5 times a second; {rate} was asked for.");
        }

        queue = new FrameQueue(this.options.PicturesWaiting, RequestKeyFrame);
        moments = new FaceMoments(this.options, () => !queue.IsStalled, time ?? TimeProvider.System);
    }

    /// <summary>
    /// Told the turn and how far it was shown; for <see cref="Conversation.ReportPlayed"/> where the client itself does
    /// not report.
    /// </summary>
    public Action<int, long>? Played
    {
        get => moments.Played;
        set => moments.Played = value;
    }

    /// <summary>Pictures that the client was given.</summary>
    public long Shown { get; private set; }

    /// <summary>Pictures that came too late to be drawn: this machine is too slow.</summary>
    public long Missed => moments.Missed;

    /// <summary>Pictures that were made and never read: the client, or the network, is too slow.</summary>
    public long Dropped => queue.Dropped;

    /// <summary>
    /// Takes every event of the conversation, after it was sent to the client. Speech that is more than two seconds ahead
    /// of its pictures waits.
    /// </summary>
    public ValueTask WriteAsync(ConversationEvent item, CancellationToken cancellation) => moments.WriteAsync(item, cancellation);

    /// <summary>What the client has played: pictures follow its clock, not ours.</summary>
    /// <param name="position">In samples of the voice's rate since the reply's speech began, as in <see cref="Conversation.ReportPlayed"/>.</param>
    public void ReportPlayed(int turn, long position) => moments.ReportPlayed(turn, position);

    /// <summary>The next picture shall be one that a decoder can begin with.</summary>
    public void RequestKeyFrame() => Volatile.Write(ref wantsKey, 1);

    /// <summary>Runs until it is left or cancelled; once.</summary>
    /// <exception cref="LinlyException">The renderer or the encoder failed; the session can go on without pictures.</exception>
    public async IAsyncEnumerable<ShownFrame> RunAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pump = Task.Run(() => PumpAsync(leave.Token), CancellationToken.None);
        try
        {
            while (await queue.TakeAsync(cancellation).ConfigureAwait(false) is { } frame)
            {
                Shown++;
                yield return frame;
            }
        }
        finally
        {
            await leave.CancelAsync().ConfigureAwait(false);
            await pump.ConfigureAwait(false);
        }
    }

    private async Task PumpAsync(CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            var coding = new VideoEncoderOptions
            {
                Width = options.Render.Size,
                Height = options.Render.Size,
                FramesPerSecond = options.Render.FramesPerSecond,
                KeyFrameEvery = options.KeyFrameEvery,
                RateFactor = options.RateFactor,
                MaxBitsPerSecond = options.MaxBitsPerSecond,
            };
            await foreach (var unit in encoder.EncodeAsync(DrawAsync(cancellation), coding, cancellation).ConfigureAwait(false))
            {
                queue.Add(new ShownFrame(unit, moments.PlaceOf(unit.Position)));
            }
        }
        catch (Exception e)
        {
            failure = e; // The reader's to throw.
        }

        queue.End(failure);
    }

    private async IAsyncEnumerable<FrameToEncode> DrawAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var frames = renderer.RenderAsync(moments.ReadAsync(cancellation), options.Render, cancellation);
        await foreach (var frame in frames.WithCancellation(cancellation).ConfigureAwait(false))
        {
            yield return new FrameToEncode(frame, Interlocked.Exchange(ref wantsKey, 0) == 1);
        }
    }
}
