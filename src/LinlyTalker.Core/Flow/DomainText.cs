using System.Security.Cryptography;
using System.Text;

namespace LinlyTalker.Core.Flow;

/// <summary>
/// The words of a knowledge base and a persona, carried to the recogniser so that it hears them.
/// </summary>
/// <param name="Hash">SHA-256 in hex of the content: what a recogniser caches its language model by.</param>
/// <param name="Sentences">Plain sentences, as a user might say them or hear them.</param>
/// <param name="Terms">Names and terms that a general vocabulary may lack.</param>
public sealed record DomainText(string Hash, IReadOnlyList<string> Sentences, IReadOnlyList<string> Terms)
{
    public static DomainText Empty { get; } = new("", [], []);

    /// <summary>The words of both.</summary>
    public DomainText And(DomainText other) =>
        other.Hash.Length == 0 ? this
        : Hash.Length == 0 ? other
        : new(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Hash + other.Hash))),
            [.. Sentences, .. other.Sentences],
            [.. Terms.Union(other.Terms)]);
}
