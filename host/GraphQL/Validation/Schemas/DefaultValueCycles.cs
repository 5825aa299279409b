namespace CarePlatform.GraphQL;

/// <summary>
/// The default value of an input field must not need itself. A default that leaves out fields takes the defaults of those fields,
/// which take the defaults of others.
/// </summary>
internal sealed class DefaultValueCycles
{
    private readonly SchemaFindings _findings;
    private readonly HashSet<InputValue> _visited = [];
    private readonly List<(string Coordinate, InputValue Field)> _path = [];

    public DefaultValueCycles(SchemaFindings findings) => _findings = findings;

    public void Check(InputObjectType type) => Follow(type, new ObjectValueNode());

    private void Follow(GraphType type, ValueNode value)
    {
        switch (type.Nullable, value)
        {
            case (ListType list, ListValueNode items):
                foreach (var item in items.Values)
                {
                    Follow(list.Of, item);
                }

                break;
            case (ListType list, _):
                Follow(list.Of, value);
                break;
            case (InputObjectType input, ObjectValueNode given):
                foreach (var field in input.Fields)
                {
                    if (given.Fields.FirstOrDefault(part => part.Name.Value == field.Name) is { } part)
                    {
                        Follow(field.Type, part.Value);
                    }
                    else
                    {
                        FollowDefault(input, field);
                    }
                }

                break;
        }
    }

    private void FollowDefault(InputObjectType type, InputValue field)
    {
        if (field.Default is not { Literal: { } literal } || field.Type.Innermost is not InputObjectType)
        {
            return;
        }

        var start = _path.FindIndex(step => ReferenceEquals(step.Field, field));
        if (start >= 0)
        {
            var cycle = _path[start..];
            var through = cycle.Count == 1 ? "" : $" via the default values of: {Wording.And(cycle.Skip(1).Select(step => step.Coordinate))}";
            _findings.Add(
                $"Invalid circular reference. The default value of Input Object field {cycle[0].Coordinate} references itself{through}.",
                [.. cycle.Select(step => step.Field.Syntax?.DefaultValue)]);
            return;
        }

        if (_visited.Add(field))
        {
            _path.Add(($"{type}.{field}", field));
            Follow(field.Type, literal);
            _path.RemoveAt(_path.Count - 1);
        }
    }
}
