using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>The hour of the day at which it is looked whether partners are to be reviewed, and which days of agreements come near.</summary>
[Timer("referrals.accountability-due@1")]
internal sealed record AccountabilityDue([property: Stream] TenantId Tenant);

/// <summary>
/// Has it looked at once, and sets the next day's timer. It carries no feature, so that the clock goes on while the feature is off: the look itself
/// does.
/// </summary>
internal static class WhenAccountabilityIsDue
{
    public const string Key = "daily";

    public static async Task Handle(AccountabilityDue due, ReferralsDb db, Calendars calendars, Timers timers, TimeProvider clock, CancellationToken ct)
    {
        await timers.Set(new AccountabilityLook(due.Tenant), Key, clock.GetUtcNow(), ct);
        await timers.Set(due, Key, await Next(calendars, await db.AccountabilityRules(ct), clock.Today().AddDays(1), ct), ct);
    }

    /// <summary>When it is looked again, on this day.</summary>
    public static async Task<DateTimeOffset> Next(Calendars calendars, AccountabilityRules rules, DateOnly day, CancellationToken ct) =>
        (await calendars.Of(site: null, ct)).At(day, new TimeOnly(rules.ReviewHour, 0));
}
