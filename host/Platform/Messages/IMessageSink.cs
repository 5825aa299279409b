using System.Security.Cryptography;
using System.Text;

namespace CarePlatform.Platform;

/// <summary>How a message reaches a person.</summary>
public enum MessageChannel
{
    /// <summary>A text message to a telephone.</summary>
    Text,

    /// <summary>Electronic mail.</summary>
    Mail,
}

/// <summary>A message to somebody outside of the platform. It holds no health information: anybody may see a telephone's screen.</summary>
/// <param name="Id">The same for every attempt to send the same message, so that a carrier can drop what it has sent before.</param>
/// <param name="To">The telephone number or mail address.</param>
/// <param name="Language">Of subject and text, as a BCP 47 tag.</param>
public sealed record OutgoingMessage(Guid Id, Tenant From, MessageChannel Channel, string To, string Subject, string Text, string Language = "en")
{
    /// <summary>The id of the message that these words name: the same whenever it is made anew.</summary>
    public static Guid IdOf(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
}

/// <summary>
/// Carries messages out of the platform. It is called in a transaction that may yet be undone and repeated, so a message may come more
/// than once, with the same id. What it throws is tried again later.
/// </summary>
public interface IMessageSink
{
    /// <summary>Takes a message over.</summary>
    Task Send(OutgoingMessage message, CancellationToken ct);
}
