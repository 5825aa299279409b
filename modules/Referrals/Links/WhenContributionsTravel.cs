using System.Collections.Frozen;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// What people here do in a plan that a linked tenant convenes is brought there, as far as the rules of privacy still let it leave; and whoever takes part in a plan of ours
/// from a tenant of its own is told whether what it did took effect.
/// </summary>
[Feature("referrals")]
internal static class WhenContributionsTravel
{
    private const string Contributed = "referrals.plan-contributed@1";
    private const string Answered = "referrals.plan-contribution-answered@1";

    private static readonly FrozenSet<string> Hears = new[] { Contributed, Answered }.ToFrozenSet();

    /// <summary>Those of these types of events that travel.</summary>
    public static Task<IReadOnlySet<string>> Awaited(IReadOnlyList<string> types, CancellationToken ct) =>
        Task.FromResult<IReadOnlySet<string>>(types.Where(Hears.Contains).ToHashSet(StringComparer.Ordinal));

    public static Task<IReadOnlyList<object>> Handle(LogEntry happened, ReferralsDb db, LinkPost post, Contributing contributing, CancellationToken ct) =>
        happened.Type is Contributed
            ? Bring(happened.As<PlanContributed>(), happened.Position, db, post, contributing, ct)
            : Answer(happened.As<PlanContributionAnswered>(), happened.Position, db, post, ct);

    private static async Task<IReadOnlyList<object>> Bring(
        PlanContributed contributed, long step, ReferralsDb db, LinkPost post, Contributing contributing, CancellationToken ct)
    {
        var contribution = await db.PlanContributions.SingleAsync(c => c.Id == contributed.Contribution, ct);
        if (contribution.State is not PlanContributionState.Waiting)
        {
            return [];
        }

        var plan = await db.PlansElsewhere.AsNoTracking().SingleAsync(p => p.Id == contributed.Plan, ct);
        if (await Open(db).FirstOrDefaultAsync(l => l.Id == plan.Link, ct) is not { } link)
        {
            return [await contributing.Refused(plan, contribution, PlansElsewhere.LinkIsOver, PlansElsewhere.LinkIsOverInWords, ct)];
        }

        var (body, refusal) = await contributing.Release(plan, contribution, ct);
        if (body is null)
        {
            return [await contributing.Refused(plan, contribution, refusal!.Code, refusal.Message, ct)];
        }

        return await post.Deliver(To(link), LinkMessage.Contribution, link.Key, new PlanMemberId(plan.Id.Value).ToString(), step, body, ct)
            ? []
            : throw new NotDeliveredException(link.Id);
    }

    private static async Task<IReadOnlyList<object>> Answer(PlanContributionAnswered answered, long step, ReferralsDb db, LinkPost post, CancellationToken ct)
    {
        // Where the link has ended meanwhile, the other side has stopped waiting by itself.
        if (await Open(db).FirstOrDefaultAsync(l => l.Id == answered.Link, ct) is not { } link)
        {
            return [];
        }

        var body = new TravellingContributionAnswer(answered.Contribution.Value, answered.Code, answered.Message);
        return await post.Deliver(To(link), LinkMessage.ContributionAnswered, link.Key, answered.Member.ToString(), step, body, ct)
            ? []
            : throw new NotDeliveredException(link.Id);
    }

    private static IQueryable<TenantLink> Open(ReferralsDb db) => db.Links.AsNoTracking().Where(l => l.State == LinkState.Accepted);

    private static string To(TenantLink link) => new TenantId(link.Other!.Value).ToString();
}
