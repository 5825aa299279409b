namespace CarePlatform.Platform;

/// <summary>By what a message goes out.</summary>
public enum MessageChannel
{
    /// <summary>A text to a telephone.</summary>
    Text,

    /// <summary>A mail.</summary>
    Email,
}

/// <summary>A message to somebody outside.</summary>
/// <param name="Key">The same for the same message: a sink that sees it twice sends it once.</param>
/// <param name="Channel">By what it goes.</param>
/// <param name="To">The telephone number or mail address.</param>
/// <param name="Language">Of the text, as a BCP 47 tag.</param>
/// <param name="Text">What it says; nothing about anybody's health, for others read telephones.</param>
public sealed record OutgoingMessage(string Key, MessageChannel Channel, string To, string Language, string Text);

/// <summary>Sends messages, by whichever provider the host has registered.</summary>
public interface IMessageSink
{
    /// <summary>
    /// Sends it, or fails so that it is tried again. It is called at least once for each message, within the transaction of whatever
    /// caused it, and therefore only hands over.
    /// </summary>
    Task Send(OutgoingMessage message, CancellationToken ct);
}
