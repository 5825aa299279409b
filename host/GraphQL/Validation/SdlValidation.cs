namespace CarePlatform.GraphQL;

/// <summary>Checks that a document that defines or extends a schema keeps the rules of the language.</summary>
public static class SdlValidation
{
    /// <summary>What is wrong with the document; empty for a valid one.</summary>
    /// <param name="document">The document with the definitions and extensions.</param>
    /// <param name="extended">The schema that it extends; null when it defines one from nothing.</param>
    public static IReadOnlyList<GraphQLError> Validate(DocumentNode document, Schema? extended = null) =>
        Validate(document, extended, RuleCatalog.TypeSystem);

    internal static IReadOnlyList<GraphQLError> Validate(
        DocumentNode document, Schema? extended, IReadOnlyList<Func<ValidationContext, ValidationRule>> rules)
    {
        var context = new ValidationContext(document, extended, int.MaxValue, tracksTypes: false);
        return context.Run([.. rules.Select(make => make(context))]);
    }
}
