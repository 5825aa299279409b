using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>Sets the daily look at what partners answer for; the clock runs whether referrals are switched on or not, so that it is there once they are.</summary>
internal sealed class InstallAccountability(ReferralsDb db, Calendars calendars, Timers timers, TenantClock clock) : ITenantDefaults
{
    public async Task Install(Tenant tenant, Recipe recipe, CancellationToken ct)
    {
        var rules = await db.AccountabilityRules(ct);
        var today = await WhenAccountabilityIsDue.Next(calendars, rules, clock.Today(), ct);
        var next = today > clock.GetUtcNow() ? today : await WhenAccountabilityIsDue.Next(calendars, rules, clock.Today().AddDays(1), ct);
        await timers.SetUnlessSet(new AccountabilityDue(tenant.Id), WhenAccountabilityIsDue.Key, next, ct);
    }
}
