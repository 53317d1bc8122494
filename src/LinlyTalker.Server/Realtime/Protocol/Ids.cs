using System.Security.Cryptography;

namespace LinlyTalker.Server.Realtime.Protocol;

/// <summary>Names that nobody guesses: 126 random bits.</summary>
internal static class Ids
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <param name="kind"><c>sess</c>, <c>item</c>, <c>resp</c>, ….</param>
    public static string New(string kind) => $"{kind}_{RandomNumberGenerator.GetString(Letters, 22)}";
}
