using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Which referrals are wanted; all conditions must hold.</summary>
/// <param name="Open">True: something is still expected of somebody. False: ended.</param>
/// <param name="Statuses">Standing at one of these.</param>
/// <param name="Client">Of this client.</param>
/// <param name="Partner">To this partner.</param>
/// <param name="Service">To this service.</param>
/// <param name="Need">For this need, by its code.</param>
/// <param name="Owner">With this person responsible.</param>
/// <param name="Team">Of this team.</param>
/// <param name="Unread">True: the partner wrote something that nobody here has read.</param>
/// <param name="DraftedFrom">Written at or after this instant.</param>
/// <param name="DraftedBefore">Written before this instant.</param>
internal sealed record ReferralFilter(
    bool? Open = null, IReadOnlyList<ReferralStatus>? Statuses = null, ClientId? Client = null, OrganisationId? Partner = null,
    ServiceId? Service = null, string? Need = null, UserId? Owner = null, TeamId? Team = null, bool? Unread = null,
    DateTimeOffset? DraftedFrom = null, DateTimeOffset? DraftedBefore = null)
{
    /// <summary>Those of <paramref name="referrals"/> that are wanted.</summary>
    public IQueryable<Referral> Of(IQueryable<Referral> referrals)
    {
        var (from, before) = (DraftedFrom?.ToUniversalTime(), DraftedBefore?.ToUniversalTime());
        return referrals
            .If(Open is true, r => r.EndedAt == null)
            .If(Open is false, r => r.EndedAt != null)
            .If(Statuses is not null, r => Statuses!.Contains(r.Status))
            .If(Client is not null, r => r.Client == Client)
            .If(Partner is not null, r => r.Partner == Partner)
            .If(Service is not null, r => r.Service == Service)
            .If(Need is not null, r => r.Need == Need)
            .If(Owner is not null, r => r.Owner == Owner)
            .If(Team is not null, r => r.Team == Team)
            .If(Unread is true, r => r.UnreadHere > 0)
            .If(Unread is false, r => r.UnreadHere == 0)
            .If(from is not null, r => r.DraftedAt >= from)
            .If(before is not null, r => r.DraftedAt < before);
    }
}

/// <summary>Reads referrals.</summary>
[Query, Feature("referrals"), Requires(ReferralReach.Read)]
internal static class ReferralQueries
{
    /// <summary>The referral with this id.</summary>
    /// <param name="id">The referral's id.</param>
    public static Task<Referral?> Referral(ReferralId id, ReferralsDb db, CancellationToken ct) =>
        db.ReferralsFor(ReferralReach.Read).AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct);

    /// <summary>Referrals, the latest first.</summary>
    /// <param name="where">Which ones.</param>
    public static Task<Connection<Referral>> Referrals(ReferralFilter? where, Page page, ReferralsDb db, CancellationToken ct)
    {
        var referrals = db.ReferralsFor(ReferralReach.Read);
        return (where?.Of(referrals) ?? referrals).ToConnection(
            page, new Ordering<Referral, DateTimeOffset, ReferralId>(r => r.DraftedAt, r => r.Id, Descending: true), ct);
    }

    /// <summary>What sending the referral now would share with the partner, by which rule, and what is missing before it may be sent.</summary>
    /// <param name="referral">The referral.</param>
    public static async Task<SharingPreview?> ReferralSharing(ReferralId referral, ReferralsDb db, SharingDesk sharing, CancellationToken ct) =>
        await db.ReferralsFor(ReferralReach.Read).AsNoTracking().FirstOrDefaultAsync(r => r.Id == referral, ct) is { } found
            ? await sharing.Preview(found, ct)
            : null;
}

/// <summary>A client's referrals.</summary>
[Extends<ClientId>, Feature("referrals")]
internal static class ClientReferrals
{
    /// <summary>The referrals of the client, the latest first.</summary>
    public static Loaded<IReadOnlyList<Referral>> Referrals(ClientId client, ReferralsByClient loader) => loader.For(client);
}
