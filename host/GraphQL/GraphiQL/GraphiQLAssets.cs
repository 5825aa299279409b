using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace CarePlatform.GraphQL;

/// <summary>The files of GraphiQL, which lie in the assembly: nothing is fetched from outside.</summary>
internal static class GraphiQLAssets
{
    private const string Prefix = "GraphiQL/";

    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>
    {
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".txt"] = "text/plain; charset=utf-8",
    }.ToFrozenDictionary();

    private static readonly Lazy<FrozenDictionary<string, Asset>> Files = new(Load);

    /// <summary>Changes when any of the files does, so that browsers may keep what they have under it for good.</summary>
    public static string Version { get; } = ComputeVersion();

    /// <summary>The text of the page.</summary>
    public static string Page { get; } = ReadPage();

    public static async Task Write(HttpContext http, string name)
    {
        if (!Files.Value.TryGetValue(name, out var asset))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.ContentType = asset.ContentType;
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Vary = "Accept-Encoding";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var zipped = http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (zipped)
        {
            http.Response.Headers.ContentEncoding = "gzip";
        }

        var body = zipped ? asset.Zipped.Value : asset.Bytes;
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
    }

    private static FrozenDictionary<string, Asset> Load() => Names()
        .Where(name => ContentTypes.ContainsKey(Path.GetExtension(name)))
        .ToFrozenDictionary(name => name[Prefix.Length..], name => new Asset(ReadBytes(name), ContentTypes[Path.GetExtension(name)]));

    private static string ComputeVersion()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in Names())
        {
            hash.AppendData(ReadBytes(name));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private static string ReadPage()
    {
        using var reader = new StreamReader(Open(Prefix + "page.html"));
        return reader.ReadToEnd();
    }

    private static IEnumerable<string> Names() => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static byte[] ReadBytes(string name)
    {
        using var stream = Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static Stream Open(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;

    private sealed class Asset(byte[] bytes, string contentType)
    {
        public byte[] Bytes => bytes;

        public string ContentType => contentType;

        public Lazy<byte[]> Zipped { get; } = new(() => Zip(bytes));

        private static byte[] Zip(byte[] bytes)
        {
            using var zipped = new MemoryStream();
            using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal))
            {
                gzip.Write(bytes);
            }

            return zipped.ToArray();
        }
    }
}
