namespace CarePlatform.Coordination;

/// <summary>What a condition reads.</summary>
internal static class PredicateFields
{
    /// <summary>The names of all fields that it compares.</summary>
    public static IEnumerable<string> Fields(this Predicate predicate) => predicate switch
    {
        Predicate.Is p => [p.Field],
        Predicate.OneOf p => [p.Field],
        Predicate.Exists p => [p.Field],
        Predicate.Within p => [p.Field],
        Predicate.All p => p.Parts.SelectMany(Fields),
        Predicate.Any p => p.Parts.SelectMany(Fields),
        Predicate.Not p => p.Part.Fields(),
        _ => [],
    };
}
