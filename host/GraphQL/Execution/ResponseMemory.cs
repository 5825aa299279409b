namespace CarePlatform.GraphQL;

/// <summary>
/// What all responses may hold in memory together, from their first byte until the client has taken the last one. Share one among
/// the executors of a process. Responses of up to 64 KB are not counted: there are no more of them than requests.
/// </summary>
public sealed class ResponseMemory
{
    private long _held;

    /// <summary>Room for so many bytes.</summary>
    public ResponseMemory(long maxBytes) => MaxBytes = maxBytes;

    /// <summary>How many bytes may be held.</summary>
    public long MaxBytes { get; }

    /// <summary>How many bytes are held now.</summary>
    public long HeldBytes => Interlocked.Read(ref _held);

    /// <summary>The size up to which a response is not counted.</summary>
    internal const int FreeBytes = 64 * 1024;

    /// <summary>Takes room; false, with nothing taken, when there is not enough.</summary>
    internal bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= MaxBytes)
        {
            return true;
        }

        GiveBack(bytes);
        return false;
    }

    internal void GiveBack(int bytes) => Interlocked.Add(ref _held, -bytes);
}

/// <summary>There is no memory for a response now, because clients have not yet taken others. It ends the request.</summary>
internal sealed class ResponseMemoryException()
    : Exception("The server holds as many responses as it can. Try again in a moment, or ask for less.");
