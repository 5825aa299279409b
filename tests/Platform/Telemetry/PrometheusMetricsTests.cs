using System.Diagnostics.Metrics;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class PrometheusMetricsTests : IDisposable
{
    private readonly Meter _meter = new($"CarePlatform.Tests.{Guid.CreateVersion7():N}");
    private readonly PrometheusMetrics _metrics = new();

    public PrometheusMetricsTests() => _metrics.Start();

    public void Dispose()
    {
        _meter.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public void A_counter_adds_up_by_its_tags()
    {
        var counter = _meter.CreateCounter<long>("garden.trees.planted", null, "Trees that were planted.");
        counter.Add(2, new KeyValuePair<string, object?>("tree.kind", "oak"));
        counter.Add(3, new KeyValuePair<string, object?>("tree.kind", "oak"));
        counter.Add(1, new KeyValuePair<string, object?>("tree.kind", "a \"rare\"\\\none"));

        Assert.Equal(
            """
            # HELP garden_trees_planted_total Trees that were planted.
            # TYPE garden_trees_planted_total counter
            garden_trees_planted_total{tree_kind="a \"rare\"\\\none"} 1
            garden_trees_planted_total{tree_kind="oak"} 5
            """,
            Lines("garden_trees_planted"));
    }

    [Fact]
    public void A_histogram_has_cumulative_buckets_at_the_advised_bounds()
    {
        var histogram = _meter.CreateHistogram("garden.wait", "s", "Waiting.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 5] });
        foreach (var value in (double[])[0.5, 1, 4, 5.5])
        {
            histogram.Record(value);
        }

        Assert.Equal(
            """
            # HELP garden_wait_seconds Waiting.
            # TYPE garden_wait_seconds histogram
            garden_wait_seconds_bucket{le="1"} 2
            garden_wait_seconds_bucket{le="5"} 3
            garden_wait_seconds_bucket{le="+Inf"} 4
            garden_wait_seconds_sum 11
            garden_wait_seconds_count 4
            """,
            Lines("garden_wait"));
    }

    [Fact]
    public void What_goes_up_and_down_is_a_gauge()
    {
        var open = _meter.CreateUpDownCounter<int>("garden.gates.open");
        open.Add(3);
        open.Add(-1);
        var height = 7;
        _meter.CreateObservableGauge("garden.height", () => height, "m");
        _metrics.Write();
        height = 9;

        Assert.EndsWith("garden_gates_open 2", Lines("garden_gates_open"), StringComparison.Ordinal);
        Assert.EndsWith("garden_height 9", Lines("garden_height"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_instrument_keeps_a_bounded_number_of_series()
    {
        var counter = _meter.CreateCounter<int>("garden.leaves");
        for (var i = 0; i < PrometheusMetrics.MostSeries + 50; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("leaf", i));
        }

        var lines = Lines("garden_leaves").Split('\n');
        Assert.Equal(PrometheusMetrics.MostSeries + 3, lines.Length);
        Assert.Contains("garden_leaves_total 50", lines);
    }

    [Fact]
    public void Measurements_of_others_are_left_out()
    {
        using var other = new Meter("Somebody.Else");
        other.CreateCounter<int>("garden.strangers").Add(1);

        Assert.Equal("", Lines("garden_strangers"));
    }

    [Fact]
    public void Measurements_at_the_same_time_are_all_counted()
    {
        var counter = _meter.CreateCounter<int>("garden.bees");
        Parallel.For(0, 10_000, _ => counter.Add(1, new KeyValuePair<string, object?>("hive", 1)));

        Assert.EndsWith("{hive=\"1\"} 10000", Lines("garden_bees"), StringComparison.Ordinal);
    }

    private string Lines(string name) => string.Join('\n', _metrics.Write().Split('\n').Where(l => l.Contains(name, StringComparison.Ordinal)));
}
