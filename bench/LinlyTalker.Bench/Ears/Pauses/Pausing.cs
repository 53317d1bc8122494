using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Turns;
using LinlyTalker.Ears.VoiceActivity;
using LinlyTalker.Models.Inference;

namespace LinlyTalker.Bench.Ears.Pauses;

/// <summary>A silence that the turn taker calls a pause, in samples of 16 kHz.</summary>
/// <param name="Start">Where the turn's sound begins, if no pause before ended it.</param>
/// <param name="End">Where the last speech before the pause ended.</param>
/// <param name="Silence">How long it lasts; null for the last, after which nothing is said.</param>
internal readonly record struct PauseSpan(int Start, int End, int? Silence);

/// <summary>Pauses of recordings, and recordings made to stop in the middle.</summary>
internal static class Pausing
{
    public const int SampleRate = 16000;

    /// <summary>The pauses of a recording with its turns never ended by one.</summary>
    public static IReadOnlyList<PauseSpan> Of(InferenceSession net, float[] sound)
    {
        using var detector = new SileroDetector(net);
        var taker = new TurnTaker(
            new TurnOptions { IncompleteSilence = TimeSpan.FromSeconds(60), MaximumTurn = TimeSpan.FromHours(1) }, SampleRate);
        var pauses = new List<PauseSpan>();
        var start = 0;
        for (var at = 0; at < sound.Length + SampleRate; at += detector.WindowLength)
        {
            var window = Stretch(sound, at, at + detector.WindowLength);
            switch (taker.Next(new SampleSpan(at, at + detector.WindowLength), detector.Detect(window)))
            {
                case { Change: TurnChange.Started } started:
                    start = (int)started.Position;
                    break;
                case { Change: TurnChange.Paused }:
                    pauses.Add(new(start, (int)taker.LastSpeech, null));
                    taker.Judge(TurnVerdict.Incomplete);
                    break;
                case { Change: TurnChange.Resumed } resumed:
                    pauses[^1] = pauses[^1] with { Silence = (int)resumed.Position - pauses[^1].End };
                    break;
            }
        }

        return pauses;
    }

    /// <summary>A part of a sound, which is followed by digital silence.</summary>
    public static float[] Stretch(float[] sound, int start, int end)
    {
        var stretch = new float[end - start];
        if (start < sound.Length)
        {
            sound.AsSpan(start, Math.Min(sound.Length, end) - start).CopyTo(stretch);
        }

        return stretch;
    }

    /// <summary>Whether the word before a pause is the last of its sentence: a pause that ends a turn rightly, if at all.</summary>
    public static bool EndsSentence(IReadOnlyList<WordSpan> words, string text, int pause)
    {
        var after = words.FirstOrDefault(w => w.Span.Start > pause - 1600);
        var before = words.LastOrDefault(w => w.Span.Start <= pause - 1600);
        return before is not null && after is not null
            && text[before.Range.Start..after.Range.Start].Any(c => ".?!".Contains(c, StringComparison.Ordinal));
    }

    /// <summary>
    /// A recording up to a word boundary within a phrase (25 to 90 % of the words, by a seed of the name), faded out over
    /// 5 ms at the quietest point near it; null where there is none.
    /// </summary>
    public static float[]? Cut(IReadOnlyList<WordSpan> words, string name, string text, float[] sound)
    {
        if (words.Count < 5)
        {
            return null;
        }

        var choices = Enumerable.Range(2, words.Count - 2)
            .Where(k => (double)k / words.Count is >= 0.25 and <= 0.9 && words[k].Span.Start > 6400
                && !text[words[k - 1].Range.Start..words[k].Range.Start].Any(c => ".,;:?!".Contains(c, StringComparison.Ordinal)))
            .ToList();
        if (choices.Count == 0)
        {
            return null;
        }

        var seed = name.Aggregate(5, (sum, c) => unchecked((sum * 31) + c));
        var boundary = (int)words[choices[new Random(seed).Next(choices.Count)]].Span.Start;
        var quietest = Enumerable.Range(boundary - 960, 1920 - 160).Where(i => i + 160 < sound.Length)
            .MinBy(i => sound.AsSpan(i, 160).ToArray().Sum(s => s * s)) + 80;
        var half = sound[..quietest];
        for (var i = 0; i < 80; i++)
        {
            half[^(i + 1)] *= i / 80f;
        }

        return half;
    }
}
