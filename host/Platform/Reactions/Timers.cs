namespace CarePlatform.Platform;

/// <summary>
/// Asks to be woken at a time of the tenant's clock, in the transaction of the use case: a timer that is set and a step that
/// is stored exist together or not at all. A due timer is handled once, in the transaction that removes it.
/// </summary>
public sealed class Timers(Session session)
{
    /// <summary>Sets the timer of this name and key, moving it when it is set already.</summary>
    /// <param name="timer">A record marked with <see cref="TimerAttribute"/> with one <see cref="StreamAttribute"/> id.</param>
    /// <param name="key">Tells timers of the same name apart, such as the id of the step.</param>
    /// <param name="dueAt">In the tenant's time; a time in the past is due at once.</param>
    public Task Set<TTimer>(TTimer timer, string key, DateTimeOffset dueAt, CancellationToken ct)
        where TTimer : notnull => throw new NotImplementedException($"{session.Tenant.Slug} {timer} {key} {dueAt} {ct}");

    /// <summary>Takes the timer back; nothing happens when it is not set or was handled.</summary>
    public Task Cancel<TTimer>(string key, CancellationToken ct)
        where TTimer : notnull => throw new NotImplementedException($"{session.Tenant.Slug} {key} {ct}");
}
