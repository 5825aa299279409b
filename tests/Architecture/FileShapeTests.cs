using System.Text.RegularExpressions;
using Xunit;

namespace CarePlatform.Architecture.Tests;

/// <summary>Files stay one thing each, and carry names of the field.</summary>
public sealed partial class FileShapeTests
{
    [Theory]
    [InlineData("modules", 300)]
    [InlineData("host", 320)]
    [InlineData("tests", 400)]
    public void No_file_outgrows_its_stop_line(string folder, int stop) => None(
        Repository.Sources(folder).Select(f => (File: Repository.Relative(f), Lines: File.ReadLines(f).Count())).Where(f => f.Lines > stop));

    [Fact]
    public void A_use_case_fits_a_screen_and_a_half() => None(
        Repository.Sources("modules").Where(f => File.ReadAllText(f).Contains("[Mutation", StringComparison.Ordinal))
            .Select(f => (File: Repository.Relative(f), Lines: File.ReadLines(f).Count())).Where(f => f.Lines > 150));

    [Fact]
    public void No_name_ends_in_a_word_that_says_nothing() => None(
        Repository.Sources("modules").Concat(Repository.Sources("host")).Select(f => Path.GetFileNameWithoutExtension(f)!)
            .Where(n => Empty().IsMatch(n)));

    [Fact]
    public void Nothing_is_logged_by_its_parts() => None(
        Repository.Sources("modules").Concat(Repository.Sources("host"))
            .Where(f => File.ReadAllText(f).Contains("{@", StringComparison.Ordinal)).Select(Repository.Relative));

    [Fact]
    public void Every_mutation_has_a_test_class_of_its_name()
    {
        var tests = Repository.Sources("tests").SelectMany(f => TestClass().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).ToHashSet();
        var mutations = Repository.Sources("modules").Concat(Repository.Sources("host", "Platform"))
            .Where(f => Mutation().IsMatch(File.ReadAllText(f))).Select(f => Path.GetFileNameWithoutExtension(f)!);
        None(mutations.Where(m => !tests.Contains(m)));
    }

    [Fact]
    public void The_house_has_at_most_25_projects() =>
        Assert.InRange(Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Count(), 1, 25);

    /// <summary>Usings stand in order: namespaces with those of the system first, then static ones, then other names.</summary>
    [Fact]
    public void Usings_stand_in_order() => None(
        new[] { "host", "modules", "plugins", "tests" }.Where(f => Directory.Exists(Path.Combine(Repository.Root, f))).SelectMany(f => Repository.Sources(f))
            .Where(f => Using().Matches(File.ReadAllText(f)).Select(Place).ToList() is var places && !places.SequenceEqual(places.Order()))
            .Select(Repository.Relative));

    private static (int Kind, int Other, string Name) Place(Match line)
    {
        var (kind, name) = (line.Groups["static"].Success ? 1 : line.Groups["alias"].Success ? 2 : 0, line.Groups["name"].Value);
        // A dot comes before any letter, so that a namespace comes before those in it.
        return (kind, kind == 2 || name == "System" || name.StartsWith("System.", StringComparison.Ordinal) ? 0 : 1,
            (kind == 2 ? line.Groups["alias"].Value : name).ToUpperInvariant().Replace('.', '\0'));
    }

    // With the offenders in the message.
    private static void None<T>(IEnumerable<T> offenders) => Assert.Equal([], offenders);

    // "Care model" is the field's own word.
    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Common|Base|Service|Processor|Impl|Dto|(?<!Care)Model)$")]
    private static partial Regex Empty();

    [GeneratedRegex(@"^using (?!var )((?<static>static) |(?<alias>\w+) = )?(?<name>[\w.:]+(<.*>)?);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"class (\w+)Tests\b")]
    private static partial Regex TestClass();

    [GeneratedRegex(@"^\[Mutation\b", RegexOptions.Multiline)]
    private static partial Regex Mutation();
}
