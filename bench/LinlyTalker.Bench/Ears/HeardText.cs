using LinlyTalker.Language.Pronunciation;

namespace LinlyTalker.Bench.Ears;

/// <summary>
/// The one form in which what recognisers wrote is compared with what was said, as Whisper's paper compares: without
/// case, signs and fillers, numbers as words, contractions written out.
/// </summary>
internal static class HeardText
{
    private static readonly HashSet<string> Fillers = ["hmm", "mm", "mhm", "mmm", "uh", "um"];

    private static readonly (string Short, string Long)[] Contractions =
    [
        ("won't", "will not"), ("can't", "can not"), ("cannot", "can not"), ("let's", "let us"), ("n't", " not"), ("'re", " are"),
        ("'ll", " will"), ("'ve", " have"), ("'m", " am"), ("'d", " would"), ("'s", " is"),
    ];

    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var spoken in SpokenWords.Of(text))
        {
            var word = spoken.ToLowerInvariant();
            foreach (var (contracted, written) in Contractions)
            {
                if (word.EndsWith(contracted, StringComparison.Ordinal))
                {
                    word = word[..^contracted.Length] + written;
                    break;
                }
            }

            words.AddRange(word.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !Fillers.Contains(w)));
        }

        return words;
    }
}
