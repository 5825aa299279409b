using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Referrals;

/// <summary>
/// The shared part of a plan that a linked tenant convenes, in which this organisation takes part, or whose plan it is while it is only invited: a copy, replaced whenever it changes there and taken
/// out once the part, the person's consent or the link has ended.
/// </summary>
internal sealed class PlanElsewhere
{
    private PlanElsewhere()
    {
    }

    /// <summary>This organisation's part in the plan, by what both sides call it.</summary>
    public PlanElsewhereId Id { get; private init; }

    public TenantLinkId Link { get; private init; }

    /// <summary>The person's referral to this organisation that came by the same link: it knows who they are here.</summary>
    public InboundReferralId? Referral { get; private set; }

    /// <summary>The convenor's number of what was told last.</summary>
    public long Step { get; private set; }

    /// <summary>What may be seen; null once nothing may.</summary>
    public TravellingPlan? Shown { get; private set; }

    public DateTimeOffset ArrivedAt { get; private init; }

    public DateTimeOffset ToldAt { get; private set; }

    public DateTimeOffset? GoneAt { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>One that begins to be shared.</summary>
    public static PlanElsewhere From(PlanElsewhereId id, TenantLinkId link, TimeProvider clock) => new() { Id = id, Link = link, ArrivedAt = clock.GetUtcNow() };

    /// <summary>It stands like this now.</summary>
    public void Tell(TravellingPlan shown, InboundReferralId? referral, long step, DateTimeOffset at) =>
        (Shown, Referral, Step, ToldAt, GoneAt) = (shown, referral, step, at, null);

    /// <summary>Nothing of it may be seen any more.</summary>
    public void Forget(long step, DateTimeOffset at) => (Shown, Step, GoneAt) = (null, step, GoneAt ?? at);
}

internal sealed class PlanElsewhereMap : IEntityTypeConfiguration<PlanElsewhere>
{
    public void Configure(EntityTypeBuilder<PlanElsewhere> builder)
    {
        builder.ToTable("plans_elsewhere");
        builder.Property<TravellingPlan>(nameof(PlanElsewhere.Shown)).AsDocument();
        builder.HasOne<TenantLink>().WithMany().HasForeignKey(p => p.Link);
        builder.HasOne<InboundReferral>().WithMany().HasForeignKey(p => p.Referral);
    }
}

/// <summary>What is done to plans elsewhere by several hands.</summary>
internal static class PlansElsewhere
{
    /// <summary>The code of what did not reach the convenor because the link had ended.</summary>
    public const string LinkIsOver = "referrals.link_is_over";

    /// <summary>The same in words.</summary>
    public const string LinkIsOverInWords = "The link with whoever convenes the plan has ended: nothing reaches it any more. An administrator can ask for it anew.";

    /// <summary>The plans that people here may know of: all that are shared, from the tenant on; nobody of another organisation knows of any.</summary>
    public static IQueryable<PlanElsewhere> PlansElsewhereFor(this ReferralsDb db) =>
        db.SeesPlansElsewhere() ? db.PlansElsewhere.Where(p => p.GoneAt == null && !db.Inbound.Any(
            r => r.Id == p.Referral && db.Restricted.Any(k => k.Subject == r.Client && !k.Users.Contains(db.MeKey)))) : db.PlansElsewhere.Where(_ => false);

    /// <summary>Whether the caller may know of plans elsewhere at all.</summary>
    public static bool SeesPlansElsewhere(this ReferralsDb db) =>
        db.Actor.Organisation is null && db.Actor.ReachOf(InboundMoving.Permission) is not (Reach.None or Reach.Own or Reach.Team);

    /// <summary>The link is over, and with it all that was shared by it; what was on its way is not answered any more. Gives what others hear of it.</summary>
    public static async Task<IReadOnlyList<object>> ForgetPlans(this ReferralsDb db, TenantLink link, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var plans = await db.PlansElsewhere.Where(p => p.Link == link.Id && p.GoneAt == null).ToListAsync(ct);
        plans.ForEach(p => p.Forget(p.Step, now));
        var waiting = await db.PlanContributions.Where(c => c.State == PlanContributionState.Waiting)
            .Join(db.PlansElsewhere.Where(p => p.Link == link.Id), c => c.Plan, p => p.Id, (c, p) => new
            {
                Contribution = c,
                Client = db.Inbound.Where(r => r.Id == p.Referral).Select(r => r.Client).FirstOrDefault(),
            }).ToListAsync(ct);
        waiting.ForEach(w => w.Contribution.Refuse(LinkIsOver, LinkIsOverInWords, now));
        return
        [
            .. plans.Select(p => new PlanElsewhereGone(p.Id, now)),
            .. waiting.Select(w => new PlanContributionRefused(w.Contribution.Plan, w.Contribution.Id, w.Client, w.Contribution.ByUser, LinkIsOver, now)),
        ];
    }
}
