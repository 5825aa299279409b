using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace CarePlatform.Platform;

/// <summary>One instrument with its series, as Prometheus knows it.</summary>
internal sealed class MetricFamily
{
    // From a millisecond to ten seconds, unless the instrument advises otherwise.
    private static readonly double[] UsualBounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, (KeyValuePair<string, object?>[] Tags, Series Series)> _byTags = new();
    private readonly string _type;
    private readonly string _help;
    private readonly double[] _bounds;
    private readonly bool _replaces;

    public MetricFamily(string name, Instrument instrument)
    {
        Name = name;
        var kind = instrument.GetType().Name;
        _type = kind switch
        {
            _ when kind.StartsWith("Histogram", StringComparison.Ordinal) => "histogram",
            _ when kind.Contains("UpDown", StringComparison.Ordinal) || kind.Contains("Gauge", StringComparison.Ordinal) => "gauge",
            _ => "counter",
        };
        // Observable instruments tell the whole value each time; gauges the present one.
        _replaces = kind.StartsWith("Observable", StringComparison.Ordinal) || kind.StartsWith("Gauge", StringComparison.Ordinal);
        _help = (instrument.Description ?? "").Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
        _bounds = _type == "histogram" ? Bounds(instrument) : [];
    }

    public string Name { get; }

    /// <summary><c>http.server.request.duration</c> in s → <c>http_server_request_duration_seconds</c>; counters end in <c>_total</c>.</summary>
    public static string NameOf(Instrument instrument)
    {
        var name = new StringBuilder();
        foreach (var character in instrument.Name)
        {
            name.Append(char.IsAsciiLetterOrDigit(character) ? character : '_');
        }

        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", "ms" => "_milliseconds", _ => "" };
        name.Append(unit.Length > 0 && !instrument.Name.EndsWith(unit[1..], StringComparison.Ordinal) ? unit : "");
        var kind = instrument.GetType().Name;
        var counts = kind.Contains("Counter", StringComparison.Ordinal) && !kind.Contains("UpDown", StringComparison.Ordinal);
        return name.Append(counts ? "_total" : "").ToString();
    }

    /// <summary>Takes a measurement. Labels are written once for each set of tags; after that the tags find their series.</summary>
    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = HashOf(tags);
        if (!_byTags.TryGetValue(hash, out var known) || !Same(known.Tags, tags))
        {
            known = (tags.ToArray(), SeriesOf(Labels(tags)));
            if (_byTags.Count < PrometheusMetrics.MostSeries)
            {
                _byTags[hash] = known;
            }
        }

        known.Series.Record(value, _replaces);
    }

    private static bool Same(KeyValuePair<string, object?>[] known, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        for (var i = 0; i < tags.Length; i++)
        {
            if (known.Length != tags.Length || known[i].Key != tags[i].Key || !Equals(known[i].Value, tags[i].Value))
            {
                return false;
            }
        }

        return known.Length == tags.Length;
    }

    private static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = default(HashCode);
        foreach (var (key, value) in tags)
        {
            hash.Add(key);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    private Series SeriesOf(string labels) => _series.TryGetValue(labels, out var series)
        ? series
        : _series.GetOrAdd(_series.Count < PrometheusMetrics.MostSeries ? labels : "", _ => new Series(_bounds));

    /// <summary>Writes its lines; none while nothing was measured.</summary>
    public void Write(StringBuilder text)
    {
        if (_series.IsEmpty)
        {
            return;
        }

        text.Append("# HELP ").Append(Name).Append(' ').Append(_help).Append('\n');
        text.Append("# TYPE ").Append(Name).Append(' ').Append(_type).Append('\n');
        foreach (var (labels, series) in _series.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var (sum, count, buckets) = series.Read();
            if (_type != "histogram")
            {
                Line(text, "", labels, sum);
                continue;
            }

            long below = 0;
            for (var i = 0; i < buckets.Length; i++)
            {
                below += buckets[i];
                var bound = i < _bounds.Length ? _bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                Line(text, "_bucket", $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{bound}\"", below);
            }

            Line(text, "_sum", labels, sum);
            Line(text, "_count", labels, count);
        }
    }

    private static double[] Bounds(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised.Select(b => (double)b)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised.Select(b => (double)b)],
        _ => UsualBounds,
    };

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var labels = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            labels.Append(labels.Length > 0 ? "," : "");
            foreach (var character in key)
            {
                labels.Append(char.IsAsciiLetterOrDigit(character) ? character : '_');
            }

            labels.Append("=\"").Append(Escaped(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")).Append('"');
        }

        return labels.ToString();
    }

    private static string Escaped(string value) => value.AsSpan().ContainsAny('\\', '"', '\n')
        ? value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal)
        : value;

    private void Line(StringBuilder text, string suffix, string labels, double value)
    {
        text.Append(Name).Append(suffix);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private sealed class Series(double[] bounds)
    {
        private readonly Lock _lock = new();
        private readonly long[] _buckets = new long[bounds.Length + 1];
        private double _sum;
        private long _count;

        public void Record(double value, bool replaces)
        {
            lock (_lock)
            {
                _sum = replaces ? value : _sum + value;
                _count++;
                // A value on a bound belongs to the bucket that ends there.
                var bucket = Array.BinarySearch(bounds, value);
                _buckets[bucket >= 0 ? bucket : ~bucket]++;
            }
        }

        public (double Sum, long Count, long[] Buckets) Read()
        {
            lock (_lock)
            {
                return (_sum, _count, [.. _buckets]);
            }
        }
    }
}
