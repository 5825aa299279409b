namespace CarePlatform.Platform;

/// <summary>The embedded PostgreSQL cannot do what was asked; the message is one sentence for the person at the screen.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? cause = null) : Exception(message, cause);
