namespace CarePlatform.GraphQL;

/// <summary>What happened to the fields of an object or an interface, and to their arguments.</summary>
internal static class FieldChanges
{
    public static void Find(FieldedType before, FieldedType after, ChangeList changes) => ChangeList.Compare(
        before.Fields,
        after.Fields,
        field => field.Name,
        removed: field => changes.Break("FIELD_REMOVED", $"{before}.{field} was removed."),
        stayed: (old, current) =>
        {
            CompareArguments($"{before}.{old}", old, current, changes);
            if (!TypeReplacement.IsSafeForOutput(old.Type, current.Type))
            {
                changes.Break("FIELD_CHANGED_KIND", $"{before}.{old} changed type from {old.Type} to {current.Type}.");
            }
        },
        added: null);

    private static void CompareArguments(string coordinate, Field before, Field after, ChangeList changes) => ChangeList.Compare(
        before.Arguments,
        after.Arguments,
        argument => argument.Name,
        removed: argument => changes.Break("ARG_REMOVED", $"{coordinate} arg {argument} was removed."),
        stayed: (old, current) =>
        {
            if (!TypeReplacement.IsSafeForInput(old.Type, current.Type))
            {
                changes.Break("ARG_CHANGED_KIND", $"{coordinate} arg {old} has changed type from {old.Type} to {current.Type}.");
            }
            else if (ShowDefault(old) is { } value && ShowDefault(current) is var newValue && value != newValue)
            {
                changes.Endanger(
                    "ARG_DEFAULT_VALUE_CHANGE",
                    newValue is null
                        ? $"{coordinate} arg {old} defaultValue was removed."
                        : $"{coordinate} arg {old} has changed defaultValue from {value} to {newValue}.");
            }
        },
        added: argument =>
        {
            if (argument.IsRequired)
            {
                changes.Break("REQUIRED_ARG_ADDED", $"A required arg {argument} on {coordinate} was added.");
            }
            else
            {
                changes.Endanger("OPTIONAL_ARG_ADDED", $"An optional arg {argument} on {coordinate} was added.");
            }
        });

    /// <summary>The default value with the fields of objects in the order of their names; null when there is none.</summary>
    private static string? ShowDefault(InputValue input) => input.Default is { } value ? Sort(value.LiteralFor(input.Type)).ToString() : null;

    private static ValueNode Sort(ValueNode value) => value switch
    {
        ListValueNode list => new ListValueNode { Values = [.. list.Values.Select(Sort)] },
        ObjectValueNode fields => new ObjectValueNode
        {
            Fields =
            [
                .. fields.Fields
                    .OrderBy(field => field.Name.Value, NaturalOrder.Instance)
                    .Select(field => new ObjectFieldNode { Name = field.Name, Value = Sort(field.Value) }),
            ],
        },
        _ => value,
    };
}
