using System.CommandLine;
using System.Net;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Homes;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Security;
using LinlyTalker.Server.Security.Tls;

namespace LinlyTalker.Cli.Verbs;

/// <summary>The flags of <c>linly serve</c> that say who may come, how, and how many.</summary>
internal sealed class ServeSecurityOptions
{
    private readonly Option<string[]> tls = new("--tls")
    {
        Description = "Serve https with this certificate and its key (PEM files); renewed ones are taken without a restart.",
        HelpName = "CERT KEY",
        Arity = new ArgumentArity(2, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> selfSigned = new("--tls-self-signed")
    {
        Description = "Serve https with a certificate made here; browsers warn until its fingerprint is accepted.",
    };

    private readonly Option<string[]> hosts = Several("--host", "NAME", "A name under which the server is reached besides its own: avatar.example.org, *.example.org. Others are refused.");

    private readonly Option<string[]> origins = Several("--origin", "ORIGIN", "A page of another server whose scripts may use this one: https://www.example.org. Others are refused.");

    private readonly Option<string[]> proxies = Several("--trust-proxy", "CIDR", "A proxy that is believed when it says for whom it asks: 127.0.0.1, 10.0.0.0/8. Callers then need a key.");

    private readonly Option<bool> requireKey = new("--require-key") { Description = "Ask for an API key on this machine too; elsewhere one is always asked for." };

    private readonly Option<int> sessions = Number("--max-sessions", "Live conversations at once.", options => options.Limits.Sessions);

    private readonly Option<int> rate = Number("--max-rate", "Requests a minute of one key.", options => options.Limits.RequestsPerMinute);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { tls, selfSigned, hosts, origins, proxies, requireKey, sessions, rate, CommonOptions.Drain })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Makes the certificate where one is asked for, and tells its fingerprint.</summary>
    /// <exception cref="InputException">A flag says what cannot be.</exception>
    public ServerOptions Read(ParseResult parsed, ServerOptions options)
    {
        var (given, own) = (parsed.GetValue(tls) ?? [], parsed.GetValue(selfSigned));
        if (given.Length > 0 && own)
        {
            throw new InputException("--tls brings a certificate and --tls-self-signed makes one; say which.");
        }

        if (given.Length == 0 && !own && !IPAddress.IsLoopback(options.Bind))
        {
            Terminal.Note("Without --tls or --tls-self-signed, keys and voices cross the network in the clear, and browsers give no microphone; that is right behind a proxy only.");
        }

        var names = parsed.GetValue(hosts) ?? [];
        return options with
        {
            Tls = given.Length > 0 ? new TlsOptions(given[0], given[1]) : own ? Make(names) : null,
            Drain = TimeSpan.FromSeconds(Positive(parsed.GetValue(CommonOptions.Drain), "--drain")),
            Access = new AccessOptions
            {
                Hosts = names,
                Origins = parsed.GetValue(origins) ?? [],
                RequireKey = parsed.GetValue(requireKey),
                Proxies = [.. (parsed.GetValue(proxies) ?? []).Select(Network)],
            },
            Limits = options.Limits with
            {
                Sessions = Positive(parsed.GetValue(sessions), "--max-sessions"),
                RequestsPerMinute = Positive(parsed.GetValue(rate), "--max-rate"),
            },
        };
    }

    private static TlsOptions Make(string[] names)
    {
        var folder = Path.Combine(LinlyHome.FromEnvironment().Data, "tls");
        var plain = names.Where(name => !name.StartsWith('*') && Uri.CheckHostName(name) == UriHostNameType.Dns);
        var certificate = SelfSigned.Ensure(folder, [.. MachineNames.Hosts, .. plain], MachineNames.Addresses, TimeProvider.System);
        Terminal.Note($"{(certificate.IsNew ? "A certificate was made" : "The certificate")}, good until {certificate.Expires:yyyy-MM-dd}, in {certificate.Files.Certificate}");
        Terminal.Note($"SHA-256 fingerprint: {certificate.Fingerprint}");
        return certificate.Files;
    }

    private static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new InputException($"--trust-proxy is '{text}'; an address like 10.0.0.7 or a network like 10.0.0.0/8 is needed.");

    private static int Positive(int value, string name) =>
        value > 0 ? value : throw new InputException($"{name} is {value}; a number above zero is needed.");

    private static Option<string[]> Several(string name, string help, string description) =>
        new(name) { Description = $"{description} May be given several times.", HelpName = help, Arity = ArgumentArity.ZeroOrMore };

    private static Option<int> Number(string name, string description, Func<ServerOptions, int> usual) =>
        new(name) { Description = description, HelpName = "NUMBER", DefaultValueFactory = _ => usual(new ServerOptions()) };
}
