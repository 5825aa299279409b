namespace CarePlatform.Intake;

/// <summary>Collects problems, of reading and of loading at once: all are counted, the first thousand are kept, each once.</summary>
internal sealed class Problems
{
    private const int Kept = 1000;
    private readonly Lock _adding = new();
    private readonly HashSet<RowProblem> _seen = [];

    public int Count { get; private set; }

    /// <summary>Those that are kept; to be asked when nothing is added any more.</summary>
    public IReadOnlyCollection<RowProblem> First => _seen;

    public void Add(Origin origin, string reason)
    {
        var problem = new RowProblem(origin.File.Name, origin.Line, origin.Entry, reason);
        lock (_adding)
        {
            if (_seen.Contains(problem))
            {
                return;
            }

            Count++;
            if (_seen.Count < Kept)
            {
                _seen.Add(problem);
            }
        }
    }
}

/// <summary>A row or resource that cannot be taken over; caught where the next one is read.</summary>
internal sealed class UnreadableException(string reason) : Exception(reason);
