using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>The scalars of the API: those of the server, of which some say more here, and typed ids.</summary>
internal static class SchemaScalars
{
    private static readonly ScalarMapping Date = new(
        ClrScalars.Date.Describe("A calendar day, year-month-day, in the time zone of the site or tenant."));
    private static readonly ScalarMapping Time = new(
        ClrScalars.Time.Describe("A time of day, hours and minutes, in the time zone of the site or tenant."));

    /// <summary>The scalar of a type of C#, or null.</summary>
    public static ScalarMapping? Find(Type type) => type == typeof(DateOnly) ? Date
        : type == typeof(TimeOnly) ? Time
        : IdScalars.IsId(type) ? IdScalars.Mapping(type)
        : ClrScalars.Find(type);
}
