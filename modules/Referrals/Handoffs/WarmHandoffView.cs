using System.Linq.Expressions;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A live connection between a client and a partner, as it was, or as it was tried.</summary>
[View<WarmHandoff>]
internal static class WarmHandoffView
{
    /// <summary>The handoff's id.</summary>
    public static WarmHandoffId Id(WarmHandoff handoff) => handoff.Id;

    /// <summary>The referral that it belongs to.</summary>
    public static ReferralId Referral(WarmHandoff handoff) => handoff.Referral;

    /// <summary>Whether people met, or left a message.</summary>
    public static HandoffKind Kind(WarmHandoff handoff) => handoff.Kind;

    /// <summary>How.</summary>
    public static HandoffWay Way(WarmHandoff handoff) => handoff.Way;

    /// <summary>Who took part besides the client.</summary>
    public static IReadOnlyList<HandoffPerson> Joined(WarmHandoff handoff) => handoff.Joined;

    /// <summary>Whether the client took part.</summary>
    public static bool ClientPresent(WarmHandoff handoff) => handoff.ClientPresent;

    /// <summary>Whether the client agreed to be handed over.</summary>
    public static bool ClientAgreed(WarmHandoff handoff) => handoff.ClientAgreed;

    /// <summary>Whether it was before the client was discharged; null where no discharge was at hand.</summary>
    public static bool? BeforeDischarge(WarmHandoff handoff) => handoff.BeforeDischarge;

    /// <summary>Whether a time with the partner was confirmed.</summary>
    public static bool AppointmentConfirmed(WarmHandoff handoff) => handoff.AppointmentConfirmed;

    /// <summary>The confirmed time, when known.</summary>
    public static DateTimeOffset? AppointmentAt(WarmHandoff handoff) => handoff.AppointmentAt;

    /// <summary>Whether it was checked that the partner can reach the client, and the client the partner.</summary>
    public static bool DetailsVerified(WarmHandoff handoff) => handoff.DetailsVerified;

    /// <summary>Whether the client and the partner are in touch.</summary>
    public static bool Connected(WarmHandoff handoff) => handoff.Connected;

    /// <summary>Why it did not connect them; null where it did.</summary>
    public static HandoffFailure? Reason(WarmHandoff handoff) => handoff.Reason;

    /// <summary>What a colleague should know.</summary>
    [DataClass(DataClass.G)]
    public static string? Note(WarmHandoff handoff) => handoff.Note;

    /// <summary>When it happened.</summary>
    public static DateTimeOffset HappenedAt(WarmHandoff handoff) => handoff.HappenedAt;

    /// <summary>When it was written down.</summary>
    public static DateTimeOffset RecordedAt(WarmHandoff handoff) => handoff.RecordedAt;

    /// <summary>Who wrote it down, by name.</summary>
    public static string ByName(WarmHandoff handoff) => handoff.ByName;

    /// <summary>The partner, where it wrote it down itself.</summary>
    public static OrganisationId? Organisation(WarmHandoff handoff) => handoff.Organisation;

    /// <summary>When it was taken back: it counts nowhere since; null while it counts.</summary>
    public static DateTimeOffset? RetractedAt(WarmHandoff handoff) => handoff.RetractedAt;

    /// <summary>Who took it back, by name.</summary>
    public static string? RetractedByName(WarmHandoff handoff) => handoff.RetractedByName;

    /// <summary>Why it was taken back.</summary>
    public static HandoffRetraction? Retraction(WarmHandoff handoff) => handoff.Retraction;
}

/// <summary>Somebody who took part in a handoff.</summary>
[View<HandoffPerson>]
internal static class HandoffPersonView
{
    /// <summary>For whom.</summary>
    public static HandoffSide Side(HandoffPerson person) => person.Side;

    /// <summary>The name; null where only the role is known.</summary>
    public static string? Name(HandoffPerson person) => person.Name;

    /// <summary>As what.</summary>
    public static string? Role(HandoffPerson person) => person.Role;
}

/// <summary>A warm handoff that is owed, until one has settled it.</summary>
[View<HandoffPlan>]
internal static class HandoffPlanView
{
    /// <summary>The referral whose client is to be handed over.</summary>
    public static ReferralId Referral(HandoffPlan plan) => plan.Referral;

    /// <summary>Why it is owed.</summary>
    public static HandoffCause Reason(HandoffPlan plan) => plan.Reason;

    /// <summary>By when; null where the usual time counts.</summary>
    public static DateTimeOffset? DueBy(HandoffPlan plan) => plan.DueBy;

    /// <summary>Since when it is owed.</summary>
    public static DateTimeOffset PlannedAt(HandoffPlan plan) => plan.PlannedAt;

    /// <summary>Who asked for it; null where the organisation's rules did.</summary>
    public static UserId? PlannedBy(HandoffPlan plan) => plan.PlannedBy;
}

/// <summary>The handoffs of referrals, in order.</summary>
internal sealed class HandoffsByReferral(ReferralsDb db) : RowsBy<ReferralsDb, ReferralId, WarmHandoff>(db)
{
    protected override Expression<Func<WarmHandoff, ReferralId>> Key => h => h.Referral;

    protected override IQueryable<WarmHandoff> Rows(Reach reach) => Db.WarmHandoffs.OrderBy(h => h.HappenedAt).ThenBy(h => h.Id);
}

/// <summary>For which referral it is asked what is owed.</summary>
internal readonly record struct PlanKey(ReferralId Referral);

/// <summary>What is owed for referrals.</summary>
internal sealed class HandoffPlanByReferral(ReferralsDb db) : DataLoader<PlanKey, HandoffPlan>
{
    public override async Task<IReadOnlyDictionary<PlanKey, HandoffPlan>> ReadAsync(IReadOnlyList<PlanKey> keys, CancellationToken ct)
    {
        List<ReferralId> referrals = [.. keys.Select(k => k.Referral)];
        return await db.HandoffPlans.AsNoTracking().Where(p => referrals.Contains(p.Referral)).ToDictionaryAsync(p => new PlanKey(p.Referral), ct);
    }
}
