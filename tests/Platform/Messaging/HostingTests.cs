using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using CarePlatform.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class HostingTests
{
    [Fact]
    public async Task A_host_application_runs_its_subscribers_against_every_database_it_names()
    {
        await using var one = await TestLog.Create();
        await using var other = await TestLog.Create();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMessaging(
            _ => [one.Source, other.Source],
            (_, messaging) => messaging.Subscribe(TestLog.Recorder("records")));
        using var application = builder.Build();
        await application.StartAsync(TestLog.Ct);

        await one.Append(TestLog.NewTenant(), TestLog.Happened("a"));
        await other.Append(TestLog.NewTenant(), TestLog.Happened("b"));
        await application.Services.GetRequiredService<LogHosts>().WhenQuiet(ct: TestLog.Ct);
        await application.StopAsync(TestLog.Ct);

        Assert.Equal(["a"], (await one.Effects("records")).Select(e => e.Stream));
        Assert.Equal(["b"], (await other.Effects("records")).Select(e => e.Stream));
        Assert.Equal(0, await one.Scalar<long>("select count(*) from messaging.host"));
        Assert.Equal(0, await one.Scalar<long>("select count(*) from messaging.lane where holder is not null"));
    }

    [Fact]
    public void Two_subscribers_or_timers_cannot_share_a_name()
    {
        var options = new MessagingOptions().Subscribe(TestLog.Recorder("same")).Handle(new TimerHandler("same", (_, _, _) => Task.CompletedTask));

        Assert.Throws<ArgumentException>(() => options.Subscribe(TestLog.Recorder("same")));
        Assert.Throws<ArgumentException>(() => options.Subscribe(TestLog.Recorder("messaging.schedule")));
        Assert.Throws<ArgumentException>(() => options.Handle(new TimerHandler("same", (_, _, _) => Task.CompletedTask)));
    }

    [Fact]
    public async Task It_is_not_quiet_while_an_effect_is_running()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var host = await log.Start(Subscriber.Each("slow", async (_, _, _) =>
        {
            running.SetResult();
            await goOn.Task;
        }));
        await log.Append(tenant, TestLog.Happened("a"));
        await running.Task;

        var quiet = host.WhenQuiet(ct: TestLog.Ct);
        var quietForTenant = host.WhenQuiet(tenant, TestLog.Ct);
        await host.WhenQuiet(TestLog.NewTenant(), TestLog.Ct);
        Assert.False(quiet.IsCompleted || quietForTenant.IsCompleted);

        goOn.SetResult();
        await Task.WhenAll(quiet, quietForTenant);
    }

    [Fact]
    public async Task Figures_and_traces_tell_what_happened_without_any_payload()
    {
        await using var log = await TestLog.Create();
        var counted = new ConcurrentDictionary<string, long>();
        var traced = new ConcurrentBag<Activity>();
        using var figures = new MeterListener();
        figures.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MessagingTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        figures.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag is { Key: "subscriber", Value: "measured" })
                {
                    counted.AddOrUpdate(instrument.Name, value, (_, before) => before + value);
                }
            }
        });
        figures.Start();
        using var traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MessagingTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = traced.Add,
        };
        ActivitySource.AddActivityListener(traces);
        var correlation = TestLog.NewTenant();
        var host = await log.Start(Subscriber.Each(
            "measured",
            (logged, _, _) => logged.Type == "tests.bad@1" ? throw new InvalidOperationException("Bad.") : Task.CompletedTask)
            with
        { Retry = RetryPolicy.None, Lanes = 1 });

        await log.Append(TestLog.NewTenant(), TestLog.Happened("a", payload: """{"name": "confidential"}""") with { Correlation = correlation });
        await log.Append(TestLog.NewTenant(), TestLog.Happened("b", "tests.bad@1"));
        await host.WhenQuiet(ct: TestLog.Ct);
        figures.RecordObservableInstruments();

        Assert.Equal(
            [("messaging.failed", 1), ("messaging.handled", 1), ("messaging.lag", 0), ("messaging.lease.changes", 1), ("messaging.parked", 1)],
            counted.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value)));
        var handled = traced.Where(a => a.OperationName == "measured").ToList();
        Assert.Contains(handled, a => Equals(a.GetTagItem("messaging.correlation"), correlation));
        Assert.DoesNotContain(handled, a => a.TagObjects.Any(t => t.Value?.ToString()?.Contains("confidential", StringComparison.Ordinal) == true));
    }
}
