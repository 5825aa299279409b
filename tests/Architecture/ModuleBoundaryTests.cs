using System.Text.RegularExpressions;
using Mono.Cecil;
using Xunit;

namespace CarePlatform.Architecture.Tests;

/// <summary>The arrows of the house: what may know whom.</summary>
public sealed partial class ModuleBoundaryTests
{
    private static readonly string[] ModulesMayKnow = ["CarePlatform.Platform", "CarePlatform.Messaging", "CarePlatform.Contracts", "CarePlatform.Edi"];

    [Fact]
    public void Every_module_folder_is_compiled_into_the_host() => Assert.All(
        Repository.Modules, m => Assert.True(File.Exists(Assembly(m)), $"modules/{m} is not part of the host: {Assembly(m)} is missing."));

    [Fact]
    public void A_module_knows_platform_messaging_edi_and_contracts_and_no_other_module_or_server() => Assert.All(Repository.Modules, m =>
    {
        using var assembly = AssemblyDefinition.ReadAssembly(Assembly(m));
        var known = assembly.MainModule.AssemblyReferences.Select(r => r.Name).Where(n => n.StartsWith("CarePlatform.", StringComparison.Ordinal));
        Assert.Empty(known.Except(ModulesMayKnow));
    });

    // The compiler drops references that nothing uses, and constants leave none: the project files are read as well.
    [Fact]
    public void A_modules_project_file_references_platform_messaging_edi_and_contracts_only() => Assert.All(Repository.Modules, m =>
    {
        var project = Repository.Read("modules", m, $"CarePlatform.{m}.csproj");
        var referenced = ProjectReference().Matches(project).Select(r => Path.GetFileNameWithoutExtension(r.Groups[1].Value.Replace('\\', '/')));
        Assert.Empty(referenced.Except(ModulesMayKnow));
    });

    [Fact]
    public void A_module_shows_nothing_but_its_module_class() => Assert.All(Repository.Modules, m =>
    {
        using var assembly = AssemblyDefinition.ReadAssembly(Assembly(m));
        var shown = assembly.MainModule.Types.Where(t => t.IsPublic).Select(t => t.Name);
        Assert.Equal([$"{m}Module"], shown);
    });

    [Fact]
    public void Contracts_speak_in_plain_types_only()
    {
        var plain = Repository.Sources("host", "Platform", "Plain").Select(File.ReadAllText)
            .SelectMany(text => DeclaredType().Matches(text)).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        using var assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, "CarePlatform.Contracts.dll"));
        var used = assembly.MainModule.GetTypeReferences()
            .Where(t => t.Scope.Name == "CarePlatform.Platform").Select(t => t.Name.Split('`')[0]).Distinct();
        Assert.Empty(used.Except(plain));
        Assert.DoesNotContain(
            assembly.MainModule.AssemblyReferences.Select(r => r.Name),
            n => n.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || n == "CarePlatform.GraphQL" || n == "Npgsql");
    }

    [Fact]
    public void The_libraries_know_nothing_of_care_and_nothing_of_each_other()
    {
        foreach (var (library, allowed) in new[] { ("GraphQL", Array.Empty<string>()), ("Messaging", ["Npgsql"]), ("Edi", []) })
        {
            using var assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, $"CarePlatform.{library}.dll"));
            var known = assembly.MainModule.AssemblyReferences.Select(r => r.Name)
                .Where(n => !n.StartsWith("System", StringComparison.Ordinal) && !n.StartsWith("Microsoft.Extensions", StringComparison.Ordinal)
                    && !n.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) && n is not ("netstandard" or "Microsoft.Net.Http.Headers"));
            Assert.Empty(known.Except(allowed));
        }
    }

    private static string Assembly(string module) => Path.Combine(AppContext.BaseDirectory, $"CarePlatform.{module}.dll");

    [GeneratedRegex("<ProjectReference Include=\"([^\"]+)\"")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"\b(?:record\s+struct|record|class|struct|interface|enum)\s+(?!struct\b)(\w+)")]
    private static partial Regex DeclaredType();
}
