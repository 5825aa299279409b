using CarePlatform.GraphQL;
using CarePlatform.Host;
using Xunit;

namespace CarePlatform.Architecture.Tests;

/// <summary>What others build on changes only by a reviewed diff.</summary>
public sealed class SchemaFileTests
{
    public static TheoryData<string> Names => [.. SchemaFiles.All().Select(f => f.Name)];

    [Fact]
    public void Everything_in_the_schema_is_described()
    {
        var schema = Sdl.Build(SchemaFiles.All().Single(f => f.Name == "schema.graphql").Text);
        var own = schema.Types.Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal));
        var undescribed = string.Join(", ", own.SelectMany(Undescribed));
        Assert.True(undescribed.Length == 0, $"Say in an XML comment what these are: {undescribed}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_reviewed_file_is_what_the_code_says(string name) =>
        Snapshot.Matches(Path.Combine("schema", name), SchemaFiles.All().Single(f => f.Name == name).Text);

    private static IEnumerable<string> Undescribed(NamedType type)
    {
        IEnumerable<(string Place, string? Description)> parts = type switch
        {
            FieldedType fielded => fielded.Fields.Select(f => (f.Name, f.Description))
                .Concat(fielded.Fields.SelectMany(f => f.Arguments.Select(a => ($"{f.Name}({a.Name}:)", a.Description)))),
            InputObjectType input => input.Fields.Select(f => (f.Name, f.Description)),
            EnumType options => options.Values.Select(v => (v.Name, v.Description)),
            _ => [],
        };
        return parts.Prepend(("", type.Description)).Where(p => string.IsNullOrWhiteSpace(p.Item2)).Select(p => $"{type.Name}.{p.Item1}");
    }
}
