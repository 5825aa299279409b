using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What everything that moves a referral of somebody else does around the rule: find, do it, write it down, tell.</summary>
internal static class InboundMoving
{
    /// <summary>The permission to see what others referred to this organisation, and to answer it.</summary>
    public const string Permission = "referrals.inbound";

    /// <summary>
    /// The referrals within reach: all, from the tenant on; else those that the caller wrote down. Nobody of another organisation reaches any.
    /// </summary>
    public static IQueryable<InboundReferral> InboundFor(this ReferralsDb db) => db.InboundWithin(db.Actor.ReachOf(Permission));

    /// <summary>The same for loaders.</summary>
    public static IQueryable<InboundReferral> InboundWithin(this ReferralsDb db, Reach reach) =>
        reach is Reach.None || db.Actor.Organisation is not null ? db.Inbound.Where(_ => false)
        : reach is Reach.Own or Reach.Team ? db.OpenInbound().Where(r => r.WrittenBy == db.Me)
        : db.OpenInbound();

    // Nobody was referred here whose record is for others.
    private static IQueryable<InboundReferral> OpenInbound(this ReferralsDb db) =>
        db.Inbound.Where(r => r.Client == null || !db.Restricted.Any(k => k.Subject == r.Client && !k.Users.Contains(db.MeKey)));

    /// <summary>Somebody here makes a move.</summary>
    public static async Task<Outcome<InboundReferral>> MoveInbound(
        this ReferralsDb db, InboundReferralId id, LoopChange change, int? expectedVersion, TimeProvider clock, CancellationToken ct)
    {
        if (await db.InboundFor().FirstOrDefaultAsync(r => r.Id == id, ct) is not { } referral)
        {
            return new NotFound("input.referral");
        }

        return referral.Prevents(change.Move, expectedVersion) is { } refusal
            ? refusal
            : Outcome.Of(referral).Publishing(db.MovedInbound(referral, change, clock));
    }

    /// <summary>Makes the moves one after the other, as far as each is allowed by then, with their history; gives their events.</summary>
    public static IReadOnlyList<object> MovedInbound(this ReferralsDb db, InboundReferral referral, IEnumerable<LoopChange> changes, TimeProvider clock) =>
        [.. changes.Where(c => referral.Allows(c.Move)).SelectMany(c => db.MovedInbound(referral, c, clock))];

    /// <summary>Makes a move that is allowed, with its history; gives its events.</summary>
    public static IReadOnlyList<object> MovedInbound(this ReferralsDb db, InboundReferral referral, LoopChange change, TimeProvider clock)
    {
        var (acknowledged, accepted) = (referral.AcknowledgedAt is not null, referral.AcceptedAt is not null);
        var step = referral.Make(change with { HappenedAt = change.HappenedAt?.ToUniversalTime() }, MovedBy.Of(db.Actor), clock.GetUtcNow());
        db.Add(step);
        var (r, at) = (referral, step.HappenedAt);
        return
        [
            .. !acknowledged && r.AcknowledgedAt is not null ? (object[])[new InboundReferralAcknowledged(r.Id, r.Client, r.Sender, at)] : [],
            .. !accepted && r.AcceptedAt is not null ? (object[])[new InboundReferralAnswered(r.Id, r.Client, r.Sender, ReferralAnswer.Accepted, null, at)] : [],
            .. change.Move switch
            {
                ReferralMove.Decline => (object[])[new InboundReferralAnswered(r.Id, r.Client, r.Sender, ReferralAnswer.Declined, step.Reason, at)],
                ReferralMove.Complete => [new InboundReferralCompleted(r.Id, r.Client, r.Sender, r.Priority, at)],
                ReferralMove.ReportOutcome => [new InboundOutcomeReported(r.Id, r.Client, r.Sender, at)],
                ReferralMove.End => [new InboundReferralWithdrawn(r.Id, r.Client, r.Sender, step.Reason, at)],
                ReferralMove.Reopen when r.Status is ReferralStatus.Sent => [r.ToReceived()],
                ReferralMove.Reopen when r.Status is ReferralStatus.Completed => [new InboundReferralCompleted(r.Id, r.Client, r.Sender, r.Priority, at)],
                _ => [],
            },
            new InboundReferralMoved(r.Id, step.Number, step.At),
        ];
    }
}
