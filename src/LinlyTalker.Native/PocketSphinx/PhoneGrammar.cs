using System.Text;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Native.PocketSphinx;

/// <summary>
/// A text as the sounds that it may consist of: for each word its pronunciations, each a string of ARPAbet phones
/// separated by spaces. The phones are the grammar's words, so that the recogniser tells the time of each.
/// </summary>
internal static class PhoneGrammar
{
    /// <summary>The phone set of the English acoustic model.</summary>
    public static readonly IReadOnlySet<string> Phones = new HashSet<string>(
        ("AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH").Split(' '),
        StringComparer.Ordinal);

    /// <summary>In the Java Speech Grammar Format.</summary>
    /// <exception cref="InputException">A word has no pronunciation, or one of other signs than phones.</exception>
    public static string Write(IReadOnlyList<IReadOnlyList<string>> words)
    {
        var text = new StringBuilder("#JSGF V1.0;\ngrammar text;\npublic <text> =");
        foreach (var word in words)
        {
            if (word.Count == 0 || word.FirstOrDefault(phones => !IsPronunciation(phones)) is not null)
            {
                throw new InputException($"'{string.Join(" | ", word)}' is no pronunciation in ARPAbet.");
            }

            text.Append(word.Count == 1 ? $" {word[0]}" : $" ( {string.Join(" | ", word)} )");
        }

        return text.Append(";\n").ToString();
    }

    private static bool IsPronunciation(string phones) => phones.Split(' ').All(Phones.Contains);
}
