using System.Globalization;
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

    /// <summary>As sphinxbase's finite state grammar (<c>fsg_model_readfile</c>): one path for each pronunciation.</summary>
    /// <param name="mayEndEarly">The sound may end behind any word.</param>
    /// <exception cref="InputException">There is no word, or one has no pronunciation or one of other signs than phones.</exception>
    public static string Write(IReadOnlyList<IReadOnlyList<string>> words, bool mayEndEarly)
    {
        if (words.Count == 0)
        {
            throw new InputException("A text without a word cannot be aligned.");
        }

        // States 0 to the words' count lie between words, the last of them ends the text; those within words follow.
        var next = words.Count + 1;
        var arcs = new StringBuilder();
        for (var word = 0; word < words.Count; word++)
        {
            if (words[word].Count == 0)
            {
                throw new InputException($"Word {word + 1} of the text has no pronunciation.");
            }

            foreach (var pronunciation in words[word])
            {
                var phones = pronunciation.Split(' ');
                var state = word;
                for (var i = 0; i < phones.Length; i++)
                {
                    if (!Phones.Contains(phones[i]))
                    {
                        throw new InputException($"'{pronunciation}' is no pronunciation in ARPAbet.");
                    }

                    var to = i == phones.Length - 1 ? word + 1 : next++;
                    arcs.Append(CultureInfo.InvariantCulture, $"T {state} {to} 1.0 {phones[i]}\n");
                    state = to;
                }
            }

            if (mayEndEarly && word > 0)
            {
                arcs.Append(CultureInfo.InvariantCulture, $"T {word} {words.Count} 1.0\n");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"FSG_BEGIN text\nN {next}\nS 0\nF {words.Count}\n{arcs}FSG_END\n");
    }
}
