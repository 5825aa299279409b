using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CarePlatform.GraphQL;

/// <summary>The media type of a response, which also decides its status.</summary>
internal sealed class ResponseFormat
{
    private ResponseFormat(string contentType, int statusWhenRefused)
    {
        ContentType = contentType;
        StatusWhenRefused = statusWhenRefused;
    }

    /// <summary>A request that was not executed has a status of its own.</summary>
    public static ResponseFormat GraphQL { get; } =
        new("application/graphql-response+json; charset=utf-8", StatusCodes.Status400BadRequest);

    /// <summary>Every GraphQL response is a success, for clients that only look into the body.</summary>
    public static ResponseFormat Json { get; } = new("application/json; charset=utf-8", StatusCodes.Status200OK);

    public string ContentType { get; }

    public int StatusWhenRefused { get; }

    /// <summary>The format that the client likes best of those that there are; null when it accepts none.</summary>
    public static ResponseFormat? For(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0)
        {
            return Json;
        }

        if (accept.Count == 1 && accept[0] is "*/*" or "application/json")
        {
            return Json;
        }

        if (!MediaTypeHeaderValue.TryParseList(accept, out var accepted))
        {
            return null;
        }

        ResponseFormat? best = null;
        var bestQuality = 0.0;
        foreach (var range in accepted)
        {
            var quality = range.Quality ?? 1;
            if (quality > bestQuality && AcceptsUtf8(range) && FormatOf(range) is { } format)
            {
                best = format;
                bestQuality = quality;
            }
        }

        return best;
    }

    public int StatusFor(ResponseKind kind) => kind switch
    {
        ResponseKind.Executed => StatusCodes.Status200OK,
        ResponseKind.MutationNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ResponseKind.Throttled when this == GraphQL => StatusCodes.Status429TooManyRequests,
        ResponseKind.Overloaded => StatusCodes.Status503ServiceUnavailable,
        ResponseKind.Failed => StatusCodes.Status500InternalServerError,
        _ => StatusWhenRefused,
    };

    private static ResponseFormat? FormatOf(MediaTypeHeaderValue range) => range.MediaType.Value?.ToLowerInvariant() switch
    {
        "application/graphql-response+json" => GraphQL,
        "application/json" or "application/*" or "*/*" => Json,
        _ => null,
    };

    private static bool AcceptsUtf8(MediaTypeHeaderValue range) =>
        !range.Charset.HasValue || range.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
