using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>The time of the nightly re-check has come.</summary>
/// <param name="Since">The night for which it was last set; a 1st that lies between then and now is not passed over.</param>
[Timer("intake.night-falls@1")]
internal sealed record NightFalls([property: Stream] TenantId Tenant, DateOnly Since);

/// <summary>Sets the tenant's next nightly re-check, at its hour in its time zone.</summary>
internal sealed class NightClock(Timers timers, Session session, TenantClock clock)
{
    private const string Key = "nightly";

    /// <summary>Sets it, moving it when it is set already.</summary>
    public Task Set(EligibilityRules rules, CancellationToken ct)
    {
        var (night, at) = Next(rules);
        return timers.Set(night, Key, at, ct);
    }

    /// <summary>Sets it unless it is set: an overdue one is still to fall, so that no 1st is passed over.</summary>
    public Task SetUnlessSet(EligibilityRules rules, CancellationToken ct)
    {
        var (night, at) = Next(rules);
        return timers.SetUnlessSet(night, Key, at, ct);
    }

    private (NightFalls Night, DateTimeOffset At) Next(EligibilityRules rules)
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), clock.LocalTimeZone);
        var today = DateOnly.FromDateTime(now.DateTime);
        var night = rules.NightlyAt!.Value;
        var day = TimeOnly.FromDateTime(now.DateTime) < night ? today : today.AddDays(1);
        return (new NightFalls(session.Tenant.Id, today), InstantOf(day, night));
    }

    // An hour that the summer's beginning leaves out is taken an hour later.
    private DateTimeOffset InstantOf(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        var exists = clock.LocalTimeZone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(exists, clock.LocalTimeZone.GetUtcOffset(exists)).ToUniversalTime();
    }
}
