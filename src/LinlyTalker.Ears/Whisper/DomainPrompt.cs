using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Whisper.Tokens;

namespace LinlyTalker.Ears.Whisper;

/// <summary>
/// A domain's terms as text that might have been said before: Whisper goes on in the words it has been shown. Remembers
/// the last domain's.
/// </summary>
internal sealed class DomainPrompt(Vocabulary vocabulary, int most)
{
    private volatile Known? last;

    public int[] Tokens(DomainText domain)
    {
        if (most <= 0 || domain.Terms.Count == 0)
        {
            return [];
        }

        if (last is { } known && ReferenceEquals(known.Domain, domain))
        {
            return known.Tokens;
        }

        var tokens = new List<int>(vocabulary.Encode(" Glossary:"));
        var joint = " ";
        foreach (var term in domain.Terms)
        {
            var more = vocabulary.Encode(joint + term.Trim());
            if (tokens.Count + more.Count >= most)
            {
                break;
            }

            tokens.AddRange(more);
            joint = ", ";
        }

        tokens.AddRange(vocabulary.Encode("."));
        int[] made = [.. tokens];
        last = new Known(domain, made);
        return made;
    }

    private sealed record Known(DomainText Domain, int[] Tokens);
}
