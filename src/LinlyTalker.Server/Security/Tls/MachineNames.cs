using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace LinlyTalker.Server.Security.Tls;

/// <summary>How others on the network can call this machine.</summary>
public static class MachineNames
{
    public static IReadOnlyList<string> Hosts
    {
        get
        {
            var name = Dns.GetHostName();
            return Uri.CheckHostName(name) == UriHostNameType.Dns ? ["localhost", name, $"{name}.local"] : ["localhost"];
        }
    }

    /// <summary>Loopback first; without those that are good on one wire only.</summary>
    public static IReadOnlyList<IPAddress> Addresses =>
    [
        IPAddress.Loopback,
        IPAddress.IPv6Loopback,
        .. from card in NetworkInterface.GetAllNetworkInterfaces()
           where card.OperationalStatus == OperationalStatus.Up
           from unicast in card.GetIPProperties().UnicastAddresses
           let address = unicast.Address
           where address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
               && !address.IsIPv6LinkLocal && !IPAddress.IsLoopback(address)
           select address,
    ];
}
