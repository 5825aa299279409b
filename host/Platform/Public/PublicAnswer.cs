using Microsoft.AspNetCore.Http;

namespace CarePlatform.Platform;

/// <summary>
/// Sends what people without an account see: nothing is kept by browsers or proxies, no other page may show it in a frame, and it says to
/// nobody where it was read.
/// </summary>
public static class PublicAnswer
{
    /// <summary>Only a style sheet of the host itself.</summary>
    public const string OwnStyles = "'self'";

    /// <summary>Styles that stand in the page.</summary>
    public const string InlineStyles = "'unsafe-inline'";

    /// <summary>Sets the status and the headers that every answer carries, whatever its form.</summary>
    /// <param name="styles">Whose styles are allowed; scripts, pictures and frames never are.</param>
    public static void Guard(HttpContext http, int status, string styles)
    {
        http.Response.StatusCode = status;
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = $"default-src 'none'; style-src {styles}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
    }

    /// <summary>Sends a whole page of HTML with these headers.</summary>
    public static Task Send(HttpContext http, int status, string html, string styles)
    {
        Guard(http, status, styles);
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(html, http.RequestAborted);
    }
}
