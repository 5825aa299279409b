namespace CarePlatform.Coordination;

/// <summary>Which step comes after which, directly or not.</summary>
internal sealed class StepOrder(IReadOnlyList<StepDefinition> steps)
{
    private readonly ILookup<string, string> _before = steps
        .Where(s => s.Key is not null).SelectMany(s => s.After.Select(a => (s.Key, After: a))).ToLookup(p => p.Key!, p => p.After);

    private readonly HashSet<string> _known = [.. steps.Select(s => s.Key).OfType<string>()];

    /// <summary>Whether the step has certainly ended when the other one opens.</summary>
    public bool IsBefore(string step, string other) => Ancestors(other).Contains(step);

    /// <summary>Whether the step waits for itself.</summary>
    public bool IsInCycle(string step) => Ancestors(step).Contains(step);

    /// <summary>The steps of the circle that it is in.</summary>
    public string CycleOf(string step) =>
        string.Join(", ", Ancestors(step).Where(s => Ancestors(s).Contains(step)).Order(StringComparer.Ordinal));

    /// <summary>Whether everything that it waits for can end.</summary>
    public bool CanOpen(string step) => Ancestors(step).All(s => _known.Contains(s) && !IsInCycle(s));

    private HashSet<string> Ancestors(string step)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(_before[step]);
        while (open.TryPop(out var next))
        {
            if (found.Add(next))
            {
                foreach (var before in _before[next])
                {
                    open.Push(before);
                }
            }
        }

        return found;
    }
}
