using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CarePlatform.GraphQL;

/// <summary>How an answer is compressed.</summary>
internal sealed class ContentCoding
{
    private static readonly BrotliCompressionOptions BrotliOptions = new() { Quality = 4 };
    private static readonly ContentCoding Brotli = new("br", to => new BrotliStream(to, BrotliOptions, leaveOpen: true));
    private static readonly ContentCoding GZip = new("gzip", to => new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true));

    private readonly Func<Stream, Stream> _open;

    private ContentCoding(string name, Func<Stream, Stream> open) => (Name, _open) = (name, open);

    public string Name { get; }

    /// <summary>The coding for an answer of this size; null when it goes as it is.</summary>
    public static ContentCoding? For(HttpContext http, GraphQLHttpOptions options, int bytes) =>
        bytes < options.CompressFromBytes || !MayCompress(http, options.Compression) ? null : BestOf(http.Request);

    /// <summary>Writes the whole body in parts, so that a slow client holds the work back instead of filling the memory.</summary>
    public async Task Write(HttpResponse response, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        const int PartBytes = 64 * 1024;
        var coded = _open(response.Body);
        await using (coded.ConfigureAwait(false))
        {
            for (var start = 0; start < body.Length; start += PartBytes)
            {
                var part = body.Slice(start, Math.Min(PartBytes, body.Length - start));
                await coded.WriteAsync(part, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static bool MayCompress(HttpContext http, CompressionPolicy policy) => policy switch
    {
        CompressionPolicy.Always => true,
        CompressionPolicy.Never => false,
        _ => http.Request.Headers.Cookie.Count == 0
            && http.Connection.ClientCertificate is null
            && !IsAddedByBrowsers(http.Request.Headers.Authorization.ToString()),
    };

    private static bool IsAddedByBrowsers(ReadOnlySpan<char> authorization)
    {
        var end = authorization.IndexOf(' ');
        var scheme = end < 0 ? authorization : authorization[..end];
        foreach (var ambient in (ReadOnlySpan<string>)["Basic", "Digest", "Negotiate", "NTLM", "Kerberos"])
        {
            if (scheme.Equals(ambient, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static ContentCoding? BestOf(HttpRequest request)
    {
        var header = request.Headers.AcceptEncoding;
        if (header.Count == 0 || !StringWithQualityHeaderValue.TryParseList([.. header.OfType<string>()], out var accepted))
        {
            return null;
        }

        var (brotli, gzip) = (QualityOf(accepted, Brotli.Name), QualityOf(accepted, GZip.Name));
        return brotli > 0 && brotli >= gzip ? Brotli : gzip > 0 ? GZip : null;
    }

    private static double QualityOf(IList<StringWithQualityHeaderValue> accepted, string name)
    {
        var found = accepted.FirstOrDefault(coding => coding.Value.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(coding => coding.Value == "*");
        return found is null ? 0 : found.Quality ?? 1;
    }
}
