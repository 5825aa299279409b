namespace CarePlatform.GraphQL;

/// <summary>Finds the part of a schema that a coordinate names, such as <c>Query.books(first:)</c>.</summary>
public static class SchemaCoordinates
{
    /// <summary>
    /// A <see cref="NamedType"/>, <see cref="Field"/>, <see cref="InputValue"/>, <see cref="EnumValue"/> or <see cref="Directive"/>; null
    /// when the schema has nothing of that name.
    /// </summary>
    /// <exception cref="GraphQLSyntaxException">The text is no coordinate.</exception>
    /// <exception cref="GraphQLException">What stands in front cannot have such a part: its type, field or directive is unknown, or of
    /// another kind.</exception>
    public static object? Find(Schema schema, string coordinate) => Find(schema, SyntaxParser.ParseCoordinate(coordinate));

    /// <inheritdoc cref="Find(Schema, string)"/>
    public static object? Find(Schema schema, SchemaCoordinateNode coordinate) => coordinate switch
    {
        MemberCoordinateNode member => MemberOf(TypeOf(schema, member), member.MemberName.Value),
        ArgumentCoordinateNode argument => ArgumentOf(TypeOf(schema, argument), argument),
        DirectiveCoordinateNode directive => schema.FindDirective(directive.Name.Value),
        DirectiveArgumentCoordinateNode argument => (schema.FindDirective(argument.Name.Value)
            ?? throw Unknown($"directive \"@{argument.Name.Value}\"")).FindArgument(argument.ArgumentName.Value),
        _ => schema.FindType(coordinate.Name.Value),
    };

    private static NamedType TypeOf(Schema schema, SchemaCoordinateNode coordinate) =>
        schema.FindType(coordinate.Name.Value) ?? throw Unknown($"type \"{coordinate.Name.Value}\"");

    private static object? MemberOf(NamedType type, string member) => type switch
    {
        EnumType options => options.FindValue(member),
        InputObjectType input => input.FindField(member),
        FieldedType fielded => fielded.FindField(member),
        _ => throw new GraphQLException($"Expected \"{type}\" to be an Enum, Input Object, Object or Interface type."),
    };

    private static InputValue? ArgumentOf(NamedType type, ArgumentCoordinateNode coordinate) => type is FieldedType fielded
        ? (fielded.FindField(coordinate.FieldName.Value)
            ?? throw new GraphQLException($"Expected \"{coordinate.FieldName.Value}\" to exist as a field of type \"{type}\" in the schema."))
            .FindArgument(coordinate.ArgumentName.Value)
        : throw new GraphQLException($"Expected \"{type}\" to be an object type or interface type.");

    private static GraphQLException Unknown(string what) => new($"Expected {what} to be defined in the schema.");
}
