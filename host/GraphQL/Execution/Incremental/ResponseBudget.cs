namespace CarePlatform.GraphQL;

/// <summary>How many bytes all parts of a response may have together. Parts are written side by side.</summary>
internal sealed class ResponseBudget(int limit)
{
    private long _taken;

    /// <summary>How many bytes are left.</summary>
    public int Remaining => (int)Math.Max(0, limit - Interlocked.Read(ref _taken));

    /// <summary>How many bytes are written.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Counts bytes that are written.</summary>
    public void Take(int bytes) => Interlocked.Add(ref _taken, bytes);

    /// <summary>Refuses to write more when nothing is left.</summary>
    public void Require()
    {
        if (Taken >= limit)
        {
            throw new ResponseTooLargeException(limit);
        }
    }
}
