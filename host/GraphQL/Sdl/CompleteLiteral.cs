namespace CarePlatform.GraphQL;

/// <summary>Default values as everybody is shown them, however they were written: objects with all their fields in the order of the type.</summary>
internal static class CompleteLiteral
{
    /// <summary>The literal with the same meaning; the literal itself where it does not fit the type.</summary>
    public static ValueNode Of(ValueNode literal, GraphType type) => (type.Nullable, literal) switch
    {
        (_, NullValueNode) => literal,
        (ListType list, ListValueNode items) => new ListValueNode { Values = [.. items.Values.Select(item => Of(item, list.Of))] },
        (ListType list, _) => new ListValueNode { Values = [Of(literal, list.Of)] },
        (InputObjectType input, ObjectValueNode given) when given.Fields.All(field => input.FindField(field.Name.Value) is not null) =>
            new ObjectValueNode { Fields = [.. FieldsOf(given, input)] },
        _ => literal,
    };

    private static IEnumerable<ObjectFieldNode> FieldsOf(ObjectValueNode given, InputObjectType type)
    {
        foreach (var field in type.Fields)
        {
            // The default of a field may lead back to the type, so it is shown as it was written.
            var value = given.Fields.FirstOrDefault(part => part.Name.Value == field.Name)?.Value;
            if ((value is null ? field.Default?.Literal : Of(value, field.Type)) is { } literal)
            {
                yield return new ObjectFieldNode { Name = new NameNode(field.Name), Value = literal };
            }
        }
    }
}
