using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CarePlatform.Platform;

/// <summary>
/// Tells for whom a request works: tenant and correlation as a scope of its log lines and as tags of its span, with method, route
/// and status. Never the query string, the body or an id.
/// </summary>
internal sealed class RequestTelemetry(RequestDelegate next, ILogger<RequestTelemetry> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var session = http.RequestServices.GetRequiredService<Session>();
        if (!session.HasBegun)
        {
            await next(http);
            Tag(http);
            return;
        }

        var (tenant, correlation) = (session.Tenant.Slug, session.Correlation);
        Activity.Current?.SetTag("careplatform.tenant", tenant).SetTag("careplatform.correlation", correlation);
        using (logger.BeginScope(new KeyValuePair<string, object?>[] { new("tenant", tenant), new("correlation", correlation) }))
        {
            await next(http);
            Tag(http);
        }
    }

    // The framework's own span carries none of these.
    private static void Tag(HttpContext http)
    {
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity)
        {
            activity.SetTag("http.request.method", http.Request.Method);
            activity.SetTag("http.route", (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
            activity.SetTag("http.response.status_code", http.Response.StatusCode);
        }
    }
}
