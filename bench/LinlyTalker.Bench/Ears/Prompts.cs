using LinlyTalker.Language.Pronunciation;
using LinlyTalker.Media.Sound;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.Bench.Ears;

/// <summary>One recorded prompt: what is said, word by word, and how it sounds.</summary>
/// <param name="Samples">16 kHz.</param>
internal sealed record Prompt(string Name, IReadOnlyList<string> Words, float[] Samples);

/// <summary>
/// The model <c>recordings-en</c>: 60 of the 185 different prompts of at least five words at its top level, drawn once
/// (<c>random.seed(7); random.sample(prompts, 60)</c> in Python, in the order of the texts; prompts.txt lists them), and
/// the texts of all the others.
/// </summary>
internal sealed class Prompts(ModelFolder recordings)
{
    private readonly List<(string Name, string Text)> texts =
    [
        .. File.ReadLines(recordings.PathOf("core-sounds-en.txt"))
            .Where(line => line.Length > 0 && line[0] != ';' && line.Contains(':', StringComparison.Ordinal))
            .Select(line => (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())),
    ];

    private readonly HashSet<string> names = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Ears", "prompts.txt"))];

    /// <summary>The texts that are none of the prompts', for a domain's language model.</summary>
    public IReadOnlyList<string> OtherTexts
    {
        get
        {
            var said = texts.Where(t => names.Contains(t.Name)).Select(t => Joined(t.Text)).ToHashSet();
            return [.. texts.Select(t => t.Text).Where(t => Joined(t) is { Length: > 0 } words && !said.Contains(words)).Distinct()];
        }
    }

    public async Task<IReadOnlyList<Prompt>> ReadAsync(int most, CancellationToken cancellation = default)
    {
        var prompts = new List<Prompt>();
        foreach (var (name, text) in texts.Where(t => names.Contains(t.Name)).Take(most))
        {
            var audio = await AudioFile.ReadAsync(recordings.PathOf($"{name}.g722"), 16000, cancellation);
            prompts.Add(new Prompt(name, Normalised(text), audio.Samples.ToArray()));
        }

        return prompts;
    }

    /// <summary>The one form that texts are compared in, said and heard alike.</summary>
    public static IReadOnlyList<string> Normalised(string text) => [.. SpokenWords.Of(text).Select(w => w.ToLowerInvariant())];

    private static string Joined(string text) => string.Join(' ', Normalised(text));
}
