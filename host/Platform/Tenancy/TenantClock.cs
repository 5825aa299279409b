namespace CarePlatform.Platform;

/// <summary>
/// The time as the tenant sees it: the world's, moved by the offset of a sandbox. Handlers get it as their
/// <see cref="TimeProvider"/>; classes made by the container ask for it by this name.
/// </summary>
public sealed class TenantClock(Session session, TimeProvider world) : TimeProvider
{
    /// <summary>The real time.</summary>
    public TimeProvider World => world;

    public override DateTimeOffset GetUtcNow() => world.GetUtcNow() + session.Tenant.ClockOffset;

    public override TimeZoneInfo LocalTimeZone => session.Tenant.TimeZone;

    public override long GetTimestamp() => world.GetTimestamp();

    public override long TimestampFrequency => world.TimestampFrequency;

    /// <summary>The calendar day on which <paramref name="instant"/> falls for the tenant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, LocalTimeZone).DateTime);
}
