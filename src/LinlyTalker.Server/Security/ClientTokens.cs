using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Callers;
using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Security;

/// <param name="Key">Id of the key that made it; null where none was asked for.</param>
/// <param name="Preset">What was settled for the conversation; null: nothing.</param>
internal sealed record ClientToken(UserId User, string? Key, DateTimeOffset Expires, SessionPreset? Preset);

/// <summary>
/// Short-lived tokens that a web site's server makes for its visitors' browsers, so that its key never leaves it. Each
/// starts one live conversation; it dies with the start, with its time, with its key, and with the server.
/// </summary>
/// <remarks>Only hashes are kept, found by hash: of 256 random bits nothing can be learnt by timing the search.</remarks>
internal sealed class ClientTokens(TimeProvider time) : IErasable
{
    /// <summary>As OpenAI's begin.</summary>
    public const string Beginning = "ek_";

    /// <summary>Not yet used and not yet expired, of one key and of all.</summary>
    public const int MostPerKey = 2000;

    public const int Most = 20_000;

    private const int SecretBytes = 32;
    private readonly Lock gate = new();
    private readonly Dictionary<string, ClientToken> tokens = [];

    public string Kept => "client_secrets";

    /// <exception cref="ApiException">429: too many wait to be used.</exception>
    public (string Value, DateTimeOffset Expires) Make(UserId user, string? key, TimeSpan life, SessionPreset? preset)
    {
        var value = Beginning + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (tokens.Count >= Most || tokens.Values.Count(token => token.Key == key) >= MostPerKey)
            {
                Sweep(now);
            }

            if (tokens.Count >= Most || tokens.Values.Count(token => token.Key == key) >= MostPerKey)
            {
                throw new ApiException(
                    StatusCodes.Status429TooManyRequests, "too_many_client_secrets", "Too many client tokens wait to be used; make each when its visitor comes, with a short life.");
            }

            tokens[HashOf(value)] = new ClientToken(user, key, now + life, preset);
            return (value, now + life);
        }
    }

    /// <summary>Spends it: whoever replays it later, or at the same time, gets nothing.</summary>
    /// <returns>Null when it is unknown, spent or expired.</returns>
    public ClientToken? Spend(string value)
    {
        lock (gate)
        {
            return tokens.Remove(HashOf(value), out var token) && token.Expires > time.GetUtcNow() ? token : null;
        }
    }

    public Task<int> EraseAsync(UserId user, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            var own = tokens.Where(token => token.Value.User == user).Select(token => token.Key).ToList();
            own.ForEach(hash => tokens.Remove(hash));
            return Task.FromResult(own.Count);
        }
    }

    private static string HashOf(string value) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    private void Sweep(DateTimeOffset now)
    {
        foreach (var (hash, token) in tokens)
        {
            if (token.Expires <= now)
            {
                tokens.Remove(hash);
            }
        }
    }
}
