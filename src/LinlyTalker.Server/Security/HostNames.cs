using System.Net;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Server.Security;

/// <summary>The names under which this server answers.</summary>
/// <remarks>
/// A foreign page can have its own name point at 127.0.0.1 (DNS rebinding) and is then of one origin with a server
/// there; the name that it asks for gives it away. An IP literal cannot be made to point elsewhere.
/// </remarks>
internal sealed class HostNames
{
    private readonly HashSet<string> exact = new(StringComparer.OrdinalIgnoreCase) { "localhost" };
    private readonly List<string> endings = [];
    private readonly bool loopbackOnly;

    /// <exception cref="InputException">A name is no host name.</exception>
    public HostNames(IPAddress bind, IEnumerable<string> further)
    {
        loopbackOnly = IPAddress.IsLoopback(bind);
        if (!loopbackOnly)
        {
            exact.Add(Dns.GetHostName());
            exact.Add($"{Dns.GetHostName()}.local");
        }

        foreach (var name in further)
        {
            Add(name.Trim().TrimEnd('.'));
        }
    }

    /// <param name="host">As requested, without the port; IPv6 in brackets or not.</param>
    public bool Contains(string? host)
    {
        var name = (host ?? "").TrimEnd('.');
        if (IPAddress.TryParse(name.Trim('[', ']'), out var address))
        {
            return !loopbackOnly || IPAddress.IsLoopback(address) || exact.Contains(name);
        }

        return exact.Contains(name) || endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && name.Length > ending.Length);
    }

    private void Add(string name)
    {
        var plain = name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name;
        if (Uri.CheckHostName(plain) == UriHostNameType.Unknown)
        {
            throw new InputException($"'{name}' is no host name; give one like avatar.example.org or *.example.org, without http:// and port.");
        }

        if (plain.Length < name.Length)
        {
            endings.Add($".{plain}");
        }
        else
        {
            exact.Add(plain);
        }
    }
}
