using LinlyTalker.Core.Errors;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Whisper;
using LinlyTalker.Media.Sound;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Ears;

/// <summary>The pulled or imported models that benchmarks of the ears use, and what they hear.</summary>
internal static class BenchModels
{
    /// <exception cref="ModelMissingException">None of the family is on this machine.</exception>
    public static ModelFolder OfFamily(ModelStore store, string family) =>
        store.Names().Where(store.Has).Select(store.Open).FirstOrDefault(f => f.Description.Family == family)
        ?? throw new ModelMissingException($"No model of the family {family} is here; 'linly models pull small' fetches one.");

    public static ISpeechRecogniser Whisper(ModelStore store) =>
        WhisperRecogniser.Open(OfFamily(store, "whisper"));

    /// <summary>Recorded prompts that are sentences of at least five words, shuffled once (seed 5), not longer than 8 s.</summary>
    public static async Task<IReadOnlyList<(string Name, string Text, float[] Sound)>> SentencesAsync(ModelFolder recordings, int most)
    {
        var texts = File.ReadLines(recordings.PathOf("core-sounds-en.txt"))
            .Where(line => line.Length > 0 && line[0] != ';' && line.Contains(':', StringComparison.Ordinal))
            .Select(line => (Name: line[..line.IndexOf(':', StringComparison.Ordinal)], Text: line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()))
            .Where(t => t.Text.Split(' ').Length >= 5 && ".?!".Contains(t.Text[^1], StringComparison.Ordinal)
                && !t.Text.Contains('[', StringComparison.Ordinal) && !t.Text.Contains("...", StringComparison.Ordinal) && recordings.Has($"{t.Name}.g722"))
            .DistinctBy(t => t.Text)
            .ToArray();
        new Random(5).Shuffle(texts);
        var sentences = new List<(string, string, float[])>();
        foreach (var (name, text) in texts.Take(most))
        {
            var audio = await AudioFile.ReadAsync(recordings.PathOf($"{name}.g722"), 16000);
            if (audio.Duration.TotalSeconds <= 8)
            {
                sentences.Add((name, text, audio.Samples.ToArray()));
            }
        }

        return sentences;
    }
}
