using System.Text.Json;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class SdlCorpusTests
{
    [Fact]
    public void Schemas_are_built_as_recorded() => CorpusRun.All("buildSchema", recorded =>
        Outcome(recorded, () => Sdl.Build(recorded.Text("sdl"), OptionsOf(recorded))));

    [Fact]
    public void Schemas_are_extended_as_recorded() => CorpusRun.All("extendSchema", recorded =>
        Outcome(recorded, () => Sdl.Extend(RecordedSchema.Build(recorded.Text("base")), recorded.Text("extension"), OptionsOf(recorded))));

    [Fact]
    public void Schemas_are_printed_as_recorded() => CorpusRun.All("printSchema", recorded =>
        Outcome(recorded, () => RecordedSchema.Build(recorded.GetProperty("sdl"))));

    [Fact]
    public void Schemas_are_sorted_as_recorded() => CorpusRun.All("sortSchema", recorded =>
        Same(recorded.Text("sorted"), Sdl.Print(Sdl.Sort(Sdl.Build(recorded.Text("sdl"))))));

    [Fact]
    public void Printed_schemas_are_read_back_to_the_same_schema() => CorpusRun.All("buildSchema", recorded =>
    {
        if (recorded.Optional("printed") is null)
        {
            return null;
        }

        var printed = Sdl.Print(Sdl.Build(recorded.Text("sdl"), new SdlOptions { AssumeValid = true }));
        return printed.Length == 0 ? null : Same(printed, Sdl.Print(Sdl.Build(printed)));
    });

    [Fact]
    public void Schemas_are_built_from_introspection_as_recorded() => CorpusRun.All("buildClientSchema", recorded =>
        Outcome(recorded, () => ClientSchema.Build(recorded.GetProperty("introspection"))));

    [Fact]
    public void Breaking_changes_are_found_as_recorded() => CorpusRun.All("findBreakingChanges", recorded =>
        CompareChanges(recorded, ChangeReach.Breaking));

    [Fact]
    public void Dangerous_changes_are_found_as_recorded() => CorpusRun.All("findDangerousChanges", recorded =>
        CompareChanges(recorded, ChangeReach.Dangerous));

    private static string? CompareChanges(JsonElement recorded, ChangeReach reach)
    {
        var expected = recorded.GetProperty("changes").EnumerateArray().Select(change => $"{change.Text("type")}: {change.Text("description")}");
        var got = SchemaChanges.Find(RecordedSchema.Build(recorded.GetProperty("old")), RecordedSchema.Build(recorded.GetProperty("new")))
            .Where(change => change.Reach == reach)
            .Select(change => $"{change.Kind}: {change.Description}");
        return Same(string.Join('\n', expected), string.Join('\n', got));
    }

    private static SdlOptions OptionsOf(JsonElement recorded) => new()
    {
        AssumeValid = recorded.Optional("options") is { } options
            && (options.Optional("assumeValid") is not null || options.Optional("assumeValidSDL") is not null),
    };

    private static string? Outcome(JsonElement recorded, Func<Schema> build)
    {
        string outcome;
        try
        {
            outcome = Sdl.Print(build());
        }
        catch (GraphQLSchemaException exception)
        {
            outcome = exception.Message;
        }

        return Same(recorded.Text(recorded.Optional("error") is null ? "printed" : "error"), outcome);
    }

    private static string? Same(string expected, string got) => expected == got ? null : $"expected\n{expected}\n  got\n{got}";
}
