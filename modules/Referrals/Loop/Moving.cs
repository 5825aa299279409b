using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What every use case on the loop does around the rule: find, ask whether it may be, do it, write it down, tell.</summary>
internal static class Moving
{
    /// <summary>Makes a move of whoever sent the referral.</summary>
    public static async Task<Outcome<Referral>> Move(
        this ReferralsDb db, ReferralId id, string permission, LoopChange change, int? expectedVersion, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindReferral(id, permission, ct) is not { } referral)
        {
            return new NotFound("input.referral");
        }

        return referral.Prevents(change.Move, expectedVersion) is { } refusal ? refusal : db.Moved(referral, change, clock);
    }

    /// <summary>Makes a move of the partner: by itself, or written down here for it.</summary>
    /// <param name="objects">What else stands against it, where the table of moves does not.</param>
    public static async Task<Outcome<ReceivedReferral>> Answer(
        this ReferralsDb db, ReferralId id, LoopChange change, int? expectedVersion, TimeProvider clock, CancellationToken ct,
        Func<Referral, Refusal?>? objects = null)
    {
        if (await db.FindReferral(id, ReferralReach.Answer, ct) is not { } referral)
        {
            return new NotYourReferral();
        }

        if (referral.Prevents(change.Move, expectedVersion) is { } refusal)
        {
            return db.Actor.Organisation is not null && refusal is WrongState wrong ? wrong.ForPartner() : refusal;
        }

        if (change.HappenedAt is { } happened && (happened > clock.GetUtcNow() || happened < referral.SentAt))
        {
            return new InvalidInput("input.happenedAt", "It can have happened between the sending of the referral and now, and not at another time.");
        }

        if (objects?.Invoke(referral) is { } objection)
        {
            return objection;
        }

        var moved = db.Moved(referral, change, clock);
        return Outcome.Of(ReceivedReferral.Of(referral)).Publishing(moved.Events);
    }

    /// <summary>Makes the move, with its history and its events.</summary>
    public static Outcome<Referral> Moved(this ReferralsDb db, Referral referral, LoopChange change, TimeProvider clock) =>
        db.Written(referral, referral.Make(change with { HappenedAt = change.HappenedAt?.ToUniversalTime() }, MovedBy.Of(db.Actor), clock.GetUtcNow()));

    /// <summary>Adds steps to the history and tells of them.</summary>
    public static Outcome<Referral> Written(this ReferralsDb db, Referral referral, IReadOnlyList<ReferralStep> steps)
    {
        db.AddRange(steps);
        return Outcome.Of(referral).Publishing(Told.Of(referral, steps));
    }
}

/// <summary>The referral was not sent to whoever asks, or is none.</summary>
[ForPartners]
internal sealed record NotYourReferral() : Refusal(
    "referrals.not_your_referral",
    "No referral with this id was sent to your organisation, or it was taken back. See referralsSentToUs for those that were.", "input.referral");

/// <summary>
/// How far a permission reaches over referrals: <c>own</c> is what the person is, or was asked to be, responsible for; <c>team</c> is everything
/// of their teams besides; wider is the tenant. For somebody of a partner organisation it is what was sent to that organisation, however far
/// a permission reaches.
/// </summary>
internal static class ReferralReach
{
    /// <summary>The permission to see referrals.</summary>
    public const string Read = "referrals.read";

    /// <summary>The permission of partners to answer, and of staff to write down what a partner said.</summary>
    public const string Answer = "referrals.answer";

    /// <summary>The referrals within reach.</summary>
    public static IQueryable<Referral> ReferralsWithin(this ReferralsDb db, Reach reach) => db.Actor.Organisation is { } partner
        ? db.Referrals.Where(r => reach != Reach.None && r.Partner == partner && r.SentAt != null)
        : db.OwnReferrals(reach);

    /// <summary>
    /// The same for the tenant's own people, whom loaders ask for; what a program under 42 CFR Part 2 has sent is for its people, and a client whose record is for named
    /// people has no referrals for anybody else.
    /// </summary>
    public static IQueryable<Referral> OwnReferrals(this ReferralsDb db, Reach reach) => db.Within(reach)
        .Where(r => !db.Restricted.Any(k => k.Subject == r.Client && !k.Users.Contains(db.MeKey)))
        .Where(r => r.Team == null || !db.ClosedTeams.Contains(r.Team.Value) || r.Owner == db.Me || r.OfferedTo == db.Me);

    private static IQueryable<Referral> Within(this ReferralsDb db, Reach reach) => reach switch
    {
        Reach.None => db.Referrals.Where(_ => false),
        Reach.Own => db.Referrals.Where(r => r.Owner == db.Me || r.OfferedTo == db.Me),
        Reach.Team => db.Referrals.Where(r => r.Owner == db.Me || r.OfferedTo == db.Me || (r.Team != null && db.MyTeams.Contains(r.Team.Value))),
        _ => db.Referrals,
    };

    /// <summary>The referrals within reach of the permission.</summary>
    public static IQueryable<Referral> ReferralsFor(this ReferralsDb db, string permission) => db.ReferralsWithin(db.Actor.ReachOf(permission));

    /// <summary>The referral with this id, if within reach.</summary>
    public static Task<Referral?> FindReferral(this ReferralsDb db, ReferralId id, string permission, CancellationToken ct) =>
        db.ReferralsFor(permission).FirstOrDefaultAsync(r => r.Id == id, ct);
}
