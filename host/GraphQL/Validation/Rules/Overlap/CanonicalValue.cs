namespace CarePlatform.GraphQL;

/// <summary>Compares literals by what they mean: the order of the fields of an object does not matter.</summary>
internal static class CanonicalValue
{
    public static bool AreEqual(ValueNode first, ValueNode second) => (first, second) switch
    {
        (VariableNode one, VariableNode other) => one.Name.Value == other.Name.Value,
        (IntValueNode one, IntValueNode other) => one.Value == other.Value,
        (FloatValueNode one, FloatValueNode other) => one.Value == other.Value,
        (StringValueNode one, StringValueNode other) => one.Value == other.Value && one.Block == other.Block,
        (BooleanValueNode one, BooleanValueNode other) => one.Value == other.Value,
        (NullValueNode, NullValueNode) => true,
        (EnumValueNode one, EnumValueNode other) => one.Value == other.Value,
        (ListValueNode one, ListValueNode other) => AreEqual(one.Values, other.Values),
        (ObjectValueNode one, ObjectValueNode other) => one.Fields.Count == other.Fields.Count && AreEqual(Sort(one), Sort(other)),
        _ => false,
    };

    private static bool AreEqual(IReadOnlyList<ValueNode> first, IReadOnlyList<ValueNode> second)
    {
        if (first.Count != second.Count)
        {
            return false;
        }

        for (var i = 0; i < first.Count; i++)
        {
            if (!AreEqual(first[i], second[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEqual(ObjectFieldNode[] first, ObjectFieldNode[] second)
    {
        for (var i = 0; i < first.Length; i++)
        {
            if (first[i].Name.Value != second[i].Name.Value || !AreEqual(first[i].Value, second[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    private static ObjectFieldNode[] Sort(ObjectValueNode value) => [.. value.Fields.OrderBy(field => field.Name.Value, StringComparer.Ordinal)];
}
