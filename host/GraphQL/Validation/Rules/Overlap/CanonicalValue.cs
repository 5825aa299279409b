namespace CarePlatform.GraphQL;

/// <summary>Compares literals by what they mean: the order of the fields of an object does not matter.</summary>
internal static class CanonicalValue
{
    public static bool AreEqual(ValueNode first, ValueNode second) =>
        first.Kind == second.Kind && SyntaxPrinter.Print(Sort(first)) == SyntaxPrinter.Print(Sort(second));

    private static ValueNode Sort(ValueNode value) => value switch
    {
        ListValueNode list => new ListValueNode { Values = [.. list.Values.Select(Sort)] },
        ObjectValueNode fields => new ObjectValueNode
        {
            Fields =
            [
                .. fields.Fields
                    .OrderBy(field => field.Name.Value, StringComparer.Ordinal)
                    .Select(field => new ObjectFieldNode { Name = field.Name, Value = Sort(field.Value) }),
            ],
        },
        _ => value,
    };
}
