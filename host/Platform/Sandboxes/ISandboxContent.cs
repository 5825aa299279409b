namespace CarePlatform.Platform;

/// <summary>
/// What a module puts into a new sandbox beyond the defaults of its care model, such as synthetic people. Found by scanning; called
/// when a sandbox is founded and after each reset, before anybody is let in.
/// </summary>
public interface ISandboxContent
{
    /// <summary>Puts it in. Called again after it was broken off, it adds what is missing.</summary>
    /// <param name="session">Begun for the sandbox and not open; it may be opened and committed as often as it takes.</param>
    Task Put(Session session, CancellationToken ct);
}
