using System.Text.Json;

namespace CarePlatform.Benchmarks;

/// <summary>The operations that are measured.</summary>
internal static class CareQueries
{
    public const string Hello = "{ hello }";

    public const string Nested = """
        { clients(first: 20) { id name born active episodes { id title opened tasks { id title done priority due owner { id name } } } } }
        """;

    public const string Fragments = """
        query Clients($first: Int!, $withOwner: Boolean!) { clients(first: $first) { ...ClientParts } }
        fragment ClientParts on Client { id name born active episodes { ...EpisodeParts } }
        fragment EpisodeParts on Episode { id title opened 
          tasks { ...TaskParts ... on CareTask { owner @include(if: $withOwner) { ...OwnerParts } } } }
        fragment TaskParts on CareTask { id title done priority due }
        fragment OwnerParts on Owner { id name }
        """;

    public const string Introspection = """
        query IntrospectionQuery {
          __schema { description queryType { name kind } mutationType { name kind } subscriptionType { name kind } types { ...FullType }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } } }
        }
        fragment FullType on __Type {
          kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) {
            name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason
          }
          inputFields(includeDeprecated: true) { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
        fragment TypeRef on __Type {
          kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
          ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
        }
        """;

    public const string Page = """
        query Page($after: String!) { clients(first: 20, after: $after) {
          id name born active episodes { id title opened tasks { id title done priority due owner { id name } } } } }
        """;

    public static string Flat { get; } =
        $"{{ flat {{ {string.Join(' ', typeof(Flat).GetProperties().Select(field => JsonNamingPolicy.CamelCase.ConvertName(field.Name)))} }} }}";

    /// <summary>The bytes of a POST request.</summary>
    public static byte[] Request(string query, object? variables = null) =>
        Load.Post("/graphql", JsonSerializer.SerializeToUtf8Bytes(variables is null ? new { query } : (object)new { query, variables }));
}
