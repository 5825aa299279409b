using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CarePlatform.Platform;

/// <summary>
/// Sends traces and metrics to the collector that <c>Telemetry:Otlp</c> (or <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>) names; without one
/// nothing is collected. It also makes sure that metrics are counted from the start, for whoever reads them as text.
/// </summary>
internal sealed class TelemetryExport(IConfiguration configuration, PrometheusMetrics metrics) : IHostedService, IDisposable
{
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <summary>The sources of spans and of measurements that matter here; the platform's own all begin with its name.</summary>
    public static IReadOnlyList<string> Sources { get; } =
        ["CarePlatform.*", "Microsoft.AspNetCore", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Net.Http", "System.Runtime"];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        metrics.Start();
        if (Collector() is { } collector)
        {
            var resource = ResourceBuilder.CreateDefault().AddService("careplatform", serviceVersion: Version());
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource([.. Sources])
                .AddOtlpExporter(otlp => otlp.Endpoint = collector).Build();
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter([.. Sources])
                .AddOtlpExporter((OtlpExporterOptions otlp) => otlp.Endpoint = collector).Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private static string? Version() => typeof(TelemetryExport).Assembly.GetName().Version?.ToString();

    private Uri? Collector()
    {
        var address = configuration["Telemetry:Otlp"] ?? configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        if (string.IsNullOrWhiteSpace(address))
        {
            return null;
        }

        return Uri.TryCreate(address, UriKind.Absolute, out var collector)
            ? collector
            : throw new InvalidOperationException($"Telemetry:Otlp is \"{address}\", which is no address. Write it like http://collector:4317.");
    }
}
