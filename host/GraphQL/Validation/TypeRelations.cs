namespace CarePlatform.GraphQL;

/// <summary>How types of a schema stand to each other.</summary>
internal static class TypeRelations
{
    /// <summary>Whether both are the same named type inside the same lists and non-null types.</summary>
    public static bool AreEqual(GraphType first, GraphType second) => (first, second) switch
    {
        (ListType one, ListType other) => AreEqual(one.Of, other.Of),
        (NonNullType one, NonNullType other) => AreEqual(one.Of, other.Of),
        _ => ReferenceEquals(first, second),
    };

    /// <summary>Whether each value of the first type is a value of the second.</summary>
    public static bool IsSubtype(this Schema schema, GraphType type, GraphType super) => (type, super) switch
    {
        _ when ReferenceEquals(type, super) => true,
        (NonNullType one, NonNullType other) => schema.IsSubtype(one.Of, other.Of),
        (_, NonNullType) => false,
        (NonNullType one, _) => schema.IsSubtype(one.Of, super),
        (ListType one, ListType other) => schema.IsSubtype(one.Of, other.Of),
        (FieldedType one, IAbstractType other) => schema.IsSubtype(other, one),
        _ => false,
    };

    /// <summary>Whether an object can be of both types.</summary>
    public static bool Overlap(this Schema schema, CompositeType first, CompositeType second) => (first, second) switch
    {
        _ when ReferenceEquals(first, second) => true,
        (IAbstractType one, IAbstractType other) => schema.PossibleTypes(one).Any(type => schema.IsSubtype(other, type)),
        (IAbstractType one, _) => schema.IsSubtype(one, second),
        (_, IAbstractType other) => schema.IsSubtype(other, first),
        _ => false,
    };
}
