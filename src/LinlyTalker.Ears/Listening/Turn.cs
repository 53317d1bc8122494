using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Native.PocketSphinx;

namespace LinlyTalker.Ears.Listening;

/// <summary>
/// One turn of a speaker: its sound goes to a decoder, cut at pauses into stretches so that the words before a pause
/// are settled while it lasts. A decoder that fails loses this turn only.
/// </summary>
internal sealed class Turn : IAsyncDisposable
{
    private const int SampleRate = PocketSphinxDecoder.SampleRate;

    private readonly ITurnDecoder decoder;
    private readonly long shortestStretch;
    private readonly Action<LinlyException> fault;
    private readonly List<Word> words = [];
    private readonly long start;
    private IRecognisedStream? stretch;
    private long stretchStart;
    private long position;
    private bool lost;

    /// <param name="decoder">Of this turn alone; disposed with it.</param>
    /// <param name="start">Where the turn begins, in samples of 16 kHz.</param>
    /// <param name="shortestStretch">A pause cuts only after so many samples.</param>
    /// <param name="fault">Told why a turn was lost.</param>
    public Turn(ITurnDecoder decoder, long start, long shortestStretch, Action<LinlyException> fault)
    {
        (this.decoder, this.start, this.shortestStretch, this.fault) = (decoder, start, shortestStretch, fault);
        position = start;
    }

    /// <summary>How many samples its sound is behind the stream's positions.</summary>
    public int Lateness { get; init; }

    /// <summary>Words of less confidence than this are doubtful.</summary>
    public float DoubtBelow { get; init; }

    /// <summary>What was understood so far.</summary>
    public Utterance Partial
    {
        get
        {
            var settled = Text(words);
            var open = stretch?.Partial ?? "";
            return new Utterance
            {
                Text = settled.Length > 0 && open.Length > 0 ? $"{settled} {open}" : settled + open,
                StableText = settled,
                Language = "en",
                Words = [.. words],
                Span = new SampleSpan(start, position),
                SampleRate = SampleRate,
                IsFinal = false,
            };
        }
    }

    /// <summary>Takes the turn's next sound.</summary>
    public Task FeedAsync(ReadOnlyMemory<float> samples, CancellationToken cancellation) => OrLoseAsync(async () =>
    {
        if (stretch is null)
        {
            stretchStart = position;
            stretch = await decoder.OpenAsync(cancellation).ConfigureAwait(false);
        }

        position += samples.Length;
        await stretch.FeedAsync(samples, cancellation).ConfigureAwait(false);
    });

    /// <summary>The speaker pauses; settles what was said if it is long enough to stand alone.</summary>
    /// <param name="end">Where the speech ended.</param>
    /// <returns>The turn as it is if no more is said; null where words may still change.</returns>
    public async Task<Utterance?> PauseAsync(long end, CancellationToken cancellation)
    {
        if (position - stretchStart >= shortestStretch)
        {
            await OrLoseAsync(() => SettleAsync(cancellation)).ConfigureAwait(false);
        }

        return stretch is null ? Settled(end) : null;
    }

    /// <summary>The turn's words; without any when it held none, or was lost.</summary>
    public async Task<Utterance> FinishAsync(long end, CancellationToken cancellation)
    {
        await OrLoseAsync(() => SettleAsync(cancellation)).ConfigureAwait(false);
        if (lost)
        {
            words.Clear();
        }

        return Settled(end);
    }

    public async ValueTask DisposeAsync()
    {
        if (stretch is not null)
        {
            await stretch.DisposeAsync().ConfigureAwait(false);
        }

        await decoder.DisposeAsync().ConfigureAwait(false);
    }

    private Utterance Settled(long end)
    {
        var text = Text(words);
        var confidence = words.Count == 0 ? 0 : words.Average(w => w.Confidence);
        return new Utterance
        {
            Text = text,
            StableText = text,
            Language = "en",
            Words = [.. words],
            Confidence = confidence,
            IsDoubtful = words.Count > 0 && confidence < DoubtBelow,
            Span = new SampleSpan(start, end),
            SampleRate = SampleRate,
            IsFinal = true,
        };
    }

    private static string Text(IEnumerable<Word> words) => string.Join(' ', words.Select(w => w.Text));

    private async Task SettleAsync(CancellationToken cancellation)
    {
        if (stretch is null)
        {
            return;
        }

        var hearing = await stretch.FinishAsync(cancellation).ConfigureAwait(false);
        words.AddRange(hearing.Words.Select(w => new Word(w.Text, new SampleSpan(At(w.FirstFrame), At(w.EndFrame)), w.Confidence)));
        await stretch.DisposeAsync().ConfigureAwait(false);
        stretch = null;
    }

    private long At(int frame) => Math.Max(start, stretchStart - Lateness + ((long)frame * PocketSphinxDecoder.SamplesPerFrame));

    private async Task OrLoseAsync(Func<Task> step)
    {
        if (lost)
        {
            return;
        }

        try
        {
            await step().ConfigureAwait(false);
        }
        catch (LinlyException e)
        {
            lost = true;
            fault(e);
        }
    }
}
