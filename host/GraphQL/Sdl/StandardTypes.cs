using System.Collections.Frozen;

namespace CarePlatform.GraphQL;

/// <summary>The types that every schema may use without defining them: the standard scalars and the types of introspection.</summary>
internal static class StandardTypes
{
    /// <summary>The names in the order in which suggestions are made: scalars first.</summary>
    public static IReadOnlyList<string> Names { get; }

    private static readonly FrozenDictionary<string, NamedType> ByName;

    static StandardTypes()
    {
        var types = Scalars.All.Concat(TypeCollection.Of(new SchemaBlueprint { Directives = [] })).Distinct().ToList();
        Names = [.. types.Select(type => type.Name)];
        ByName = types.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);
    }

    /// <summary>The standard type of this name, or null.</summary>
    public static NamedType? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Whether this is the name of a standard type.</summary>
    public static bool Contains(string name) => ByName.ContainsKey(name);
}
