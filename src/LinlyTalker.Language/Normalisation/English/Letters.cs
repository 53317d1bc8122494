using System.Collections.Frozen;
using System.Text;

namespace LinlyTalker.Language.Normalisation.English;

/// <summary>Letters of other alphabets in plain ones: é as e, ß as ss, π as pi.</summary>
internal static class Letters
{
    private static readonly FrozenDictionary<char, string> Plain = Pairs(
        "a:àáâãäåāăąǎ c:çćĉċč d:ďđð e:èéêëēĕėęěẽ g:ĝğġģ h:ĥħ i:ìíîïĩīĭįıǐ j:ĵ k:ķ l:ĺļľŀł n:ñńņňŉŋ o:òóôõöøōŏőǒ r:ŕŗř s:śŝşšș " +
        "t:ţťŧț u:ùúûüũūŭůűųǔǖǘǚǜ w:ŵẁẃẅ y:ýÿŷỳ z:źżž ae:æ oe:œ ss:ß th:þ " +
        "A:ÀÁÂÃÄÅĀĂĄ C:ÇĆĈĊČ D:ĎĐÐ E:ÈÉÊËĒĔĖĘĚ G:ĜĞĠĢ H:ĤĦ I:ÌÍÎÏĨĪĬĮİ J:Ĵ K:Ķ L:ĹĻĽĿŁ N:ÑŃŅŇŊ O:ÒÓÔÕÖØŌŎŐ R:ŔŖŘ S:ŚŜŞŠȘ " +
        "T:ŢŤŦȚ U:ÙÚÛÜŨŪŬŮŰŲ W:Ŵ Y:ÝŸŶ Z:ŹŻŽ Ae:Æ Oe:Œ Th:Þ ':’ʼ");

    private static readonly FrozenDictionary<char, string> Greek = Pairs(
        "alpha:αΑ beta:βΒ gamma:γΓ delta:δΔ epsilon:εΕ zeta:ζΖ eta:ηΗ theta:θΘ iota:ιΙ kappa:κΚ lambda:λΛ mew:μΜµ new:νΝ " +
        "xi:ξΞ omicron:οΟ pi:πΠ rho:ρΡ sigma:σςΣ tau:τΤ upsilon:υΥ fie:φΦ kai:χΧ psi:ψΨ omega:ωΩ");

    /// <summary>The word in plain letters; empty where nothing of it can be.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        var result = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '\'')
            {
                result.Append(c);
            }
            else if (Plain.TryGetValue(c, out var letters))
            {
                result.Append(letters);
            }
            else if (word.Length <= 2 && Greek.TryGetValue(c, out var name))
            {
                result.Append(name);
            }
        }

        return result.ToString().Trim('\'');
    }

    private static FrozenDictionary<char, string> Pairs(string table) =>
        table.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(e => e.Split(':'))
            .SelectMany(e => e[1].Select(c => (c, e[0])))
            .ToFrozenDictionary(e => e.c, e => e.Item2);
}
