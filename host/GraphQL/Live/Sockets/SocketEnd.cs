using System.Diagnostics.CodeAnalysis;

namespace CarePlatform.GraphQL;

/// <summary>A message after which the socket cannot stay open.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves the socket.")]
internal sealed class SocketEnd(CloseCode code, string reason) : Exception(reason)
{
    public CloseCode Code { get; } = code;

    public static SocketEnd BadRequest(string reason) => new(CloseCode.BadRequest, reason);
}
