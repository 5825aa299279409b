using System.Collections.Frozen;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// The shared part of a plan is brought to each partner that takes part in its own tenant, whole and anew whenever it has changed there or the person's
/// consents have; one that is invited is shown whose plan it is; what a partner may not see any more is taken from it, and all of it once its part or the consent has ended.
/// </summary>
[Feature("referrals.shared-plans")]
internal static class WhenPlansTravel
{
    private const string Left = "referrals.plan-partner-left@1";
    private const string Answered = "referrals.plan-invitation-answered@1";
    private const string Written = "referrals.plan-written@1";
    private const string Taken = "referrals.plan-action-taken@1";
    private const string GivenBack = "referrals.plan-action-given-back@1";
    private const string Settled = "referrals.plan-entry-settled@1";
    private const string Linked = "referrals.link-answered@1";

    private static readonly FrozenDictionary<string, Func<LogEntry, SharedPlanId>> OfPlan = new Dictionary<string, Func<LogEntry, SharedPlanId>>
    {
        [Written] = e => e.As<SharedPlanWritten>().Plan,
        ["referrals.plan-reviewed@1"] = e => e.As<SharedPlanReviewed>().Plan,
        ["referrals.plan-partner-invited@1"] = e => e.As<PlanPartnerInvited>().Plan,
        [Answered] = e => e.As<PlanInvitationAnswered>().Plan,
        [Left] = e => e.As<PlanPartnerLeft>().Plan,
        [Taken] = e => e.As<PlanActionTaken>().Plan,
        [GivenBack] = e => e.As<PlanActionGivenBack>().Plan,
        [Settled] = e => e.As<PlanEntrySettled>().Plan,
        // A merge of records moves plans by another reaction, and whom the consents reach then is known after it.
        ["referrals.plan-consent-lost@1"] = e => e.As<PlanConsentLost>().Plan,
        ["referrals.plan-consent-found@1"] = e => e.As<PlanConsentFound>().Plan,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Func<LogEntry, ClientId[]>> OfClients = new Dictionary<string, Func<LogEntry, ClientId[]>>
    {
        ["intake.consent-signed@1"] = e => [e.As<ConsentSigned>().Client],
        ["intake.consent-revoked@1"] = e => [e.As<ConsentRevoked>().Client],
        ["intake.consent-expired@1"] = e => [e.As<ConsentExpired>().Client],
        ["intake.clients-merged@1"] = e => [e.As<ClientsMerged>().Client, e.As<ClientsMerged>().Merged],
        ["intake.clients-separated@1"] = e => [e.As<ClientsSeparated>().Client, e.As<ClientsSeparated>().Separated],
    }.ToFrozenDictionary();

    /// <summary>Those of these types of events after which partners may see more or less of a plan.</summary>
    public static Task<IReadOnlySet<string>> Awaited(IReadOnlyList<string> types, CancellationToken ct) => Task.FromResult<IReadOnlySet<string>>(
        types.Where(t => t is Linked || OfPlan.ContainsKey(t) || OfClients.ContainsKey(t)).ToHashSet(StringComparer.Ordinal));

    public static async Task<IReadOnlyList<object>> Handle(LogEntry happened, ReferralsDb db, LinkPost post, PlanCargo cargo, CancellationToken ct)
    {
        // Whoever has just left, or does not want to take part, is told that it is over; others that are gone know.
        var left = happened.Type switch
        {
            Left => happened.As<PlanPartnerLeft>().Member,
            Answered => happened.As<PlanInvitationAnswered>().Member,
            _ => (PlanMemberId?)null,
        };
        // Whoever is only invited is shown nothing of what stands in the plan.
        var invited = happened.Type is not (Written or Taken or GivenBack or Settled);
        var parts = await About(happened, db)
            .Where(p => p.Member.State == PlanMemberState.Accepted || (invited && p.Member.State == PlanMemberState.Invited) || p.Member.Id == left)
            .Join(db.Links, p => p.Member.Organisation, l => l.Partner, (p, l) => new { p.Plan, p.Member, Link = l })
            .Where(p => p.Link.State == LinkState.Accepted).OrderBy(p => p.Member.Id).AsNoTracking().ToListAsync(ct);
        foreach (var part in parts)
        {
            object? shown = await cargo.Of(part.Plan, part.Member, ct);
            if (!await post.Deliver(
                new TenantId(part.Link.Other!.Value).ToString(), shown is null ? LinkMessage.PlanGone : LinkMessage.Plan, part.Link.Key, part.Member.Id.ToString(),
                happened.Position, shown ?? new TravellingPlanEnd(), ct))
            {
                throw new NotDeliveredException(part.Link.Id);
            }
        }

        return [];
    }

    private static IQueryable<PlanPart> About(LogEntry happened, ReferralsDb db)
    {
        var parts = db.PlanMembers.Join(db.SharedPlans, m => m.Plan, p => p.Id, (m, p) => new PlanPart { Plan = p, Member = m });
        if (OfPlan.TryGetValue(happened.Type, out var plan))
        {
            var id = plan(happened);
            return parts.Where(p => p.Plan.Id == id);
        }

        if (OfClients.TryGetValue(happened.Type, out var clients))
        {
            var people = clients(happened);
            return parts.Where(p => people.Contains(p.Plan.Client));
        }

        var link = happened.As<TenantLinkAnswered>().Link;
        return parts.Where(p => db.Links.Any(l => l.Id == link && l.Partner == p.Member.Organisation));
    }

    private sealed class PlanPart
    {
        public required SharedPlan Plan { get; init; }

        public required PlanMember Member { get; init; }
    }
}
