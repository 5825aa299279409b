namespace CarePlatform.Platform;

/// <summary>The database cannot be brought to this program's state; the message says which file or role is at fault and what to do.</summary>
public sealed class MigrationException(string message, Exception? cause = null) : Exception(message, cause);
