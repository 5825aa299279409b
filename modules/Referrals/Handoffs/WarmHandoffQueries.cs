using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Which warm handoffs are wanted; all conditions must hold. The numbers of <c>warmHandoffReport</c> are counts of such lists.</summary>
/// <param name="From">On this day of the organisation or later.</param>
/// <param name="To">On this day or earlier.</param>
/// <param name="Partner">With this partner.</param>
/// <param name="Need">For this need, by its code.</param>
/// <param name="Owner">Of referrals for which this person is responsible.</param>
/// <param name="Live">Whether people met.</param>
/// <param name="ClientPresent">Whether the client took part.</param>
/// <param name="ClientAgreed">Whether the client agreed.</param>
/// <param name="DischargeAtHand">Whether a discharge was at hand.</param>
/// <param name="BeforeDischarge">Whether it was before a discharge that was at hand.</param>
/// <param name="AppointmentConfirmed">Whether a time was confirmed.</param>
/// <param name="DetailsVerified">Whether it was checked that both can reach each other.</param>
/// <param name="Connected">Whether they are in touch.</param>
internal sealed record HandoffFilter(
    DateOnly? From = null, DateOnly? To = null, OrganisationId? Partner = null, string? Need = null, UserId? Owner = null, bool? Live = null,
    bool? ClientPresent = null, bool? ClientAgreed = null, bool? DischargeAtHand = null, bool? BeforeDischarge = null,
    bool? AppointmentConfirmed = null, bool? DetailsVerified = null, bool? Connected = null)
{
    /// <summary>Those of <paramref name="handoffs"/> that are wanted.</summary>
    public IQueryable<WarmHandoff> Of(IQueryable<WarmHandoff> handoffs, TimeProvider clock)
    {
        var (from, before) = (From is { } first ? clock.Midnight(first) : (DateTimeOffset?)null, To is { } last ? clock.Midnight(last.AddDays(1)) : (DateTimeOffset?)null);
        var kind = Live is true ? HandoffKind.Live : HandoffKind.Recorded;
        return handoffs
            .If(from is not null, h => h.HappenedAt >= from)
            .If(before is not null, h => h.HappenedAt < before)
            .If(Live is not null, h => h.Kind == kind)
            .If(ClientPresent is not null, h => h.ClientPresent == ClientPresent)
            .If(ClientAgreed is not null, h => h.ClientAgreed == ClientAgreed)
            .If(DischargeAtHand is not null, h => (h.BeforeDischarge != null) == DischargeAtHand)
            .If(BeforeDischarge is not null, h => h.BeforeDischarge == BeforeDischarge)
            .If(AppointmentConfirmed is not null, h => h.AppointmentConfirmed == AppointmentConfirmed)
            .If(DetailsVerified is not null, h => h.DetailsVerified == DetailsVerified)
            .If(Connected is not null, h => h.Connected == Connected);
    }

    /// <summary>Those of <paramref name="referrals"/> that are wanted.</summary>
    public IQueryable<Referral> Of(IQueryable<Referral> referrals) => referrals
        .If(Partner is not null, r => r.Partner == Partner)
        .If(Need is not null, r => r.Need == Need)
        .If(Owner is not null, r => r.Owner == Owner);
}

/// <summary>Reads warm handoffs.</summary>
[Query, Feature("referrals"), Requires(ReferralReach.Read)]
internal static class WarmHandoffQueries
{
    /// <summary>The warm handoffs that count, of referrals within the caller's reach, the latest first; each with its referral.</summary>
    /// <param name="where">Which ones.</param>
    public static Task<Connection<WarmHandoff>> WarmHandoffs(
        HandoffFilter? where, Page page, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        var wanted = where ?? new HandoffFilter();
        var referrals = wanted.Of(db.ReferralsFor(ReferralReach.Read)).Where(r => r.Status != ReferralStatus.Void);
        return wanted.Of(db.WarmHandoffs, clock).Where(h => h.RetractedAt == null && referrals.Any(r => r.Id == h.Referral))
            .ToConnection(page, new Ordering<WarmHandoff, DateTimeOffset, WarmHandoffId>(h => h.HappenedAt, h => h.Id, Descending: true), ct);
    }

    /// <summary>The warm handoffs that are or were owed, of referrals within the caller's reach, the latest first.</summary>
    /// <param name="from">Owed since this day or later.</param>
    /// <param name="to">Owed since this day or earlier.</param>
    /// <param name="partner">With this partner.</param>
    /// <param name="need">For this need, by its code.</param>
    /// <param name="settled">Only those that one has settled, or only those that none has; both when nothing is said.</param>
    public static Task<Connection<HandoffPlan>> WarmHandoffsOwed(
        DateOnly? from, DateOnly? to, OrganisationId? partner, string? need, bool? settled, Page page, ReferralsDb db, TimeProvider clock,
        CancellationToken ct)
    {
        var (since, before) = (from is { } first ? clock.Midnight(first) : (DateTimeOffset?)null, to is { } last ? clock.Midnight(last.AddDays(1)) : (DateTimeOffset?)null);
        var referrals = db.ReferralsFor(ReferralReach.Read).Where(r => r.Status != ReferralStatus.Void
            && (partner == null || r.Partner == partner) && (need == null || r.Need == need));
        return db.HandoffPlans
            .Where(p => referrals.Any(r => r.Id == p.Referral))
            .If(since is not null, p => p.PlannedAt >= since)
            .If(before is not null, p => p.PlannedAt < before)
            .If(settled is not null, p => db.WarmHandoffs.Any(h => h.Referral == p.Referral && h.Settled && h.RetractedAt == null && h.RecordedAt >= p.PlannedAt) == settled)
            .ToConnection(page, new Ordering<HandoffPlan, DateTimeOffset, ReferralId>(p => p.PlannedAt, p => p.Referral, Descending: true), ct);
    }
}
