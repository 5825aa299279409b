using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CarePlatform.Platform;

/// <summary>
/// What operators see: traces and metrics (OTLP when a collector is configured, Prometheus text in any case), health, and logs as
/// JSON lines. All of it names tenants and use cases, never clients.
/// </summary>
public static class TelemetryServices
{
    /// <summary>Adds metrics, traces and health checks.</summary>
    internal static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<PrometheusMetrics>().AddHostedService<TelemetryExport>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: [HealthEndpoints.ReadyTag]);
        return services;
    }

    /// <summary>Writes logs as a line of JSON each, with tenant and correlation; for machines that collect them.</summary>
    public static ILoggingBuilder AddJsonLogs(this ILoggingBuilder logging) => logging.AddJsonConsole(static json =>
        (json.IncludeScopes, json.UseUtcTimestamp, json.TimestampFormat) = (true, true, "O"));

    /// <summary>Names tenant and correlation on the request's span and in every line that it logs. Comes after the session has begun.</summary>
    internal static IApplicationBuilder UseRequestTelemetry(this IApplicationBuilder app) => app.UseMiddleware<RequestTelemetry>();

    /// <summary>Maps <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>; they need no token and tell nothing of any tenant's data.</summary>
    internal static WebApplication MapTelemetry(this WebApplication app)
    {
        app.MapHealth();
        app.MapGet("/metrics", static async (HttpContext http, PrometheusMetrics metrics) =>
        {
            http.Response.ContentType = PrometheusMetrics.ContentType;
            await http.Response.WriteAsync(metrics.Write(), http.RequestAborted);
        });
        return app;
    }
}
