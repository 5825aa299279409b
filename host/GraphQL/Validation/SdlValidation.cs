namespace CarePlatform.GraphQL;

public static class SdlValidation
{
    public static IReadOnlyList<GraphQLError> Validate(DocumentNode document, Schema? extended = null) => [];
}
