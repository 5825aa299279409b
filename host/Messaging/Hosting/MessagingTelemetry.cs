using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CarePlatform.Messaging;

/// <summary>The names under which traces and metrics are published; none carries a payload.</summary>
public static class MessagingTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "CarePlatform.Messaging";

    private static readonly ActivitySource Source = new(Name);

    internal static Activity? Handling(string subscriber, LoggedEvent first, int count)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var activity = Source.StartActivity(subscriber, ActivityKind.Consumer);
        activity?.SetTag("messaging.event.type", first.Type);
        activity?.SetTag("messaging.event.position", first.Position);
        activity?.SetTag("messaging.batch.count", count);
        activity?.SetTag("messaging.correlation", first.Correlation);
        return activity;
    }

    internal static Activity? Firing(ScheduledMessage message)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var activity = Source.StartActivity(message.Name, ActivityKind.Consumer);
        activity?.SetTag("messaging.event.type", message.Type);
        activity?.SetTag("messaging.correlation", message.Correlation);
        return activity;
    }
}

/// <summary>The figures of one running host.</summary>
internal sealed class MessagingMeter : IDisposable
{
    private readonly Meter _meter = new(MessagingTelemetry.Name);
    private readonly Counter<long> _handled;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _parked;
    private readonly Counter<long> _leases;

    public MessagingMeter(Func<IEnumerable<(string Subscriber, long Lag, TimeSpan Age)>> lag)
    {
        _handled = _meter.CreateCounter<long>("messaging.handled", "{event}", "Events and due messages that took effect.");
        _failed = _meter.CreateCounter<long>("messaging.failed", "{attempt}", "Attempts that failed.");
        _parked = _meter.CreateCounter<long>("messaging.parked", "{event}", "Events and due messages that wait for an operator.");
        _leases = _meter.CreateCounter<long>("messaging.lease.changes", "{lane}", "Lanes taken, released and lost.");
        _meter.CreateObservableGauge(
            "messaging.lag",
            () => lag().Select(l => new Measurement<long>(l.Lag, Tag(l.Subscriber))),
            "{position}", "How far the slowest of a subscriber's lanes on this host is behind the log.");
        _meter.CreateObservableGauge(
            "messaging.age",
            () => lag().Select(l => new Measurement<double>(l.Age.TotalSeconds, Tag(l.Subscriber))),
            "s", "How long the oldest event that a subscriber's lanes on this host know of has waited.");
    }

    public void Handled(string subscriber, int count) => _handled.Add(count, Tag(subscriber));

    public void Failed(string subscriber) => _failed.Add(1, Tag(subscriber));

    public void Parked(string subscriber) => _parked.Add(1, Tag(subscriber));

    public void LaneTaken(string subscriber) => _leases.Add(1, Tag(subscriber), new("change", "taken"));

    public void LaneReleased(string subscriber) => _leases.Add(1, Tag(subscriber), new("change", "released"));

    public void LaneLost(string subscriber) => _leases.Add(1, Tag(subscriber), new("change", "lost"));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string subscriber) => new("subscriber", subscriber);
}
