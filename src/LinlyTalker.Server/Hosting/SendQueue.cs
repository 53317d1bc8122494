using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace LinlyTalker.Server.Hosting;

/// <summary>
/// Keeps short what the system holds back for a client. Left to itself it takes megabytes, a minute of speech, on which
/// nothing can be withdrawn or overtaken any more: an interruption would be told behind all of it, and a client that reads
/// nothing would be found out late.
/// </summary>
internal static class SendQueue
{
    /// <summary>Written, and not yet on the way; what is on the way goes by what the network bears.</summary>
    private const int Bytes = 64 << 10;

    private const int Tcp = 6; // IPPROTO_TCP
    private const int UnsentLowWater = 25; // TCP_NOTSENT_LOWAT of Linux, tcp(7); connections have it of their listener

    public static void Bound(SocketTransportOptions options) => options.CreateBoundListenSocket = endpoint =>
    {
        var listener = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (OperatingSystem.IsLinux())
        {
            listener.SetRawSocketOption(Tcp, UnsentLowWater, BitConverter.GetBytes(Bytes));
        }

        return listener;
    };
}
