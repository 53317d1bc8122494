using LinlyTalker.Core.Errors;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Security;

/// <summary>The pages whose scripts may use this server: its own, and those that were named.</summary>
internal sealed class Origins
{
    private readonly HashSet<string> named;

    /// <exception cref="InputException">One is no origin.</exception>
    public Origins(IEnumerable<string> named) =>
        this.named = [.. named.Select(origin => Normal(origin) ?? throw new InputException(
            $"'{origin}' is no origin; give one like https://www.example.org, with a port where it is not the usual one, without a path."))];

    /// <param name="origin">The header as it came.</param>
    public bool Contains(string origin, HttpRequest request) =>
        Normal(origin) is { } normal && (normal == Normal($"{request.Scheme}://{request.Host.Value}") || named.Contains(normal));

    public bool IsForeign(string origin, HttpRequest request) => Normal(origin) != Normal($"{request.Scheme}://{request.Host.Value}");

    /// <summary>Scheme, host and unusual port (RFC 6454); null for what is none, and for <c>null</c>, which any sandboxed page can be.</summary>
    private static string? Normal(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0, Host.Length: > 0, AbsolutePath: "/" or "" }
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;
}
