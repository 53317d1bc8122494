using System.Net;
using System.Net.Sockets;
using LinlyTalker.Core.Signal.Wav;

namespace LinlyTalker.SystemTests.Server.Uploads;

/// <summary>
/// A file and an address that nobody has reason to touch, and whether somebody did. The file lies where uploads do, so that
/// names without a path find it too; that it was read its time of access tells.
/// </summary>
internal sealed class Canary : IDisposable
{
    private static readonly DateTime LongAgo = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task answering;
    private int asked;

    public Canary()
    {
        WavFile.Write(File, new float[16000], 16000);
        listener.Start();
        answering = AnswerAsync();
        Rest();
    }

    /// <summary>Ends in a way that playlists may name.</summary>
    public string File { get; } = Path.Combine(Path.GetTempPath(), $"canary-{Guid.NewGuid():N}.m4a");

    public string Address => $"http://{listener.LocalEndpoint}/canary.m4a";

    /// <summary>Every way to name the two.</summary>
    public IEnumerable<string> References => [File, "file:" + File, "file://" + File, Path.GetFileName(File), Address];

    public bool FileWasRead => System.IO.File.GetLastAccessTimeUtc(File) != LongAgo;

    public bool AddressWasAsked => Volatile.Read(ref asked) > 0 || listener.Pending();

    public void Rest()
    {
        System.IO.File.SetLastAccessTimeUtc(File, LongAgo);
        Volatile.Write(ref asked, 0);
    }

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        answering.Wait();
        stop.Dispose();
        System.IO.File.Delete(File);
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptSocketAsync(stop.Token);
                Interlocked.Increment(ref asked);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
