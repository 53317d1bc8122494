using System.Text.Json;
using System.Text.Json.Serialization;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Turns;

namespace LinlyTalker.Cli.Listening;

/// <summary>What <c>linly listen</c> prints: partials, decisions and words as they come, and a summary.</summary>
/// <param name="sound">Says how long ago something was said.</param>
internal sealed class ListenReport(LiveSound sound, bool json)
{
    private readonly Lock gate = new();
    private readonly List<double> words = [];
    private readonly List<double> ends = [];
    private long lastEnd;
    private int spoken;
    private int waits;

    /// <summary>How many words were heard.</summary>
    public int Words => spoken;

    public void Begin(string about)
    {
        if (!json)
        {
            Terminal.Note($"Listening with {about}; Ctrl-C ends.");
        }
    }

    public void Decide(TurnDecision decision)
    {
        lock (gate)
        {
            lastEnd = decision.Position;
            var late = sound.Since(decision.Position).TotalSeconds;
            if (decision.IsComplete)
            {
                ends.Add(late);
            }
            else
            {
                waits++;
            }

            if (json)
            {
                Write(new ListenLine("decision", Seconds(decision.Position))
                {
                    Complete = decision.IsComplete,
                    Rule = decision.Rule.ToString().ToLowerInvariant(),
                    Probability = Short(decision.Probability),
                    Silence = Math.Round(decision.Silence.TotalSeconds, 3),
                    Late = Math.Round(late, 3),
                });
                return;
            }

            var sure = decision.Probability is { } p ? $", complete with {p:0.00}" : "";
            Terminal.Note($"  {Time(decision.Position)}  {(decision.IsComplete ? "turn ends" : "waits")}: {Reason(decision)}{sure}, {late:0.00} s after the last word");
        }
    }

    public void Hear(Utterance utterance)
    {
        lock (gate)
        {
            if (!utterance.IsFinal)
            {
                Partial(utterance);
                return;
            }

            var late = sound.Since(lastEnd > utterance.Span.Start ? lastEnd : utterance.Span.End).TotalSeconds;
            spoken += utterance.Words.Count;
            if (utterance.Text.Length > 0)
            {
                words.Add(late);
            }

            if (json)
            {
                Write(new ListenLine("final", Seconds(utterance.Span.Start))
                {
                    End = Seconds(utterance.Span.End),
                    Text = utterance.Text,
                    Confidence = Short(utterance.Confidence),
                    Emotion = utterance.Emotion,
                    Words = [.. utterance.Words.Select(w => new ListenWord(w.Text, Seconds(w.Span.Start), Seconds(w.Span.End), MathF.Round(w.Confidence, 3)))],
                    Late = Math.Round(late, 3),
                });
            }
            else if (utterance.Text.Length > 0)
            {
                Terminal.Result($"{Time(utterance.Span.Start)}  {utterance.Text}");
                Terminal.Note($"  {late:0.00} s after the last word; {string.Join(' ', utterance.Words.Select(w => $"{Seconds(w.Span.Start):0.00} {w.Text}"))}");
            }
            else
            {
                Terminal.Note($"  {Time(utterance.Span.Start)}  no word in it");
            }
        }
    }

    public void Summarise()
    {
        lock (gate)
        {
            words.Sort();
            ends.Sort();
            if (json)
            {
                Write(new ListenLine("summary", 0)
                {
                    Turns = ends.Count,
                    Waits = waits,
                    WordsP50 = At(words, 0.5),
                    WordsP95 = At(words, 0.95),
                    DecisionP50 = At(ends, 0.5),
                    DecisionP95 = At(ends, 0.95),
                });
            }
            else if (words.Count > 0)
            {
                var decided = ends.Count > 0 ? $"; the turn's end was decided after {At(ends, 0.5):0.00} s, {At(ends, 0.95):0.00} s" : "";
                Terminal.Note($"{words.Count} turns, {spoken} words. Last word to final words: P50 {At(words, 0.5):0.00} s, P95 {At(words, 0.95):0.00} s{decided}.");
            }
            else
            {
                Terminal.Note("Nothing was said, or nothing that could be understood.");
            }
        }
    }

    private static string Reason(TurnDecision decision) => decision.Rule switch
    {
        TurnRule.Meaning => decision.IsComplete ? "it sounds finished" : "it sounds unfinished",
        TurnRule.Question => "it is a whole question",
        TurnRule.Unfinished => "nobody ends with that word",
        TurnRule.Silence => "it was silent long enough",
        _ => "the sound ends here, or the turn is long",
    };

    private static double? At(List<double> sorted, double share) =>
        sorted.Count == 0 ? null : Math.Round(sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(sorted.Count * share) - 1)], 3);

    private static string Time(long position) => $"{TimeSpan.FromSeconds((double)position / LiveSound.SampleRate):h\\:mm\\:ss\\.f}";

    private static double Seconds(long position) => Math.Round((double)position / LiveSound.SampleRate, 3);

    private static float? Short(float? value) => value is { } number ? MathF.Round(number, 3) : null;

    private static void Write(ListenLine line) => Terminal.Result(JsonSerializer.Serialize(line, ListenJson.Default.ListenLine));

    private void Partial(Utterance utterance)
    {
        if (json)
        {
            Write(new ListenLine("partial", Seconds(utterance.Span.Start)) { End = Seconds(utterance.Span.End), Text = utterance.Text, Stable = utterance.StableText });
        }
        else
        {
            // What stands before the bar stays.
            var open = utterance.Text[Math.Min(utterance.StableText.Length, utterance.Text.Length)..];
            Terminal.Status($"{Time(utterance.Span.Start)}  {utterance.StableText}|{open}");
        }
    }
}

/// <summary>One line for machines; times in seconds.</summary>
/// <param name="Late">From the last word to this line.</param>
internal sealed record ListenLine(string Type, double Start)
{
    public double? End { get; init; }

    public string? Text { get; init; }

    public string? Stable { get; init; }

    public float? Confidence { get; init; }

    public string? Emotion { get; init; }

    public IReadOnlyList<ListenWord>? Words { get; init; }

    public bool? Complete { get; init; }

    public string? Rule { get; init; }

    public float? Probability { get; init; }

    public double? Silence { get; init; }

    public double? Late { get; init; }

    public int? Turns { get; init; }

    public int? Waits { get; init; }

    public double? WordsP50 { get; init; }

    public double? WordsP95 { get; init; }

    public double? DecisionP50 { get; init; }

    public double? DecisionP95 { get; init; }
}

internal sealed record ListenWord(string Text, double Start, double End, float Confidence);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ListenLine))]
internal sealed partial class ListenJson : JsonSerializerContext;
