using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class TelemetryExportTests
{
    [Fact]
    public async Task Spans_and_metrics_of_the_platform_reach_the_collector_that_is_configured()
    {
        var called = new ConcurrentDictionary<string, bool>();
        await using var collector = await Collector(called);
        using var metrics = new PrometheusMetrics();
        using (var export = new TelemetryExport(Configured("Telemetry:Otlp", collector.Urls.Single()), metrics))
        {
            await export.StartAsync(TestContext.Current.CancellationToken);
            using var source = new ActivitySource("CarePlatform.Tests");
            using var span = source.StartActivity("PlantTree");
            Assert.NotNull(span);
        }

        Assert.Equal(["MetricsService", "TraceService"], called.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_address_that_is_none_stops_the_start_with_a_sentence()
    {
        using var metrics = new PrometheusMetrics();
        using var export = new TelemetryExport(Configured("OTEL_EXPORTER_OTLP_ENDPOINT", "collector"), metrics);

        var stopped = await Assert.ThrowsAsync<InvalidOperationException>(() => export.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("\"collector\", which is no address", stopped.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Configured(string key, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();

    // Takes what a collector takes over gRPC, and remembers which of its services was called.
    private static async Task<WebApplication> Collector(ConcurrentDictionary<string, bool> called)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.Run(http =>
        {
            called[http.Request.Path.Value!.Split('/')[1].Split('.')[^1]] = true;
            http.Response.ContentType = "application/grpc";
            http.Response.AppendTrailer("grpc-status", "0");
            return http.Response.Body.WriteAsync(new byte[5], http.RequestAborted).AsTask();
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
