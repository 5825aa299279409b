using System.CommandLine;

namespace CarePlatform.Host;

/// <summary>Rewrites the reviewed files of <c>schema/</c> from the code.</summary>
internal static class SchemaVerb
{
    public static Command Create()
    {
        var command = new Command("schema", "Rewrites schema/ from the code; review the diff.");
        command.SetAction((_, ct) => WriteAsync(ct));
        return command;
    }

    private static async Task<int> WriteAsync(CancellationToken ct)
    {
        foreach (var (name, text) in SchemaFiles.All())
        {
            var path = Path.Combine("schema", name);
            await File.WriteAllTextAsync(Path.Combine(RepositoryRoot.Find(), path), text, ct);
            await Console.Out.WriteLineAsync($"wrote {path}");
        }

        return 0;
    }
}
