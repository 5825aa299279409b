using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CarePlatform.GraphQL;

/// <summary>
/// Lets clients keep the answer to a persisted query that came by GET, and ask whether it still holds. The tag is strong: the
/// same tag means the same bytes, so each content coding has a tag of its own.
/// </summary>
internal static class EntityTag
{
    /// <summary>Sets the headers of an answer that may be kept; true when the client holds this very answer already.</summary>
    public static bool IsHeld(HttpContext http, ReadOnlySpan<byte> body, ContentCoding? coding)
    {
        var headers = http.Response.Headers;
        var tag = Of(body, coding);
        headers.ETag = tag;
        headers.CacheControl = "private, no-cache";
        headers.Append(HeaderNames.Vary, "Authorization, Cookie");
        return Holds(http.Request.Headers.IfNoneMatch, tag);
    }

    private static string Of(ReadOnlySpan<byte> body, ContentCoding? coding)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        var suffix = coding is null ? "" : "-" + coding.Name;
        return $"\"{Convert.ToHexStringLower(hash[..16])}{suffix}\"";
    }

    private static bool Holds(Microsoft.Extensions.Primitives.StringValues held, string tag)
    {
        if (held.Count == 0 || !EntityTagHeaderValue.TryParseList([.. held.OfType<string>()], out var tags))
        {
            return false;
        }

        var current = new EntityTagHeaderValue(tag);
        return tags.Any(candidate => candidate.Equals(EntityTagHeaderValue.Any) || candidate.Compare(current, useStrongComparison: false));
    }
}
