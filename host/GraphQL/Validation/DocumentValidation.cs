namespace CarePlatform.GraphQL;

/// <summary>
/// Checks that a document can be executed with a schema. Time and memory grow with the size of the document and of the schema
/// only, whatever the document.
/// </summary>
public static class DocumentValidation
{
    /// <summary>What is wrong with the document; empty for a valid one. The schema must be valid.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, ValidationOptions? options = null)
    {
        options ??= ValidationOptions.Default;
        var context = ContextOf(schema, document, options);
        if (DocumentLimits.Check(document, context.Fragments, options) is { } exceeded)
        {
            return [exceeded];
        }

        var catalog = IncrementalDirectives.AreIn(schema) ? RuleCatalog.Executable.Concat(RuleCatalog.Incremental) : RuleCatalog.Executable;
        var rules = catalog.Select(make => make(context));
        return context.Run([.. rules, .. options.ForbidIntrospection ? [new NoSchemaIntrospection(context)] : Array.Empty<ValidationRule>()]);
    }

    /// <summary>What in the document is deprecated. A valid document may use it all the same.</summary>
    public static IReadOnlyList<GraphQLError> FindDeprecated(Schema schema, DocumentNode document) =>
        Validate(schema, document, [context => new NoDeprecated(context)]);

    internal static IReadOnlyList<GraphQLError> Validate(
        Schema schema, DocumentNode document, IReadOnlyList<Func<ValidationContext, ValidationRule>> rules)
    {
        var context = ContextOf(schema, document, ValidationOptions.Unlimited);
        return context.Run([.. rules.Select(make => make(context))]);
    }

    private static ValidationContext ContextOf(Schema schema, DocumentNode document, ValidationOptions options) =>
        new(document, schema, options.MaxErrors, tracksTypes: true) { Options = options };
}
