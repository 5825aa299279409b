namespace CarePlatform.GraphQL;

/// <summary>Which types can take the place of others without clients noticing. Named types are the same when they have the same name.</summary>
internal static class TypeReplacement
{
    /// <summary>Whether what was answered before is still answered: null may disappear, but not appear.</summary>
    public static bool IsSafeForOutput(GraphType before, GraphType after) => (before, after) switch
    {
        (NonNullType old, NonNullType current) => IsSafeForOutput(old.Of, current.Of),
        (NonNullType, _) => false,
        (_, NonNullType current) => IsSafeForOutput(before, current.Of),
        (ListType old, ListType current) => IsSafeForOutput(old.Of, current.Of),
        (NamedType old, NamedType current) => old.Name == current.Name,
        _ => false,
    };

    /// <summary>Whether what could be given before can still be given: null may appear, but not disappear.</summary>
    public static bool IsSafeForInput(GraphType before, GraphType after) => (before, after) switch
    {
        (NonNullType old, NonNullType current) => IsSafeForInput(old.Of, current.Of),
        (NonNullType old, _) => IsSafeForInput(old.Of, after),
        (ListType old, ListType current) => IsSafeForInput(old.Of, current.Of),
        (NamedType old, NamedType current) => old.Name == current.Name,
        _ => false,
    };
}
