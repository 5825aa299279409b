using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CarePlatform.GraphQL;

/// <summary>Serves GraphiQL, the page for trying out queries, from this program alone.</summary>
public static class GraphiQLEndpoint
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Serves GraphiQL at a path, for the GraphQL endpoint at another.</summary>
    public static IEndpointConventionBuilder MapGraphiQL(this IEndpointRouteBuilder routes, string path = "/graphiql", string endpoint = "/graphql")
    {
        var group = routes.MapGroup(path);
        group.MapGet("", http => WritePage(http, path, endpoint));
        group.MapGet($"{GraphiQLAssets.Version}/{{file}}", http => GraphiQLAssets.Write(http, (string)http.Request.RouteValues["file"]!));
        return group;
    }

    private static async Task WritePage(HttpContext http, string path, string endpoint)
    {
        var root = http.Request.PathBase.Value;
        var page = GraphiQLAssets.Page
            .Replace("{assets}", WebUtility.HtmlEncode($"{root}{path}/{GraphiQLAssets.Version}"), StringComparison.Ordinal)
            .Replace("{endpoint}", WebUtility.HtmlEncode(root + endpoint), StringComparison.Ordinal);
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        await http.Response.WriteAsync(page, http.RequestAborted).ConfigureAwait(false);
    }
}
