using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LinlyTalker.Core.Errors;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Server.Security.Tls;

/// <summary>A certificate with its chain, from files that are looked at again now and then. Thread-safe.</summary>
internal sealed class PemCertificate
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly TlsOptions files;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private SslStreamCertificateContext context;
    private (DateTime, DateTime) version;
    private long looked;

    /// <exception cref="InputException">A file is absent or not what it should be.</exception>
    public PemCertificate(TlsOptions files, TimeProvider time, ILogger log)
    {
        (this.files, this.time, this.log) = (files, time, log);
        version = Version();
        context = Load();
        looked = time.GetTimestamp();
    }

    /// <summary>For the next handshake.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (gate)
            {
                if (time.GetElapsedTime(looked) >= LookAgain)
                {
                    looked = time.GetTimestamp();
                    Refresh();
                }

                return context;
            }
        }
    }

    private void Refresh()
    {
        var found = Version();
        if (found == version)
        {
            return;
        }

        try
        {
            context = Load();
            version = found;
            log.LogInformation("The certificate was renewed; it is good until {Until:u}.", context.TargetCertificate.NotAfter);
        }
        catch (InputException e)
        {
            // Half written perhaps; the old one serves until it is whole.
            log.LogWarning("The certificate changed and cannot be read: {Reason}", e.Message);
        }
    }

    private (DateTime, DateTime) Version() => (File.GetLastWriteTimeUtc(files.Certificate), File.GetLastWriteTimeUtc(files.Key));

    private SslStreamCertificateContext Load()
    {
        try
        {
            using var pair = X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(files.Certificate);

            // Windows cannot use a key that was never in a store or a PKCS #12.
            var own = X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
            return SslStreamCertificateContext.Create(own, chain, offline: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The certificate cannot be read: {e.Message}", e);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new InputException(
                $"{files.Certificate} and {files.Key} are no certificate and its key ({e.Message.TrimEnd('.')}); both are to be PEM files, the key not encrypted.", e);
        }
    }
}
