using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LinlyTalker.Server.Security.Tls;

namespace LinlyTalker.SystemTests.Server.Realtime;

/// <summary>OpenAI's clients for JavaScript, unchanged, of both versions; they speak TLS alone.</summary>
public class StockNodeClientTests
{
    private const int Patience = 180_000;

    [Theory(Timeout = Patience)]
    [InlineData("beta", false)]
    [InlineData("beta", true)]
    [InlineData("general", false)]
    [InlineData("general", true)]
    public async Task A_question_is_answered(string version, bool spoken)
    {
        var cancellation = TestContext.Current.CancellationToken;
        StockScript.Require();
        var folder = Directory.CreateTempSubdirectory("linly-stock-").FullName;
        try
        {
            var tls = Certify(folder);
            await using var server = await EmbeddedServer.StartAsync(tls);
            var base1 = new UriBuilder(server.Version1) { Scheme = "https", Host = "localhost" }.Uri;
            List<string> arguments = [version, base1.ToString()];
            if (spoken)
            {
                arguments.Add(Path.Combine(folder, "question.pcm"));
                await File.WriteAllBytesAsync(
                    arguments[^1], await SpokenQuestion.SayAsync(server.Engines, "What is your name?", cancellation), cancellation);
            }

            var seen = await StockScript.RunAsync("realtime.mjs", arguments, cancellation, tls.Certificate);
            Assert.Equal("completed", (string)seen["status"]!);
            Assert.True((int)seen["bytes"]! > 24000, $"{seen["bytes"]} bytes of sound");
            Assert.NotEmpty((string)seen["transcript"]!);
            Assert.Equal(spoken, ((string)seen["heard"]!).Contains("name", StringComparison.OrdinalIgnoreCase));
            var types = seen["types"]!.AsArray().Select(t => (string)t!).ToList();
            Assert.Contains(version == "beta" ? "response.audio.done" : "response.output_audio.done", types);
            Assert.Contains(version == "beta" ? "conversation.item.created" : "conversation.item.added", types);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TlsOptions Certify(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var tls = new TlsOptions(Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
        File.WriteAllText(tls.Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(tls.Key, key.ExportPkcs8PrivateKeyPem());
        return tls;
    }
}
