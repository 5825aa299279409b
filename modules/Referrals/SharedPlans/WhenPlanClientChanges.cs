using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// What becomes of a client becomes of the client's plans: the ends of care that the tenant named (endAtDischarge) end them, others ask whoever is responsible; a merge brings them
/// along, and asks where there are two; where no consent reaches a member any more, which is shown nothing from that moment on, somebody is
/// told. One reaction hears everything, because a client's events are in order within one reaction only.
/// </summary>
[Feature("referrals.shared-plans")]
internal static class WhenPlanClientChanges
{
    private const string Discharged = "intake.client-discharged@1";
    private const string Merged = "intake.clients-merged@1";
    private const string Separated = "intake.clients-separated@1";
    private const string Signed = "intake.consent-signed@1";
    private const string Revoked = "intake.consent-revoked@1";
    private const string Expired = "intake.consent-expired@1";

    /// <summary>Those of these types of events that may concern a plan.</summary>
    public static Task<IReadOnlySet<string>> Awaited(IReadOnlyList<string> types, CancellationToken ct) => Task.FromResult<IReadOnlySet<string>>(
        types.Where(t => t is Discharged or Merged or Separated or Signed or Revoked or Expired).ToHashSet(StringComparer.Ordinal));

    public static async Task<IReadOnlyList<object>> Handle(LogEntry happened, ReferralsDb db, PlanGate gate, TimeProvider clock, CancellationToken ct) => happened.Type switch
    {
        Discharged => await Discharge(happened.As<ClientDischarged>(), db, clock, ct),
        Merged => await Merge(happened.As<ClientsMerged>(), db, gate, clock, ct),
        Separated => await Separate(happened.As<ClientsSeparated>(), db, gate, clock, ct),
        Signed => await Consents(happened.As<ConsentSigned>().Client, db, gate, clock, ct),
        Revoked => await Consents(happened.As<ConsentRevoked>().Client, db, gate, clock, ct),
        Expired => await Consents(happened.As<ConsentExpired>().Client, db, gate, clock, ct),
        _ => [],
    };

    private static async Task<IReadOnlyList<object>> Discharge(ClientDischarged discharged, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        var (events, ends) = (new List<object>(), (await db.Rules(ct)).EndsAt(discharged.Reason));
        var open = await db.SharedPlans.Where(p => p.Client == discharged.Client && p.EndedAt == null).ToListAsync(ct);
        foreach (var plan in open.Where(p => discharged.Ends(p.Team)))
        {
            events.AddRange(ends
                ? await db.End(plan, discharged.Reason is DischargeReason.Died ? PlanEnd.ClientDied : PlanEnd.ClientLeft, clock, ct)
                : [new PlanClientLeft(plan.Client, plan.Id, plan.Owner, plan.Team, discharged.Reason, clock.GetUtcNow())]);
        }

        return events;
    }

    private static async Task<IReadOnlyList<object>> Merge(ClientsMerged merged, ReferralsDb db, PlanGate gate, TimeProvider clock, CancellationToken ct)
    {
        var open = await db.SharedPlans.AsNoTracking().Where(p => (p.Client == merged.Client || p.Client == merged.Merged) && p.EndedAt == null).ToListAsync(ct);
        await db.SharedPlans.Where(p => p.Client == merged.Merged)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Client, merged.Client).SetProperty(p => p.Version, p => p.Version + 1), ct);
        var events = await Consents(merged.Client, db, gate, clock, ct);
        return open.Find(p => p.Client == merged.Client) is { } stays && open.Find(p => p.Client == merged.Merged) is { } other
            ? [.. events, new SharedPlanDoubled(merged.Client, other.Id, stays.Id, other.Owner, other.Team, clock.GetUtcNow())]
            : events;
    }

    private static async Task<IReadOnlyList<object>> Separate(ClientsSeparated separated, ReferralsDb db, PlanGate gate, TimeProvider clock, CancellationToken ct)
    {
        await db.SharedPlans.Where(p => p.FirstClient == separated.Separated && p.Client == separated.Client)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Client, separated.Separated).SetProperty(p => p.Version, p => p.Version + 1), ct);
        return [.. await Consents(separated.Client, db, gate, clock, ct), .. await Consents(separated.Separated, db, gate, clock, ct)];
    }

    // What the members are shown is decided with each request; this only finds out whom to tell of it.
    private static async Task<IReadOnlyList<object>> Consents(ClientId client, ReferralsDb db, PlanGate gate, TimeProvider clock, CancellationToken ct)
    {
        var plans = await db.SharedPlans.AsNoTracking().Where(p => p.Client == client && p.EndedAt == null).ToDictionaryAsync(p => p.Id, ct);
        if (plans.Count == 0)
        {
            return [];
        }

        var members = await db.PlanMembers.Where(m => plans.Keys.Contains(m.Plan) && m.EndedAt == null).OrderBy(m => m.Id).ToListAsync(ct);
        var reached = await gate.Reached(client, [.. members.Select(m => m.Organisation).Distinct()], ct);
        var (events, now) = (new List<object>(), clock.GetUtcNow());
        foreach (var member in members.Where(m => reached.Contains(m.Organisation) == m.ConsentLostAt is not null))
        {
            var (plan, found) = (plans[member.Plan], member.ConsentLostAt is not null);
            member.ConsentLostAt = found ? null : now;
            db.Note(plan, found ? PlanStepKind.ConsentFound : PlanStepKind.ConsentLost, clock, member.Id);
            events.Add(found
                ? new PlanConsentFound(client, plan.Id, member.Id, member.Organisation, now)
                : new PlanConsentLost(client, plan.Id, member.Id, member.Organisation, plan.Owner, plan.Team, now));
        }

        return events;
    }
}
