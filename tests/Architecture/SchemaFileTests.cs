using CarePlatform.Host;
using Xunit;

namespace CarePlatform.Architecture.Tests;

/// <summary>What others build on changes only by a reviewed diff.</summary>
public sealed class SchemaFileTests
{
    public static TheoryData<string> Names => [.. SchemaFiles.All().Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_reviewed_file_is_what_the_code_says(string name) =>
        Snapshot.Matches(Path.Combine("schema", name), SchemaFiles.All().Single(f => f.Name == name).Text);
}
