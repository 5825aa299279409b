using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CarePlatform.Platform;

/// <summary>One numbered SQL file.</summary>
/// <param name="Number">Its place in the set; files run in this order.</param>
/// <param name="Name">The file name without its extension, such as 0001-platform.</param>
/// <param name="Sql">What it says, with line ends as on Linux, so that its checksum is the same everywhere.</param>
public sealed record Migration(int Number, string Name, string Sql)
{
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
}

/// <summary>The migrations of one schema, in order.</summary>
public sealed partial record MigrationSet(string Schema, IReadOnlyList<Migration> Migrations)
{
    /// <summary>Whether the assembly embeds migrations.</summary>
    public static bool IsIn(Assembly assembly) => assembly.GetManifestResourceNames().Any(FileName().IsMatch);

    /// <summary>Finds the files Migrations/NNNN-name.sql that are embedded in the assembly, whatever the folder above.</summary>
    /// <exception cref="MigrationException">There is none, or two have the same number.</exception>
    public static MigrationSet Of(string schema, Assembly assembly)
    {
        var found =
            from resource in assembly.GetManifestResourceNames()
            let name = FileName().Match(resource)
            where name.Success
            select new Migration(int.Parse(name.Groups["number"].ValueSpan), name.Groups["name"].Value, Read(assembly, resource));
        return From(schema, found) is { Migrations.Count: > 0 } set
            ? set
            : throw new MigrationException(
                $"{assembly.GetName().Name} embeds no file Migrations/NNNN-name.sql for the schema {schema}: check the EmbeddedResource line of its project.");
    }

    /// <summary>Puts the migrations in order.</summary>
    public static MigrationSet From(string schema, IEnumerable<Migration> migrations)
    {
        if (!SchemaName().IsMatch(schema))
        {
            throw new MigrationException($"'{schema}' cannot be a schema: use small letters, digits and underscores.");
        }

        var ordered = migrations.OrderBy(migration => migration.Number).ToList();
        foreach (var (before, after) in ordered.Zip(ordered.Skip(1)))
        {
            if (before.Number == after.Number)
            {
                throw new MigrationException(
                    $"Two migrations of {schema} have the number {after.Number:0000} ({before.Name}, {after.Name}): give the newer one the next number.");
            }
        }

        return new MigrationSet(schema, ordered);
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\.Migrations\.(?<name>(?<number>\d{4})-[a-z0-9-]+)\.sql$")]
    private static partial Regex FileName();

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex SchemaName();
}
