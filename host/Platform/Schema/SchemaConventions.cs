using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>What the platform tells the server's code-first part about the classes of modules.</summary>
internal static class SchemaConventions
{
    public static CodeFirstOptions Usual { get; } = new()
    {
        Names = new SchemaNames(),
        FindScalar = SchemaScalars.Find,
        IsInput = IsInputRecord,
        ShowsDefaults = false,
    };

    // Every record is one, but those that the platform provides; services are no records.
    private static bool IsInputRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null && type != typeof(Page) && type != typeof(Actor) && type != typeof(Tenant);
}
