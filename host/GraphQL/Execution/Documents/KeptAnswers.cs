namespace CarePlatform.GraphQL;

/// <summary>
/// Answers that only tell of the schema, which are the same every time: those of introspection. A limited number of bytes is kept,
/// so the oldest answer goes when a new one needs its room.
/// </summary>
internal sealed class KeptAnswers
{
    private const int MaxBytes = 4 * 1024 * 1024;

    private readonly Queue<OperationPlan> _plans = new();
    private readonly Lock _keeping = new();
    private int _bytes;

    /// <summary>Keeps the data of a response with its plan, unless it alone would take half of the room.</summary>
    public void Keep(OperationPlan plan, ReadOnlySpan<byte> data)
    {
        if (data.Length > MaxBytes / 2)
        {
            return;
        }

        lock (_keeping)
        {
            if (plan.KeptData is not null)
            {
                return;
            }

            plan.KeptData = data.ToArray();
            _plans.Enqueue(plan);
            _bytes += data.Length;
            while (_bytes > MaxBytes)
            {
                var oldest = _plans.Dequeue();
                _bytes -= oldest.KeptData!.Length;
                oldest.KeptData = null;
            }
        }
    }
}
