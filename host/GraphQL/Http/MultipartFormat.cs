using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CarePlatform.GraphQL;

/// <summary>Whether a client takes responses in several parts, and how it names the format.</summary>
internal static class MultipartFormat
{
    private const string MediaType = "multipart/mixed";
    private const string ContentType = "multipart/mixed; boundary=\"-\"";

    /// <summary>
    /// The content type of a response in parts; null when the client does not ask for it in the format that there is: the one with
    /// <c>pending</c> and <c>completed</c>, which clients name <c>incrementalSpec=v0.2</c> or not at all.
    /// </summary>
    public static string? For(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (!accept.Any(value => value?.Contains(MediaType, StringComparison.OrdinalIgnoreCase) is true)
            || !MediaTypeHeaderValue.TryParseList(accept, out var accepted))
        {
            return null;
        }

        foreach (var range in accepted)
        {
            if (range.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase) && range.Quality is not 0)
            {
                var version = range.Parameters.FirstOrDefault(parameter =>
                    parameter.Name.Value?.EndsWith("Spec", StringComparison.OrdinalIgnoreCase) is true);
                if (version is null)
                {
                    return ContentType;
                }

                if (version.Name.Equals("incrementalSpec", StringComparison.OrdinalIgnoreCase)
                    && HeaderUtilities.RemoveQuotes(version.Value).Equals("v0.2", StringComparison.OrdinalIgnoreCase))
                {
                    return $"{ContentType}; incrementalSpec=v0.2";
                }
            }
        }

        return null;
    }
}
