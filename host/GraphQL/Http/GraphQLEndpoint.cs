using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CarePlatform.GraphQL;

/// <summary>Serves GraphQL as the GraphQL-over-HTTP specification says.</summary>
public static class GraphQLEndpoint
{
    /// <summary>
    /// Answers GET and POST at this path, and unless <see cref="GraphQLHttpOptions.Live"/> is null, WebSockets that speak
    /// <c>graphql-transport-ws</c> and event streams as <c>graphql-sse</c> has them.
    /// </summary>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder routes, string path = "/graphql", Action<GraphQLHttpOptions>? configure = null)
    {
        var options = new GraphQLHttpOptions();
        configure?.Invoke(options);
        var live = options.Live is null ? null : new LiveEndpoint(routes, options, options.Live);
        return routes.Map(path, http => live?.TryAnswer(http) ?? new HttpExchange(http, options).Answer());
    }

    /// <summary>
    /// Whether a request asks for a socket. Browsers cannot give it a token: its caller is known from <c>connection_init</c> only, so a
    /// host that signs in by token lets it through to <see cref="LiveOptions.OpenSession"/>, and no other.
    /// </summary>
    public static bool AsksForSocket(HttpRequest request) => request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(request.Method);

    /// <summary>Answers GET at this path with the schema as text, in the view that the caller may see.</summary>
    public static IEndpointConventionBuilder MapGraphQLSchema(
        this IEndpointRouteBuilder routes, string path = "/schema.graphql", Action<GraphQLHttpOptions>? configure = null)
    {
        var options = new GraphQLHttpOptions();
        configure?.Invoke(options);
        return routes.MapGet(path, async (HttpContext http) =>
        {
            var executor = await options.Executor(http).ConfigureAwait(false);
            http.Response.ContentType = "text/plain; charset=utf-8";
            var caller = new GraphQLRequest { Query = null, Services = http.RequestServices, User = options.User(http) };
            if (!IntrospectionAccess.IsGranted(executor.Options, caller))
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                await http.Response.WriteAsync("You may not see the schema.", http.RequestAborted).ConfigureAwait(false);
                return;
            }

            http.Response.Headers.CacheControl = "no-cache";
            await http.Response.WriteAsync(Sdl.Print(executor.Schema), http.RequestAborted).ConfigureAwait(false);
        });
    }
}
