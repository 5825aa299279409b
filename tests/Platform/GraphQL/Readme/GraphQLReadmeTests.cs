using System.Globalization;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.RegularExpressions;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>What the README of the library says is what the code does.</summary>
public sealed partial class GraphQLReadmeTests
{
    private static readonly object[] Options =
    [
        new ParserOptions(), new ValidationOptions(), new ExecutorOptions(), new CostOptions(), new IncrementalOptions(), new GraphQLHttpOptions(), new LiveOptions(), new PersistedDocuments(),
    ];

    private static readonly string Readme = File.ReadAllText(Path.Combine(Root(), "host/GraphQL/README.md"));

    [Fact]
    public void Every_number_switch_and_choice_stands_in_the_table_with_its_default()
    {
        var documented = Row().Matches(Readme).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value.Replace(",", ""));
        var actual = Options
            .SelectMany(options => options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => (options, property)))
            .Where(option => IsPlain(option.property.PropertyType))
            .ToDictionary(
                option => $"{option.options.GetType().Name}.{option.property.Name}",
                option => Convert.ToString(option.property.GetValue(option.options), CultureInfo.InvariantCulture)!);
        Assert.Equal(
            actual.OrderBy(option => option.Key).Select(option => $"{option.Key} = {option.Value}"),
            documented.OrderBy(option => option.Key).Select(option => $"{option.Key} = {option.Value}"),
            StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_sample_is_compiled_code()
    {
        var source = File.ReadAllText(Path.Combine(Root(), "tests/Platform/GraphQL/Readme/FirstServer.cs"));
        var sample = source.Split("// <sample>\n")[1].Split("        // </sample>")[0];
        Assert.Contains(string.Join('\n', sample.Split('\n').Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line)), Readme);
    }

    [Fact]
    public async Task The_sample_answers()
    {
        await using var app = FirstServer.Build("http://127.0.0.1:0");
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var response = await client.PostAsJsonAsync("/graphql", new { query = "{ books { title author { name } } }" }, TestContext.Current.CancellationToken);
        Assert.Equal(
            """{"data":{"books":[{"title":"Notes","author":{"name":"Ada"}},{"title":"Engines","author":{"name":"Ada"}}]}}""",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Every_code_of_an_error_is_listed()
    {
        // The names of the language itself are written like codes.
        var sources = Directory.EnumerateFiles(Path.Combine(Root(), "host/GraphQL"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/Sdl/") && !file.Contains("/Introspection/") && !file.EndsWith("Directive.cs", StringComparison.Ordinal))
            .Select(File.ReadAllText);
        var codes = sources.SelectMany(source => Code().Matches(source)).Select(match => match.Groups[1].Value).Distinct().Order().ToList();
        Assert.NotEmpty(codes);
        Assert.Equal([], codes.Where(code => !Readme.Contains($"`{code}`", StringComparison.Ordinal)));
    }

    private static bool IsPlain(Type type) => type.IsPrimitive || type.IsEnum;

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CarePlatform.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository is not above the tests.");
        }

        return folder;
    }

    [GeneratedRegex(@"^\| `(\w+\.\w+)` \| ([^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("\"([A-Z]+(?:_[A-Z]+)+|FORBIDDEN|REDACTED|OVERLOADED)\"")]
    private static partial Regex Code();
}
