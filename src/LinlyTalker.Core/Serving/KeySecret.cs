using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LinlyTalker.Core.Serving;

/// <summary>
/// What opens: <c>linly_</c>, the id of the key (10 signs), <c>_</c>, 256 random bits in base64url. The id finds the
/// row, so that nothing secret is ever looked up by comparing it in an index.
/// </summary>
public static class KeySecret
{
    public const string Beginning = "linly_";

    private const int IdLength = 10;
    private const int SecretBytes = 32;

    /// <summary>Without 0, 1, i, l and o, which people mistake for each other.</summary>
    private const string IdSigns = "abcdefghjkmnpqrstuvwxyz23456789";

    public static (string Id, string Secret) New()
    {
        var id = RandomNumberGenerator.GetString(IdSigns, IdLength);
        return (id, $"{Beginning}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}");
    }

    /// <returns>The id of the key that it says to be; null when it is no key of ours.</returns>
    public static string? IdOf(string secret)
    {
        var length = Beginning.Length + IdLength + 1 + Base64Url.GetEncodedLength(SecretBytes);
        return secret.Length == length && secret.StartsWith(Beginning, StringComparison.Ordinal) && secret[Beginning.Length + IdLength] == '_'
            ? secret.Substring(Beginning.Length, IdLength)
            : null;
    }

    /// <summary>
    /// SHA-256, plain: slow and salted hashes protect what people choose and could be guessed. Of 256 random bits
    /// there is nothing to guess, and every request is verified.
    /// </summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
