using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;

namespace LinlyTalker.Server.Security.Tls;

/// <summary>
/// A certificate that the server makes for itself. Nobody vouches for it: browsers warn, and whoever connects first
/// compares the fingerprint that was printed where the server runs.
/// </summary>
public sealed record SelfSigned(TlsOptions Files, string Fingerprint, DateTimeOffset Expires, bool IsNew)
{
    /// <summary>Browsers of Apple take none that is valid for longer.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(397);

    /// <summary>Made anew when less is left.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromDays(14);

    /// <summary>Takes the one that lies there, or makes one: the first time, before it expires, when a name is missing in it, or when it is broken.</summary>
    /// <param name="folder">Where it is kept; only its owner can read the key.</param>
    /// <param name="names">Host names under which the server is reached.</param>
    /// <param name="addresses">IP addresses of this machine; written in, but another address makes no new one.</param>
    /// <exception cref="InputException">The folder cannot be written to.</exception>
    public static SelfSigned Ensure(string folder, IReadOnlyList<string> names, IReadOnlyList<IPAddress> addresses, TimeProvider time)
    {
        var files = new TlsOptions(Path.Combine(folder, "server.crt"), Path.Combine(folder, "server.key"));
        if (Usable(files, names, time) is { } kept)
        {
            using (kept)
            {
                return Of(files, kept, isNew: false);
            }
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = Make(key, names, addresses, time.GetUtcNow());
        Write(files.Key, key.ExportPkcs8PrivateKeyPem());
        Write(files.Certificate, made.ExportCertificatePem());
        return Of(files, made, isNew: true);
    }

    private static SelfSigned Of(TlsOptions files, X509Certificate2 certificate, bool isNew)
    {
        var hash = certificate.GetCertHash(HashAlgorithmName.SHA256);
        return new SelfSigned(files, string.Join(':', hash.Select(part => part.ToString("X2", null))), certificate.NotAfter.ToUniversalTime(), isNew);
    }

    private static X509Certificate2? Usable(TlsOptions files, IReadOnlyList<string> names, TimeProvider time)
    {
        if (!File.Exists(files.Certificate) || !File.Exists(files.Key))
        {
            return null;
        }

        try
        {
            var kept = X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);
            if (kept.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime > Least && names.All(name => kept.MatchesHostname(name)))
            {
                return kept;
            }

            kept.Dispose();
            return null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // A broken one is as good as none.
            return null;
        }
    }

    private static X509Certificate2 Make(ECDsa key, IReadOnlyList<string> names, IReadOnlyList<IPAddress> addresses, DateTimeOffset now)
    {
        var request = new CertificateRequest("CN=LinlyTalker", key, HashAlgorithmName.SHA256);
        var reached = new SubjectAlternativeNameBuilder();
        foreach (var name in names.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            reached.AddDnsName(name);
        }

        foreach (var address in addresses.Distinct())
        {
            reached.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(reached.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));

        // A clock that is some minutes behind shall not find it not yet valid.
        return request.CreateSelfSigned(now - TimeSpan.FromHours(1), now - TimeSpan.FromHours(1) + Life);
    }

    private static void Write(string path, string pem)
    {
        using var pending = new PendingFile(path);
        if (!OperatingSystem.IsWindows())
        {
            // While it is still empty.
            File.SetUnixFileMode(pending.TemporaryPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.WriteAllText(pending.TemporaryPath, pem + "\n");
        pending.Commit();
    }
}
