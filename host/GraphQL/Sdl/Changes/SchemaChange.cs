namespace CarePlatform.GraphQL;

/// <summary>How far a change of a schema reaches.</summary>
public enum ChangeReach
{
    /// <summary>Documents that were valid may no longer be.</summary>
    Breaking,

    /// <summary>Documents stay valid, but clients may meet answers that they do not expect.</summary>
    Dangerous,
}

/// <summary>A difference between two schemas that clients may notice.</summary>
/// <param name="Reach">How far the change reaches.</param>
/// <param name="Kind">The kind of change, for programs to read, such as <c>FIELD_REMOVED</c>.</param>
/// <param name="Description">What changed, as a sentence.</param>
public sealed record SchemaChange(ChangeReach Reach, string Kind, string Description);

/// <summary>Compares a schema with an earlier one.</summary>
public static class SchemaChanges
{
    /// <summary>The changes that clients may notice; what only adds to the schema without changing answers is left out.</summary>
    public static IReadOnlyList<SchemaChange> Find(Schema before, Schema after)
    {
        var changes = new ChangeList();
        TypeChanges.Find(before, after, changes);
        DirectiveChanges.Find(before, after, changes);
        return changes.All;
    }
}
