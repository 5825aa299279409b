using CarePlatform.GraphQL;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>The endpoints of the platform, in the order in which a request meets them.</summary>
public static class CareApplication
{
    /// <summary>Signs requests in, begins their sessions and maps the API.</summary>
    public static WebApplication UseCarePlatform(this WebApplication app)
    {
        // What is configured wrongly stops the start, not the first request.
        app.Services.GetRequiredService<SchemaViews>();
        app.UseDatabaseOutage();
        app.UseSandboxGate();
        app.UseAuthentication();
        app.UseSessions();
        app.UseRequestTelemetry();
        app.UseAuthorization();
        app.MapGraphQL("/graphql", options =>
        {
            options.Executor = ExecutorOf;
            options.BeforeSending = KeepTrail;
            options.Live!.OpenSession = app.Services.GetRequiredService<CallerSessions>().Open;
        }).RequireAuthorization(policy => policy.RequireAssertion(MayEnter));
        app.MapGraphQLSchema("/schema.graphql", options => options.Executor = ExecutorOf).RequireAuthorization();
        TokenEndpoint.Map(app);
        app.MapOAuthDocuments();
        LinkEndpoint.Map(app);
        InvitationEndpoint.Map(app);
        ExportEndpoints.Map(app);
        app.MapGraphiQL();
        app.MapTelemetry();
        foreach (var module in app.Services.GetServices<IModule>())
        {
            module.MapPages(app);
        }

        return app;
    }

    // A socket signs in with its first message.
    private static bool MayEnter(AuthorizationHandlerContext context) => context.User.Identity?.IsAuthenticated == true
        || (context.Resource is HttpContext http && GraphQLEndpoint.AsksForSocket(http.Request));

    // Each tenant is answered from the view of the schema that its features show.
    private static ValueTask<GraphQLExecutor> ExecutorOf(HttpContext http)
    {
        var session = http.RequestServices.GetRequiredService<Session>();
        return ValueTask.FromResult(http.RequestServices.GetRequiredService<SchemaViews>().Of(session.Tenant.Features, session.Actor));
    }

    // What was shown is in the audit trail before it is sent.
    private static async ValueTask KeepTrail(HttpContext http, GraphQLResponse response)
    {
        await http.RequestServices.GetRequiredService<RequestAccess>().CommitAsync(http.RequestAborted);
    }
}
