using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LinlyTalker.Brain.Documents;
using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Core.Flow;
using LinlyTalker.Language.English;

namespace LinlyTalker.Brain.Domain;

/// <summary>The words of a base and a persona for the recogniser: what users of it say, and what they hear.</summary>
public static partial class KnowledgeDomain
{
    private const int SentenceLimit = 20_000;
    private const int LongestSentence = 400; // characters; what is longer is no sentence

    /// <summary>
    /// Questions and headings (twice, since users say those), then the sentences of the answers; terms are names and words that
    /// are written unlike common ones (inner capitals, digits, capitals within a sentence).
    /// </summary>
    public static DomainText Of(KnowledgeBase knowledge, Persona? persona = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        var passages = knowledge.All();
        var asked = passages.SelectMany(p => p.Questions.Append(p.Context)).Select(PlainText.Of).ToArray();
        var said = passages.SelectMany(p => Sentences(p.Answer));
        var greeting = persona is null ? [] : Sentences($"{persona.Name}. {persona.Greeting}");
        string[] sentences =
        [
            .. asked.Concat(asked).Concat(said).Concat(greeting)
                .Select(s => s.Trim()).Where(s => s.Length is > 1 and <= LongestSentence).Take(SentenceLimit),
        ];
        string[] terms = [.. Terms(sentences, persona).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new DomainText(Hash(sentences, terms), sentences, terms);
    }

    private static string[] Sentences(string markdown) => SentenceEnd().Split(PlainText.Of(CodeSpan().Replace(markdown, " ")));

    private static IEnumerable<string> Terms(IEnumerable<string> sentences, Persona? persona)
    {
        foreach (var sentence in sentences)
        {
            foreach (Match word in Word().Matches(sentence))
            {
                var isName = word.Value.AsSpan(1).IndexOfAnyInRange('A', 'Z') >= 0 || word.Value.AsSpan().IndexOfAnyInRange('0', '9') >= 0
                    || (char.IsUpper(word.Value[0]) && !StartsSentence(sentence, word.Index));
                if (isName && word.Value.AsSpan().ContainsAnyExceptInRange('0', '9') && !EnglishStopWords.IsStop(word.Value.ToLowerInvariant()))
                {
                    yield return word.Value;
                }
            }
        }

        foreach (var name in persona?.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            yield return name;
        }
    }

    private static bool StartsSentence(string sentence, int index) =>
        sentence.AsSpan(0, index).TrimEnd() is var before && (before.IsEmpty || before[^1] is '.' or '!' or '?' or ':' or '“' or '"');

    private static string Hash(string[] sentences, string[] terms)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in sentences.Append("\u0001").Concat(terms))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    [GeneratedRegex(@"(?<=[.!?;])\s+|(?<=[。！？；])|\n+", RegexOptions.None, 2000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"`[^`\n]{1,500}`", RegexOptions.None, 2000)]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9'+#-]*", RegexOptions.None, 2000)]
    private static partial Regex Word();
}
