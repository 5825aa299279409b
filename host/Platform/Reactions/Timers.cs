using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using CarePlatform.Messaging;

namespace CarePlatform.Platform;

/// <summary>
/// Asks to be woken at a time of the tenant's clock, in the transaction of the use case: a timer that is set and a step that
/// is stored exist together or not at all. A due timer is handled once, in the transaction that removes it.
/// </summary>
public sealed class Timers(Session session)
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    /// <summary>Sets the timer of this name and key, moving it when it is set already.</summary>
    /// <param name="timer">A record marked with <see cref="TimerAttribute"/> with one <see cref="StreamAttribute"/> id.</param>
    /// <param name="key">Tells timers of the same name apart, such as the id of the step.</param>
    /// <param name="dueAt">In the tenant's time; a time in the past is due at once.</param>
    public Task Set<TTimer>(TTimer timer, string key, DateTimeOffset dueAt, CancellationToken ct)
        where TTimer : notnull => Set([(timer, key, dueAt)], ct);

    /// <summary>Sets many timers of one kind in one round trip; each key may occur once.</summary>
    public async Task Set<TTimer>(IReadOnlyList<(TTimer Timer, string Key, DateTimeOffset DueAt)> timers, CancellationToken ct)
        where TTimer : notnull
    {
        await session.OpenAsync(ct);
        await Schedules.Set(session.Transaction, [.. timers.Select(t => MessageOf(t.Timer, t.Key, t.DueAt))], ct);
    }

    /// <summary>Sets the timer unless one of its name and key is set, which stays as it is, overdue or not.</summary>
    public async Task SetUnlessSet<TTimer>(TTimer timer, string key, DateTimeOffset dueAt, CancellationToken ct)
        where TTimer : notnull
    {
        await session.OpenAsync(ct);
        await Schedules.SetUnlessSet(session.Transaction, MessageOf(timer, key, dueAt), ct);
    }

    /// <summary>Takes the timer back; nothing happens when it is not set or was handled.</summary>
    public Task Cancel<TTimer>(string key, CancellationToken ct)
        where TTimer : notnull => Cancel<TTimer>([key], ct);

    /// <summary>Takes many timers of one kind back in one round trip.</summary>
    public async Task Cancel<TTimer>(IReadOnlyList<string> keys, CancellationToken ct)
        where TTimer : notnull
    {
        if (keys.Count > 0)
        {
            await session.OpenAsync(ct);
            await Schedules.Cancel(session.Transaction, NameOf(typeof(TTimer)), keys, ct);
        }
    }

    private ScheduledMessage MessageOf<TTimer>(TTimer timer, string key, DateTimeOffset dueAt)
        where TTimer : notnull
    {
        var name = NameOf(typeof(TTimer));
        return new ScheduledMessage(name, key, StreamKey.Of(timer), dueAt, name, JsonSerializer.Serialize(timer, IdJson.Options))
        {
            Actor = session.Actor.Id,
            Correlation = session.Correlation,
        };
    }

    internal static string NameOf(Type type) => Names.GetOrAdd(type, static t => t.GetCustomAttribute<TimerAttribute>()?.Name
        ?? throw new DeclarationException(t, "is set as a timer but is none: mark it with [Timer(\"module.what-falls-due@1\")]"));
}
