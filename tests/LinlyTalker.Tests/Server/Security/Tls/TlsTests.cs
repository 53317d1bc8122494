using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LinlyTalker.Core.Errors;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;
using LinlyTalker.Server.Security.Tls;
using LinlyTalker.Tests.Core;

namespace LinlyTalker.Tests.Server.Security.Tls;

public sealed class TlsTests : IDisposable
{
    private const int Patience = 30_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("linly-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory(Timeout = Patience)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public async Task It_speaks_HTTP_1_and_2_with_the_certificate_whose_fingerprint_it_printed(int major, int minor)
    {
        var made = Make(TimeProvider.System);
        await using var served = await ServedTest.StartAsync(options: Options(made.Files));
        Assert.Equal("https", served.Address.Scheme);
        var seen = "";
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            seen = certificate!.GetCertHashString(HashAlgorithmName.SHA256);
            return errors == SslPolicyErrors.RemoteCertificateChainErrors;
        };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(served.Address, "/health"))
        {
            Version = new Version(major, minor),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var answer = await client.SendAsync(request, Cancellation);
        Assert.Equal((HttpStatusCode.OK, new Version(major, minor)), (answer.StatusCode, answer.Version));
        Assert.Equal(made.Fingerprint.Replace(":", "", StringComparison.Ordinal), seen);
    }

    [Fact(Timeout = Patience)]
    public async Task A_page_of_its_own_is_known_by_https()
    {
        await using var served = await ServedTest.StartAsync(options: Options(Make(TimeProvider.System).Files));
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        using var client = new HttpClient(handler) { BaseAddress = served.Address };
        foreach (var (scheme, status) in new[] { ("https", HttpStatusCode.OK), ("http", HttpStatusCode.Forbidden) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
            request.Headers.Add("Origin", $"{scheme}://{served.Address.Authority}");
            Assert.Equal(status, (await client.SendAsync(request, Cancellation)).StatusCode);
        }
    }

    [Fact]
    public void A_certificate_is_kept_until_it_is_about_to_expire()
    {
        var time = new ManualTime();
        var first = Make(time);
        Assert.True(first.IsNew);
        Assert.Equal((first.Fingerprint, false), (Make(time).Fingerprint, Make(time).IsNew));
        time.Advance(TimeSpan.FromDays(380));
        Assert.Equal(first.Fingerprint, Make(time).Fingerprint);
        time.Advance(TimeSpan.FromDays(5));
        var second = Make(time);
        Assert.NotEqual(first.Fingerprint, second.Fingerprint);
        Assert.True(second.Expires > time.GetUtcNow().AddDays(390));
    }

    [Fact]
    public void It_bears_the_names_and_addresses_and_its_key_is_its_owners()
    {
        var made = Make(TimeProvider.System, "avatar.example.org");
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(made.Files.Certificate);
        Assert.True(certificate.MatchesHostname("localhost"));
        Assert.True(certificate.MatchesHostname("avatar.example.org"));
        Assert.True(certificate.MatchesHostname("127.0.0.1"));
        Assert.False(certificate.MatchesHostname("www.example.org"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(made.Files.Key));
        }

        Assert.NotEqual(made.Fingerprint, Make(TimeProvider.System, "www.example.org").Fingerprint);
    }

    [Fact]
    public void A_broken_one_is_made_anew()
    {
        var made = Make(TimeProvider.System);
        File.WriteAllText(made.Files.Key, "half a k");
        Assert.NotEqual(made.Fingerprint, Make(TimeProvider.System).Fingerprint);
    }

    [Fact(Timeout = Patience)]
    public async Task Files_that_are_no_certificate_and_its_key_are_told_at_the_start()
    {
        var made = Make(TimeProvider.System);
        var absent = new TlsOptions(Path.Combine(folder.FullName, "absent.crt"), made.Files.Key);
        Assert.Contains("absent.crt", (await Fails(absent)).Message, StringComparison.Ordinal);
        Assert.Contains("PEM", (await Fails(new TlsOptions(made.Files.Key, made.Files.Key))).Message, StringComparison.Ordinal);
        var other = SelfSigned.Ensure(Path.Combine(folder.FullName, "other"), ["localhost"], [], TimeProvider.System);
        Assert.Contains("PEM", (await Fails(new TlsOptions(made.Files.Certificate, other.Files.Key))).Message, StringComparison.Ordinal);

        static Task<InputException> Fails(TlsOptions tls) => Assert.ThrowsAsync<InputException>(() => ServedTest.StartAsync(options: Options(tls)));
    }

    [Fact(Timeout = Patience)]
    public async Task A_renewed_certificate_is_taken_without_a_restart()
    {
        var time = new ManualTime();
        var files = Make(TimeProvider.System).Files;
        await using var served = await ServedTest.StartAsync(new ServerParts { Engines = new FakeEngines(), Time = time }, Options(files));
        var before = await FingerprintAsync(served.Address);
        File.Delete(files.Key);
        var renewed = Make(TimeProvider.System);
        File.SetLastWriteTimeUtc(files.Certificate, DateTime.UtcNow.AddSeconds(5));
        Assert.Equal(before, await FingerprintAsync(served.Address));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(renewed.Fingerprint.Replace(":", "", StringComparison.Ordinal), await FingerprintAsync(served.Address));

        await File.WriteAllTextAsync(files.Certificate, "half", Cancellation);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(renewed.Fingerprint.Replace(":", "", StringComparison.Ordinal), await FingerprintAsync(served.Address));
    }

    [Fact(Timeout = Patience)]
    public async Task Old_versions_of_TLS_are_refused()
    {
        await using var served = await ServedTest.StartAsync(options: Options(Make(TimeProvider.System).Files));
#pragma warning disable CA5397, SYSLIB0039 // That is what is tested.
        await Assert.ThrowsAnyAsync<Exception>(() => FingerprintAsync(served.Address, SslProtocols.Tls11));
#pragma warning restore CA5397, SYSLIB0039
    }

    private static ServerOptions Options(TlsOptions tls) => new() { Port = 0, Drain = TimeSpan.FromSeconds(1), Tls = tls };

    private static async Task<string> FingerprintAsync(Uri server, SslProtocols protocols = SslProtocols.None)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(server.Host, server.Port, Cancellation);
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                EnabledSslProtocols = protocols,
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
            },
            Cancellation);
        return stream.RemoteCertificate!.GetCertHashString(HashAlgorithmName.SHA256);
    }

    private SelfSigned Make(TimeProvider time, params string[] names) =>
        SelfSigned.Ensure(folder.FullName, ["localhost", .. names], MachineNames.Addresses, time);
}
