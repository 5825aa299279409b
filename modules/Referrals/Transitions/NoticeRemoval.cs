using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>The day on which notices of people who are no clients are looked through.</summary>
[Timer("referrals.removal-due@1")]
internal sealed record RemovalDue([property: Stream] TenantId Tenant);

/// <summary>
/// Takes out what is known of people who are no clients once it may not be kept any longer. That a notice came, when and how complete it was, stays: it counts
/// for the sender, and says nothing of anybody.
/// </summary>
internal sealed class NoticeRemoval(ReferralsDb db, Timers timers, Session session, TenantClock clock)
{
    private const string Key = "removal";

    /// <summary>Somebody is there who is no client: it will be looked through tomorrow, and each day as long as somebody is.</summary>
    public Task Plan(TransitionRules rules, CancellationToken ct) =>
        timers.Set(new RemovalDue(session.Tenant.Id), Key, clock.GetUtcNow().AddDays(Math.Min(1, rules.KeepDays)), ct);

    /// <summary>Takes out what has been kept long enough; gives whether anything is left to wait for.</summary>
    public async Task<bool> Remove(TransitionRules rules, CancellationToken ct)
    {
        var (now, before) = (clock.GetUtcNow(), clock.GetUtcNow().AddDays(-rules.KeepDays));
        await db.Database.ExecuteSqlAsync($"""
            with gone as (
                update referrals.stays s
                set visit = 'removed:' || s.id, visit_number = null, facility = null, began_at = null, ended_at = null, disposition = null, went_to = 'unknown',
                    attending = null, reason = null, diagnoses = '[]', candidates = '[]', concern = 'unknown', told_of = null, removed_at = {now}, version = s.version + 1
                where s.match = 'no-client' and s.removed_at is null and coalesce(s.settled_at, s.last_heard_at) < {before}
                returning s.id
            )
            update referrals.transition_notices n
            set content = null, fingerprint = null, removed_at = {now} from gone where n.stay = gone.id
            """, ct);
        return await db.Stays.AnyAsync(s => s.Match == StayMatch.NoClient && s.RemovedAt == null, ct);
    }
}

/// <summary>
/// Takes out what has been kept long enough, and looks again the next day as long as something is left. It carries no feature: nothing is kept longer
/// because referrals are switched off.
/// </summary>
internal static class WhenRemovalIsDue
{
    public static async Task Handle(RemovalDue due, ReferralsDb db, NoticeRemoval removal, CancellationToken ct)
    {
        var rules = await db.TransitionRules(ct);
        if (await removal.Remove(rules, ct))
        {
            await removal.Plan(rules, ct);
        }
    }
}
