namespace CarePlatform.GraphQL;

/// <summary>Whether a literal is a value of a type. Defaults of fields that it leaves out are not followed: they may lead back to it.</summary>
internal static class LiteralFit
{
    public static bool Fits(ValueNode literal, GraphType type) => (type, literal) switch
    {
        (NonNullType nonNull, _) => literal is not NullValueNode && Fits(literal, nonNull.Of),
        (_, NullValueNode) => true,
        (ListType list, ListValueNode items) => items.Values.All(item => Fits(item, list.Of)),
        (ListType list, _) => Fits(literal, list.Of),
        (InputObjectType input, ObjectValueNode fields) => FieldsFit(fields, input),
        (EnumType options, EnumValueNode name) => options.FindValue(name.Value) is not null,
        (ScalarType scalar, _) => CanRead(scalar, literal),
        _ => false,
    };

    private static bool FieldsFit(ObjectValueNode given, InputObjectType type)
    {
        var known = given.Fields.All(field => type.FindField(field.Name.Value) is { } definition && Fits(field.Value, definition.Type));
        var complete = type.Fields.All(field => !field.IsRequired || given.Fields.Any(part => part.Name.Value == field.Name));
        return known && complete && (!type.IsOneOf || given.Fields is [{ Value: not NullValueNode }]);
    }

    private static bool CanRead(ScalarType scalar, ValueNode literal)
    {
        try
        {
            scalar.Read(literal, null);
            return true;
        }
        catch (GraphQLException)
        {
            return false;
        }
    }
}
