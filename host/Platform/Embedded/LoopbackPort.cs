using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace CarePlatform.Platform;

/// <summary>Ports of 127.0.0.1 below those that systems hand out to outgoing connections.</summary>
internal static class LoopbackPort
{
    private const int First = 15432;
    private const int Last = 25431;

    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A free port; a random one, so that clusters made at the same moment rarely meet.</summary>
    public static int Choose()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last + 1);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new EmbeddedPostgresException(
            $"No free port was found on 127.0.0.1 between {First} and {Last}: name one in CARE_PG_PORT.");
    }
}
