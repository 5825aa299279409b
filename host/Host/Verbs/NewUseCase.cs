using System.Text.RegularExpressions;

namespace CarePlatform.Host;

/// <summary>The shape of a use case and of its test; what the business must decide is left to be written.</summary>
internal static partial class NewUseCase
{
    /// <summary>Writes the use case into its noun's folder and its test beside the module's tests; never overwrites.</summary>
    /// <returns>The files, relative to the repository.</returns>
    public static IReadOnlyList<string> Write(string root, string module, string name)
    {
        var words = Word().Matches(name).Select(match => match.Value).ToList();
        if (words.Count < 2 || string.Concat(words) != name)
        {
            throw new HostException($"'{name}' is no use case: join a verb and a noun, each with a capital, such as ReceiveInquiry.");
        }

        var modules = Path.Combine(root, "modules");
        if (!File.Exists(Path.Combine(modules, module, $"CarePlatform.{module}.csproj")))
        {
            var known = Directory.EnumerateDirectories(modules).Select(Path.GetFileName).Order(StringComparer.Ordinal);
            throw new HostException($"There is no module '{module}' under modules/: choose one of {string.Join(", ", known)}.");
        }

        var noun = string.Concat(words.Skip(1));
        var files = new Dictionary<string, string>
        {
            [Path.Combine("modules", module, Plural(noun), $"{name}.cs")] = UseCase(module, name, words[0], noun),
            [Path.Combine("tests", "Modules", module, $"{name}Tests.cs")] = Test(name),
        };
        if (files.Keys.FirstOrDefault(file => File.Exists(Path.Combine(root, file))) is { } existing)
        {
            throw new HostException($"{existing} exists already: choose another name, or change that file.");
        }

        foreach (var (file, text) in files)
        {
            Directory.CreateDirectory(Path.Combine(root, Path.GetDirectoryName(file)!));
            File.WriteAllText(Path.Combine(root, file), text);
        }

        return [.. files.Keys];
    }

    private static string UseCase(string module, string name, string verb, string noun)
    {
        var id = char.ToLowerInvariant(module[0]) + module[1..];
        var variable = char.ToLowerInvariant(noun[0]) + noun[1..];
        return $$"""
            using CarePlatform.{{module}}.Contracts;
            using CarePlatform.Platform;
            using Microsoft.EntityFrameworkCore;

            namespace CarePlatform.{{module}};

            /// <summary>{{verb}}: say in one sentence what this promises.</summary>
            [Mutation, Feature("{{id}}"), Requires("{{id}}.{{verb.ToLowerInvariant()}}")]
            internal static class {{name}}
            {
                public sealed record Input({{noun}}Id {{noun}}, int ExpectedVersion);

                public static async Task<Outcome<{{noun}}>> Handle(Input input, {{module}}Db db, TimeProvider clock, CancellationToken ct)
                {
                    if (await db.{{Plural(noun)}}.SingleOrDefaultAsync(row => row.Id == input.{{noun}}, ct) is not { } {{variable}})
                    {
                        return new NotFound("input.{{variable}}");
                    }

                    if ({{variable}}.Version != input.ExpectedVersion)
                    {
                        return new VersionConflict(input.ExpectedVersion, {{variable}}.Version);
                    }

                    {{variable}}.{{verb}}(clock.GetUtcNow());

                    return {{variable}};
                }
            }

            """;
    }

    private static string Test(string name) => $$"""
        using Xunit;

        namespace CarePlatform.Modules.Tests;

        public sealed class {{name}}Tests
        {
            [Fact]
            public void Its_promise_as_a_sentence() => Assert.Fail("Show what {{name}} promises, and each refusal.");
        }

        """;

    private static string Plural(string noun) => noun switch
    {
        [.., 'y'] and not [.., 'a' or 'e' or 'o', 'y'] => noun[..^1] + "ies",
        [.., 's' or 'x' or 'z'] or [.., 'c' or 's', 'h'] => noun + "es",
        _ => noun + "s",
    };

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();
}
