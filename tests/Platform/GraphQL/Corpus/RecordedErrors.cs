using System.Text.Json;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform.Tests;

/// <summary>Compares errors with recorded ones: messages and locations, in order.</summary>
internal static class RecordedErrors
{
    /// <summary>What differs, or null.</summary>
    public static string? Compare(JsonElement recorded, IEnumerable<GraphQLError> actual)
    {
        var (expected, got) = (recorded.EnumerateArray().Select(Describe).ToList(), actual.Select(Describe).ToList());
        return expected.SequenceEqual(got)
            ? null
            : $"expected\n    {string.Join("\n    ", expected)}\n  got\n    {string.Join("\n    ", got)}";
    }

    public static string Describe(GraphQLError error) =>
        $"{error.Message} [{string.Join(' ', error.Locations.Select(at => $"{at.Line}:{at.Column}"))}]";

    public static string Describe(JsonElement error) =>
        $"{error.Text("message")} [{string.Join(' ', Locations(error))}]";

    private static IEnumerable<string> Locations(JsonElement error) =>
        error.Optional("locations")?.EnumerateArray().Select(at => $"{at.GetProperty("line")}:{at.GetProperty("column")}") ?? [];
}
