using System.CommandLine;
using System.Globalization;
using CarePlatform.Platform;

namespace CarePlatform.Host;

/// <summary>Holds an export of a tenant against what its manifest says.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "An export: what /export.zip gave." };
        var command = new Command("verify", "Checks that an export is whole and unchanged.") { file };
        command.SetAction((parsed, ct) => VerifyAsync(parsed.GetRequiredValue(file), ct));
        return command;
    }

    private static async Task<int> VerifyAsync(string path, CancellationToken ct)
    {
        await using var file = Open(path);
        var found = await ExportVerification.Of(file, ct);
        foreach (var problem in found.Problems)
        {
            await Console.Error.WriteLineAsync(problem);
        }

        if (found.Problems.Count > 0 || found.Manifest is not { } manifest)
        {
            throw new HostException($"{path} is not what it should be: take the export again.");
        }

        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
            {path} is whole: {manifest.Slug} as of {manifest.ExportedAt:u}, {manifest.Files.Count} files, {manifest.Files.Sum(f => f.Rows):N0} rows, taken by {manifest.ExportedBy}.
            That nobody made it anew is shown by the audit trail of {manifest.Slug}, which must name sha256:{found.ManifestSha256}
            """));
        return 0;
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new HostException($"{path} cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
