using System.Diagnostics;
using System.Text.Json;
using CarePlatform.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>
/// Hands what the log delivers to the modules' listeners: a scope of its own whose session joins the delivery's transaction, so
/// that changes, further events, timers and the subscriber's position commit together.
/// </summary>
internal sealed class Deliveries(IServiceScopeFactory scopes, TenantCatalog tenants, EventWriter events, Catalog catalog, TimeProvider world)
{
    private static readonly ActivitySource Source = new("CarePlatform.Reactions");

    private readonly EventVersions _versions = EventVersions.Of(catalog.Modules);

    /// <summary>A subscriber for each reaction: its own position, transaction and retries.</summary>
    public IEnumerable<Subscriber> Subscribers() => catalog.Listeners
        .Where(l => l.TimerName is null)
        .Select(l => (l.IsChoosy
            ? Subscriber.Many(l.Name, (logged, delivery, ct) => Deliver(l, logged, delivery, ct))
            : Subscriber.Each(l.Name, (logged, delivery, ct) => Deliver(l, logged, delivery, ct), Names(l))) with
        { Retry = l.Retry });

    /// <summary>
    /// A handler for each kind of timer. It waits until its module has heard what happened before the timer fell due: what was done in
    /// time is then known, however late the log delivers it.
    /// </summary>
    public IEnumerable<TimerHandler> TimerHandlers() => catalog.Listeners
        .Where(l => l.TimerName is not null)
        .Select(l => TimerHandler.Many(l.TimerName!, (due, delivery, ct) => Deliver(l, due, delivery, ct)) with
        {
            Retry = l.Retry,
            After = [.. catalog.Listeners.Where(other => other.TimerName is null && other.Module == l.Module).Select(other => other.Name)],
        });

    private IEnumerable<string> Names(Listener listener) => listener.EventName is { } name ? _versions.NamesOf(name) : [];

    private async Task Deliver(Listener listener, LoggedEvent logged, Delivery delivery, CancellationToken ct) =>
        await Run(listener, Message(listener, logged), await TenantOf(delivery, ct), delivery, logged.Correlation, logged.Position, ct);

    // Most of what happens is awaited by nobody: that is asked once for many events, and costs no scope of its own.
    private async Task Deliver(Listener listener, IReadOnlyList<LoggedEvent> logged, Delivery delivery, CancellationToken ct)
    {
        var tenant = await TenantOf(delivery, ct);
        if (IsOff(listener, tenant))
        {
            return;
        }

        IReadOnlySet<string> awaited;
        await using (var scope = Join(tenant, delivery, correlation: null, causation: null))
        {
            awaited = await listener.FindAwaited([.. logged.Select(l => _versions.Newest(l.Type)).Distinct()], scope.ServiceProvider, ct);
        }

        foreach (var one in logged.Where(l => awaited.Contains(_versions.Newest(l.Type))))
        {
            await Run(listener, Message(listener, one), tenant, delivery, one.Correlation, one.Position, ct);
        }
    }

    // A timer may fire because the tenant's clock was moved a moment ago: what is remembered of the tenant may be older than that.
    private async Task Deliver(Listener listener, IReadOnlyList<ScheduledMessage> due, Delivery delivery, CancellationToken ct)
    {
        var tenant = await TenantOf(delivery, ct);
        if (tenant.Sandbox)
        {
            tenant = tenant with { ClockOffset = await Messaging.TenantClock.Ahead(delivery.Transaction, ct) };
        }

        var timers = Array.CreateInstance(listener.Message, due.Count);
        for (var i = 0; i < due.Count; i++)
        {
            timers.SetValue(JsonSerializer.Deserialize(due[i].Payload, listener.Message, IdJson.Options), i);
        }

        if (listener.TakesMany)
        {
            var correlation = due.All(d => d.Correlation == due[0].Correlation) ? due[0].Correlation : null;
            await Run(listener, timers, tenant, delivery, correlation, causation: null, ct);
            return;
        }

        for (var i = 0; i < due.Count; i++)
        {
            await Run(listener, timers.GetValue(i)!, tenant, delivery, due[i].Correlation, causation: null, ct);
        }
    }

    private async ValueTask<Tenant> TenantOf(Delivery delivery, CancellationToken ct) =>
        await tenants.Find(new TenantId(delivery.Tenant), ct) ?? throw new InvalidOperationException(
            $"The register of tenants does not hold {new TenantId(delivery.Tenant)}, to whom something was delivered.");

    private async Task Run(
        Listener listener, object message, Tenant tenant, Delivery delivery, Guid? correlation, long? causation, CancellationToken ct)
    {
        using var activity = Source.StartActivity(listener.Type.Name);
        activity?.SetTag("careplatform.tenant", tenant.Slug);
        if (IsOff(listener, tenant))
        {
            return;
        }

        await using var scope = Join(tenant, delivery, correlation, causation);
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        var outcome = await listener.Handle(message, scope.ServiceProvider, ct);
        if (outcome.Refusals is [var refusal, ..])
        {
            throw new ReactionRefusedException(listener.Name, refusal.Code);
        }

        await session.SaveAsync(ct);
        await events.Append(session, outcome.Events, ct);
    }

    private static bool IsOff(Listener listener, Tenant tenant) => listener.Feature is { } feature && !tenant.Features.IsOn(feature);

    private AsyncServiceScope Join(Tenant tenant, Delivery delivery, Guid? correlation, long? causation)
    {
        var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(tenant, Actor.System, correlation ?? Guid.CreateVersion7(world.GetUtcNow()), causation);
        session.Join(delivery.Connection, delivery.Transaction);
        return scope;
    }

    private object Message(Listener listener, LoggedEvent logged)
    {
        var (type, lifted) = _versions.Lift(logged.Type, logged.Payload.Span);
        if (listener.Message != typeof(LogEntry))
        {
            return lifted ?? JsonSerializer.Deserialize(logged.Payload.Span, listener.Message, IdJson.Options)!;
        }

        var payload = lifted is null
            ? JsonSerializer.Deserialize<JsonElement>(logged.Payload.Span)
            : JsonSerializer.SerializeToElement(lifted, lifted.GetType(), IdJson.Options);
        var actor = Id.TryParse<UserId>(logged.Actor, out var user) ? user : (UserId?)null;
        return new LogEntry(logged.Position, type, logged.Stream, payload, logged.OccurredAt, actor, logged.Correlation ?? default);
    }
}

/// <summary>A reaction answered with a refusal: nobody is there to read it, so it is retried and then waits for an operator.</summary>
internal sealed class ReactionRefusedException(string listener, string code) : Exception($"{listener} refused with {code}.");
