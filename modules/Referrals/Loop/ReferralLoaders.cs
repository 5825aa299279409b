using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Referrals by id, those within the caller's reach.</summary>
[Requires(ReferralReach.Read)]
internal sealed class ReferralById(ReferralsDb db) : RowById<ReferralsDb, ReferralId, Referral>(db)
{
    protected override Expression<Func<Referral, ReferralId>> Key => r => r.Id;

    protected override IQueryable<Referral> Rows(Reach reach) => Db.OwnReferrals(reach);
}

/// <summary>A client's referrals, the latest first.</summary>
[Requires(ReferralReach.Read)]
internal sealed class ReferralsByClient(ReferralsDb db) : RowsBy<ReferralsDb, ClientId, Referral>(db)
{
    protected override Expression<Func<Referral, ClientId>> Key => r => r.Client;

    protected override IQueryable<Referral> Rows(Reach reach) =>
        Db.OwnReferrals(reach).OrderByDescending(r => r.DraftedAt).ThenByDescending(r => r.Id);
}

/// <summary>The history of referrals, in order.</summary>
internal sealed class StepsByReferral(ReferralsDb db) : RowsBy<ReferralsDb, ReferralId, ReferralStep>(db)
{
    protected override Expression<Func<ReferralStep, ReferralId>> Key => s => s.Referral;

    protected override IQueryable<ReferralStep> Rows(Reach reach) => Db.Steps.OrderBy(s => s.Number);
}
