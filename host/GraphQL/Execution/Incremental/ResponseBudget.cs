namespace CarePlatform.GraphQL;

/// <summary>
/// How many bytes all parts of a response may have together, what they cost, and the buffers into which they are written, side by side. Buffers that
/// nobody has taken any more are given back with it.
/// </summary>
internal sealed class ResponseBudget(ExecutorOptions options) : IDisposable
{
    private readonly HashSet<JsonOutput> _open = new(ReferenceEqualityComparer.Instance);
    private readonly Lock _changing = new();
    private long _taken;
    private double _cost;

    /// <summary>How many bytes are left.</summary>
    public int Remaining => (int)Math.Max(0, options.MaxResponseBytes - Taken);

    /// <summary>How many bytes are written.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Counts bytes that are written.</summary>
    public void Take(int bytes) => Interlocked.Add(ref _taken, bytes);

    /// <summary>Counts bytes that are written, and what the objects in them cost.</summary>
    public void Take(int bytes, double cost)
    {
        Take(bytes);
        lock (_changing)
        {
            _cost += cost;
        }
    }

    /// <summary>What the objects cost that were written so far.</summary>
    public double Cost
    {
        get
        {
            lock (_changing)
            {
                return _cost;
            }
        }
    }

    /// <summary>Refuses to write more when nothing is left.</summary>
    public void Require()
    {
        if (Taken >= options.MaxResponseBytes)
        {
            throw new ResponseTooLargeException(options.MaxResponseBytes);
        }
    }

    /// <summary>A buffer for data of parts.</summary>
    public JsonOutput Open()
    {
        var output = new JsonOutput(1024) { Limit = Remaining, Memory = options.ResponseMemory };
        lock (_changing)
        {
            _open.Add(output);
        }

        return output;
    }

    /// <summary>Gives a buffer back whose data was moved to where it belongs.</summary>
    public void Close(JsonOutput output)
    {
        lock (_changing)
        {
            _open.Remove(output);
        }

        output.Dispose();
    }

    /// <summary>Gives back what was never delivered. Nothing may be written any more.</summary>
    public void Dispose()
    {
        foreach (var output in _open)
        {
            output.Dispose();
        }

        _open.Clear();
    }
}
