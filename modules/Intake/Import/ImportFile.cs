using System.IO.Compression;
using System.Security.Cryptography;

namespace CarePlatform.Intake;

/// <summary>One file of an import, plain or compressed with gzip.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">What reports call it: the path below the imported folder.</param>
internal sealed record ImportFile(string Path, string Name)
{
    private const int BufferSize = 1 << 17;

    /// <summary>The name without <c>.gz</c>, in lower case: tells the kind of file.</summary>
    public string Kind { get; } = (Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Name[..^3] : Name).ToLowerInvariant();

    /// <summary>Its size as it lies there.</summary>
    public long Size => new FileInfo(Path).Length;

    private bool IsCompressed => Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The content, unpacked.</summary>
    public Stream Open()
    {
        var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        return IsCompressed ? new BufferedStream(new GZipStream(file, CompressionMode.Decompress), BufferSize) : file;
    }

    /// <summary>SHA-256 of the file as it lies there, by which a later run can tell that it is the same.</summary>
    public string Checksum()
    {
        using var file = File.OpenRead(Path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>The files of a folder and its folders, or the one file; in a stable order.</summary>
    public static IReadOnlyList<ImportFile> Under(string path) => File.Exists(path)
        ? [new ImportFile(path, System.IO.Path.GetFileName(path))]
        :
        [
            .. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Select(f => new ImportFile(f, System.IO.Path.GetRelativePath(path, f)))
                .OrderBy(f => f.Name, StringComparer.Ordinal),
        ];
}
