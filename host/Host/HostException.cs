namespace CarePlatform.Host;

/// <summary>The host cannot do what was asked; the message is one sentence that says what to do.</summary>
internal sealed class HostException(string message, Exception? cause = null) : Exception(message, cause);
