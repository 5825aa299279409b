using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace CarePlatform.Platform;

/// <summary>What a look at an export found.</summary>
/// <param name="Manifest">What the export says of itself; null when that cannot be read.</param>
/// <param name="ManifestSha256">The hash of that, which the audit trail of the tenant holds as well.</param>
/// <param name="Problems">What is wrong, in sentences; empty when nothing is.</param>
public sealed record ExportVerification(ExportManifest? Manifest, string? ManifestSha256, IReadOnlyList<string> Problems)
{
    private const int Piece = 64 * 1024;

    /// <summary>Holds every file of an export against its manifest: nothing missing, nothing more, the same bytes and lines.</summary>
    public static async Task<ExportVerification> Of(Stream export, CancellationToken ct)
    {
        try
        {
            await using var archive = await ZipArchive.CreateAsync(export, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, ct);
            if (archive.GetEntry(ExportManifest.FileName) is not { } entry)
            {
                return new ExportVerification(null, null, [$"It has no {ExportManifest.FileName}: this is no export, or not all of one."]);
            }

            using var bytes = new MemoryStream();
            await using (var stream = await entry.OpenAsync(ct))
            {
                await stream.CopyToAsync(bytes, ct);
            }

            var manifest = JsonSerializer.Deserialize<ExportManifest>(bytes.ToArray(), JsonSerializerOptions.Web)!;
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
            return manifest.Format == ExportManifest.CurrentFormat
                ? new ExportVerification(manifest, hash, await Held(archive, manifest, ct))
                : new ExportVerification(manifest, hash, [$"It has the form {manifest.Format}, which this program does not know; it knows {ExportManifest.CurrentFormat}."]);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or JsonException or EndOfStreamException)
        {
            return new ExportVerification(null, null, [$"It cannot be read, and was cut off or damaged: {damaged.Message}"]);
        }
    }

    private static async Task<IReadOnlyList<string>> Held(ZipArchive archive, ExportManifest manifest, CancellationToken ct)
    {
        var problems = new List<string>();
        var named = manifest.Files.Select(f => f.Name).Append(ExportManifest.FileName).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(archive.Entries.GroupBy(e => e.FullName).Where(g => !named.Contains(g.Key) || g.Count() > 1)
            .Select(g => $"{g.Key} is in the archive {g.Count()} times, and the manifest names it {(named.Contains(g.Key) ? "once" : "nowhere")}."));
        foreach (var file in manifest.Files)
        {
            problems.AddRange(archive.GetEntry(file.Name) is { } entry
                ? await Held(entry, file, ct)
                : [$"{file.Name} is missing."]);
        }

        return problems;
    }

    private static async Task<IReadOnlyList<string>> Held(ZipArchiveEntry entry, ExportedFile file, CancellationToken ct)
    {
        try
        {
            await using var stream = await entry.OpenAsync(ct);
            await using var passed = new HashedStream(Stream.Null);
            await stream.CopyToAsync(passed, Piece, ct);
            return
            [
                .. passed.Lines == file.Rows ? Array.Empty<string>() : [$"{file.Name} has {passed.Lines} rows; the manifest says {file.Rows}."],
                .. passed.Bytes == file.Bytes ? Array.Empty<string>() : [$"{file.Name} has {passed.Bytes} bytes; the manifest says {file.Bytes}."],
                .. passed.Sha256() == file.Sha256 ? Array.Empty<string>() : [$"{file.Name} was changed: its SHA-256 is {passed.Sha256()}; the manifest says {file.Sha256}."],
            ];
        }
        catch (InvalidDataException damaged)
        {
            return [$"{file.Name} is damaged: {damaged.Message}"];
        }
    }
}
