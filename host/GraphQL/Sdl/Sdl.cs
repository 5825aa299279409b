namespace CarePlatform.GraphQL;

/// <summary>Turns schema definition language into schemas, and schemas into schema definition language.</summary>
public static class Sdl
{
    /// <summary>
    /// The schema that a text defines. Its fields have no resolvers. Rules of the language that the text breaks, and types that
    /// it does not define, end in a <see cref="GraphQLSchemaException"/>; whether the schema can be used is told by
    /// <see cref="SchemaValidation"/>.
    /// </summary>
    public static Schema Build(string text, SdlOptions? options = null) =>
        Build(SyntaxParser.ParseDocument(text, ParserOptions.Trusted), options);

    /// <summary>The schema that a document defines.</summary>
    public static Schema Build(DocumentNode document, SdlOptions? options = null)
    {
        RequireValid(document, null, options);
        return new Schema(new SchemaAssembly(document, null, options?.Scalars ?? []).ToBlueprint());
    }

    /// <summary>The schema with the definitions and extensions of a text added. The schema itself does not change.</summary>
    public static Schema Extend(Schema schema, string text, SdlOptions? options = null) =>
        Extend(schema, SyntaxParser.ParseDocument(text, ParserOptions.Trusted), options);

    /// <summary>The schema with the definitions and extensions of a document added. The schema itself does not change.</summary>
    public static Schema Extend(Schema schema, DocumentNode document, SdlOptions? options = null)
    {
        RequireValid(document, schema, options);
        return new Schema(new SchemaAssembly(document, schema, options?.Scalars ?? []).ToBlueprint());
    }

    /// <summary>The schema as text, standard scalars and directives left out. Building the text gives the same schema.</summary>
    public static string Print(Schema schema) => SchemaPrinter.Print(schema);

    /// <summary>A type as text.</summary>
    public static string Print(NamedType type) => SchemaPrinter.Print(type);

    /// <summary>The same schema with everything in the order of names, so that two texts can be compared.</summary>
    public static Schema Sort(Schema schema) => SchemaOrder.ByName(schema);

    private static void RequireValid(DocumentNode document, Schema? schema, SdlOptions? options)
    {
        if (options?.AssumeValid is not true && SdlValidation.Validate(document, schema) is { Count: > 0 } errors)
        {
            throw new GraphQLSchemaException(errors);
        }
    }
}

/// <summary>How schema definition language is read.</summary>
public sealed record SdlOptions
{
    /// <summary>Leaves out the rules of the language, for texts that are known to keep them.</summary>
    public bool AssumeValid { get; init; }

    /// <summary>
    /// What reads and writes the scalars that the text defines, by their names. A scalar that is not here takes and gives any plain value.
    /// </summary>
    public IReadOnlyList<ScalarType> Scalars { get; init; } = [];
}
