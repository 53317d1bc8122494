using System.Net;

namespace LinlyTalker.Server.Security;

/// <summary>Who may reach the server, and from where.</summary>
public sealed record AccessOptions
{
    /// <summary>
    /// Names under which the server is asked for besides its own: <c>avatar.example.org</c>, <c>*.example.org</c>.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Pages of other servers whose scripts may use this one: <c>https://www.example.org</c>.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Ask for a key on loopback too. Elsewhere, and behind a proxy, one is always asked for.</summary>
    public bool RequireKey { get; init; }

    /// <summary>Proxies that are believed when they say for whom they ask (X-Forwarded-For, X-Forwarded-Proto).</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>A key is asked for where anybody but this machine's own programs can come.</summary>
    public bool RequiresKey(IPAddress bind) => RequireKey || Proxies.Count > 0 || !IPAddress.IsLoopback(bind);
}
