using System.Text;
using LinlyTalker.Language.Chinese;

namespace LinlyTalker.Brain.Terms;

/// <summary>A stretch of one script: Chinese characters without a gap, or the words between two such stretches.</summary>
internal readonly record struct ScriptRun(bool IsHan, string Text, IReadOnlyList<string> Words);

/// <summary>Cuts text by script; punctuation, emoji and white space only separate.</summary>
internal static class Scripts
{
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ";
    private const string Plain = "aaaaaaceeeeiiiinoooooouuuuyy";
    private const int WordLimit = 64; // characters; what is longer is no word

    public static IEnumerable<ScriptRun> Runs(string text)
    {
        var words = new List<string>();
        var han = new StringBuilder();
        var word = new StringBuilder();
        foreach (var raw in text)
        {
            var character = Fold(raw);
            if (Han.Is(character))
            {
                CloseWord(word, words);
                if (words.Count > 0)
                {
                    yield return new ScriptRun(false, "", words);
                    words = [];
                }

                han.Append(character);
                continue;
            }

            if (han.Length > 0)
            {
                yield return new ScriptRun(true, han.ToString(), []);
                han.Clear();
            }

            if (char.IsLetterOrDigit(character))
            {
                word.Append(character);
            }
            else if (character == '#' && word.Length == 1)
            {
                word.Append("sharp"); // C#
            }
            else if (!(character is '\'' or '’' && word.Length > 0))
            {
                CloseWord(word, words);
            }
        }

        CloseWord(word, words);
        if (han.Length > 0)
        {
            yield return new ScriptRun(true, han.ToString(), []);
        }
        else if (words.Count > 0)
        {
            yield return new ScriptRun(false, "", words);
        }
    }

    private static void CloseWord(StringBuilder word, List<string> words)
    {
        if (word.Length is > 0 and <= WordLimit)
        {
            words.Add(word.ToString());
        }

        word.Clear();
    }

    /// <summary>Full-width forms become plain ones, letters lower case and without accents.</summary>
    private static char Fold(char character)
    {
        if (character is >= '！' and <= '～')
        {
            character = (char)(character - '！' + '!');
        }

        character = char.ToLowerInvariant(character);
        var accented = Accented.IndexOf(character, StringComparison.Ordinal);
        return accented >= 0 ? Plain[accented] : character;
    }
}
