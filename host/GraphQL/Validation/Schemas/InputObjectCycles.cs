namespace CarePlatform.GraphQL;

/// <summary>An input object must not need a value of itself: no value could ever be given.</summary>
internal sealed class InputObjectCycles
{
    private readonly SchemaFindings _findings;
    private readonly HashSet<InputObjectType> _visited = [];

    public InputObjectCycles(SchemaFindings findings) => _findings = findings;

    /// <summary>Follows the fields that must be given, depth first, with a stack of its own.</summary>
    public void Check(InputObjectType start)
    {
        if (!_visited.Add(start))
        {
            return;
        }

        var open = new Stack<(InputObjectType Type, int Next)>();
        var path = new List<InputValue>();
        var depths = new Dictionary<InputObjectType, int> { [start] = 0 };
        open.Push((start, 0));
        while (open.TryPop(out var step))
        {
            if (step.Next == step.Type.Fields.Count)
            {
                depths.Remove(step.Type);
                if (path.Count > 0)
                {
                    path.RemoveAt(path.Count - 1);
                }

                continue;
            }

            open.Push((step.Type, step.Next + 1));
            var field = step.Type.Fields[step.Next];
            if (field.Type is not NonNullType { Of: InputObjectType target })
            {
                continue;
            }

            path.Add(field);
            if (depths.TryGetValue(target, out var depth))
            {
                Report(target, path[depth..]);
            }
            else if (_visited.Add(target))
            {
                depths[target] = path.Count;
                open.Push((target, 0));
                continue;
            }

            path.RemoveAt(path.Count - 1);
        }
    }

    private void Report(InputObjectType type, List<InputValue> cycle)
    {
        var fields = string.Join('.', cycle);
        _findings.Add(
            $"Cannot reference Input Object \"{type}\" within itself through a series of non-null fields: \"{fields}\".",
            [.. cycle.Select(field => field.Syntax)]);
    }
}
