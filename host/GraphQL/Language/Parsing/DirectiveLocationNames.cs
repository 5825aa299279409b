using System.Collections.Frozen;

namespace CarePlatform.GraphQL;

/// <summary>The places in documents where the specification lets a directive stand.</summary>
internal static class DirectiveLocationNames
{
    private static readonly FrozenSet<string> All = FrozenSet.Create(
        "QUERY",
        "MUTATION",
        "SUBSCRIPTION",
        "FIELD",
        "FRAGMENT_DEFINITION",
        "FRAGMENT_SPREAD",
        "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION",
        "SCHEMA",
        "SCALAR",
        "OBJECT",
        "FIELD_DEFINITION",
        "ARGUMENT_DEFINITION",
        "INTERFACE",
        "UNION",
        "ENUM",
        "ENUM_VALUE",
        "INPUT_OBJECT",
        "INPUT_FIELD_DEFINITION");

    public static bool Contains(string name) => All.Contains(name);
}
