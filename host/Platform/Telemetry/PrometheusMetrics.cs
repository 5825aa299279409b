using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace CarePlatform.Platform;

/// <summary>
/// Counts what the platform, ASP.NET Core, Npgsql and the runtime measure, and writes it in Prometheus' text format. An instrument keeps
/// at most <see cref="MostSeries"/> series; further combinations of tags are counted together in one without tags.
/// </summary>
internal sealed class PrometheusMetrics : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Most combinations of tags of one instrument.</summary>
    public const int MostSeries = 1000;

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);

    public PrometheusMetrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (IsWanted(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(MetricFamily.NameOf(instrument), name => new MetricFamily(name, instrument)));
            }
        };
        Count<byte>(static v => v);
        Count<short>(static v => v);
        Count<int>(static v => v);
        Count<long>(static v => v);
        Count<float>(static v => v);
        Count<double>(static v => v);
        Count<decimal>(static v => (double)v);
    }

    /// <summary>Begins to count.</summary>
    public void Start() => _listener.Start();

    /// <summary>Everything as text, observed now.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in _families.Values.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            family.Write(text);
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Count<T>(Func<T, double> toDouble)
        where T : struct => _listener.SetMeasurementEventCallback<T>(
        (_, value, tags, state) => ((MetricFamily)state!).Record(toDouble(value), tags));

    private static bool IsWanted(string meter) => TelemetryExport.Sources.Any(s => s.EndsWith(".*", StringComparison.Ordinal)
        ? meter.StartsWith(s[..^1], StringComparison.Ordinal)
        : meter == s);
}
