using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Recognition;

namespace LinlyTalker.Ears.Streaming;

/// <summary>The words of one turn as utterances: what was heard of it so far, and in the end. For several threads.</summary>
/// <param name="start">Where the turn begins, in samples of 16 kHz.</param>
/// <param name="lateness">How many samples its sound is behind the stream's positions.</param>
/// <param name="language">BCP 47 tag of what is expected; empty where nothing is.</param>
internal sealed class TurnWords(long start, int lateness, string language)
{
    private const int SampleRate = 16000;

    private readonly Lock gate = new();
    private readonly LocalAgreement agreement = new();
    private string shown = "\n";
    private Utterance? foreseen;
    private bool announced;
    private bool closed;
    private bool over;

    /// <summary>The first word of the turn: that somebody speaks.</summary>
    public Utterance Beginning => Partial([], "", start);

    /// <summary>Takes a hearing of the sound so far.</summary>
    /// <param name="from">Where the heard sound begins.</param>
    /// <param name="stop">Cancelled: it came too late.</param>
    /// <returns>False when it is not wanted any more.</returns>
    public bool Take(Transcript transcript, long from, CancellationToken stop)
    {
        lock (gate)
        {
            if (closed || stop.IsCancellationRequested)
            {
                return false;
            }

            agreement.Take(HeardWords.Of(transcript, from));
            foreseen = null;
            return true;
        }
    }

    /// <summary>Takes a hearing of all the sound up to a silence: if nothing more is said, these are the final words.</summary>
    /// <param name="end">Where the speech ended.</param>
    /// <inheritdoc cref="Take"/>
    public bool Foresee(Transcript transcript, long from, long end, CancellationToken stop)
    {
        lock (gate)
        {
            var isWanted = Take(transcript, from, stop);
            foreseen = isWanted && transcript.Text.Length > 0 ? Final(transcript, from, end) : null;
            return isWanted;
        }
    }

    /// <summary>Speech goes on: more will be said.</summary>
    public void GoOn()
    {
        lock (gate)
        {
            foreseen = null;
        }
    }

    /// <summary>Says that a partial waits for its reader; false where one does already, or the final words were read.</summary>
    public bool TryAnnounce()
    {
        lock (gate)
        {
            (var free, announced) = (!announced && !over, true);
            return free;
        }
    }

    /// <summary>What is understood so far; null when it was taken before.</summary>
    /// <param name="end">Of the sound so far.</param>
    public Utterance? TakePartial(long end)
    {
        lock (gate)
        {
            announced = false;
            var partial = Partial(agreement.Words, agreement.StableText, end) with { Foreseen = foreseen };
            var state = $"{partial.StableText}\n{partial.Text}\n{foreseen?.Text}";
            if (over || state == shown)
            {
                return null;
            }

            shown = state;
            return partial;
        }
    }

    /// <summary>The turn's text, if this is its last hearing.</summary>
    public string TextOf(Transcript transcript, long from)
    {
        lock (gate)
        {
            return HeardWords.Text(agreement.Settle(HeardWords.Of(transcript, from)));
        }
    }

    /// <summary>The turn is over: hearings that still run are not wanted.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
        }
    }

    /// <summary>The final words were read: no partial follows them.</summary>
    public void Finish()
    {
        lock (gate)
        {
            over = true;
        }
    }

    /// <param name="transcript">The last hearing.</param>
    public Utterance Final(Transcript transcript, long from, long end)
    {
        lock (gate)
        {
            var words = agreement.Settle(HeardWords.Of(transcript, from)).Select(Shifted).ToList();
            var text = HeardWords.Text(words);
            return Lost(end) with
            {
                Text = text,
                StableText = text,
                Language = transcript.Language,
                Words = HeardWords.Timed(words),
                Confidence = words.Count == 0 ? 0 : transcript.Confidence,
                IsDoubtful = words.Count > 0 && transcript.IsDoubtful,
                Emotion = transcript.Emotion,
            };
        }
    }

    /// <summary>The end of a turn whose words could not be heard.</summary>
    public Utterance Lost(long end) => Partial([], "", end) with { Confidence = 0, IsFinal = true };

    /// <summary>
    /// A place between two settled words, three of which stay within, where hearings may begin from now on; null: none.
    /// </summary>
    /// <param name="after">It lies behind this position.</param>
    /// <param name="latest">The word behind it begins here at the latest.</param>
    public long? Cut(long after, long latest)
    {
        lock (gate)
        {
            for (var i = agreement.Stable.Count - 3; i > 0; i--)
            {
                if (agreement.Stable[i - 1].Span is { } before && agreement.Stable[i].Span is { } next
                    && before.End <= next.Start && next.Start <= latest && next.Start > after)
                {
                    agreement.BeginAt(i);
                    return (before.End + next.Start) / 2;
                }
            }

            return null;
        }
    }

    private Utterance Partial(IReadOnlyList<HeardWord> words, string stable, long end) => new()
    {
        Text = HeardWords.Text(words),
        StableText = stable,
        Language = language.Length > 0 ? language : "und",
        Words = HeardWords.Timed(words.Select(Shifted)),
        Span = new SampleSpan(start, end),
        SampleRate = SampleRate,
        IsFinal = false,
    };

    private HeardWord Shifted(HeardWord word) => word.Span is { } span
        ? word with { Span = new SampleSpan(Math.Max(start, span.Start - lateness), Math.Max(start, span.End - lateness)) }
        : word;
}
