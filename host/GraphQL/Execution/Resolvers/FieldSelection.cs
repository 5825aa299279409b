namespace CarePlatform.GraphQL;

/// <summary>What a client selects below a field.</summary>
public readonly struct FieldSelection
{
    private readonly FieldPlan? _plan;

    internal FieldSelection(FieldPlan plan) => _plan = plan;

    /// <summary>The names of the selected fields, for whatever type they are selected on.</summary>
    public IEnumerable<string> Names => Below(_plan).Select(selected => selected.Definition.Name).Distinct();

    /// <summary>Whether a field is selected, for example <c>Includes("edges", "node")</c> for a field of a field.</summary>
    public bool Includes(params ReadOnlySpan<string> path)
    {
        IReadOnlyList<FieldPlan> level = _plan is null ? [] : [_plan];
        foreach (var name in path)
        {
            level = [.. level.SelectMany(Below).Where(field => field.Definition.Name == name)];
        }

        return level.Count > 0;
    }

    /// <summary>The selected fields, for whatever type they are selected on; under two names a field is there twice.</summary>
    public IEnumerable<Field> Fields => Below(_plan).Select(selected => selected.Definition);

    /// <summary>What is selected below each selection of this field.</summary>
    public IEnumerable<FieldSelection> Below(string name) =>
        Below(_plan).Where(field => field.Definition.Name == name).Select(field => new FieldSelection(field));

    /// <summary>What <paramref name="find"/> makes of the selection: found once, and remembered as long as the document is.</summary>
    /// <param name="key">Tells what is found from what others find.</param>
    public TValue Once<TValue>(object key, Func<FieldSelection, TValue> find)
    {
        var facts = _plan?.Facts ?? throw new InvalidOperationException("Nothing is selected.");
        if (!facts.TryGetValue(key, out var known))
        {
            known = facts.GetOrAdd(key, find(this));
        }

        return (TValue)known!;
    }

    private static IEnumerable<FieldPlan> Below(FieldPlan? plan) =>
        plan?.Completion.Selection is { } selection ? selection.Plans.SelectMany(objects => objects.AllFields) : [];
}

/// <summary>One step of the way to a field: a response key or a list position.</summary>
internal sealed class PathNode(PathNode? parent, object step)
{
    public static IReadOnlyList<object> ToList(PathNode? path, string last)
    {
        var steps = new List<object> { last };
        for (; path is not null; path = path.Parent)
        {
            steps.Add(path.Step);
        }

        steps.Reverse();
        return steps;
    }

    private PathNode? Parent { get; } = parent;

    private object Step { get; } = step;
}
