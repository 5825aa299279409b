using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Which stays are wanted; all conditions must hold.</summary>
/// <param name="Match">Of which it is known like this whose they are.</param>
/// <param name="Partner">Told by this partner.</param>
/// <param name="Client">Of this client.</param>
/// <param name="Status">Standing like this.</param>
/// <param name="Setting">In this setting.</param>
/// <param name="HeardFrom">Of which the latest notice came at or after this instant.</param>
/// <param name="HeardBefore">Of which it came before this instant.</param>
internal sealed record StayFilter(
    StayMatch? Match = null, OrganisationId? Partner = null, ClientId? Client = null, StayStatus? Status = null, CareSetting? Setting = null,
    DateTimeOffset? HeardFrom = null, DateTimeOffset? HeardBefore = null)
{
    public IQueryable<Stay> Of(IQueryable<Stay> stays)
    {
        var (from, before) = (HeardFrom?.ToUniversalTime(), HeardBefore?.ToUniversalTime());
        return stays
            .If(Match is not null, s => s.Match == Match)
            .If(Partner is not null, s => s.Partner == Partner)
            .If(Client is not null, s => s.Client == Client)
            .If(Status is not null, s => s.Status == Status)
            .If(Setting is not null, s => s.Setting == Setting)
            .If(from is not null, s => s.LastHeardAt >= from)
            .If(before is not null, s => s.LastHeardAt < before);
    }
}

/// <summary>Which notices are wanted; all conditions must hold. With these each number of the feed report opens its notices.</summary>
/// <param name="Partner">Of this partner.</param>
/// <param name="ReceivedFrom">Received at or after this instant.</param>
/// <param name="ReceivedBefore">Received before this instant.</param>
/// <param name="Missing">Lacking this field, by its name.</param>
/// <param name="Match">Of a stay of which it is known like this whose it is.</param>
/// <param name="ByPartner">True: sent by the partner. False: written down here.</param>
/// <param name="LaterThanHours">Received more than this many hours after what they tell.</param>
/// <param name="MessageId">With this id of the sender's.</param>
internal sealed record NoticeFilter(
    OrganisationId? Partner = null, DateTimeOffset? ReceivedFrom = null, DateTimeOffset? ReceivedBefore = null, string? Missing = null,
    StayMatch? Match = null, bool? ByPartner = null, decimal? LaterThanHours = null, string? MessageId = null)
{
    public IQueryable<TransitionNotice> Of(IQueryable<TransitionNotice> notices, ReferralsDb db)
    {
        var (from, before, late) = (ReceivedFrom?.ToUniversalTime(), ReceivedBefore?.ToUniversalTime(), TimeSpan.FromHours((double)(LaterThanHours ?? 0)));
        return notices
            .If(Partner is not null, n => n.Partner == Partner)
            .If(from is not null, n => n.ReceivedAt >= from)
            .If(before is not null, n => n.ReceivedAt < before)
            .If(Missing is not null, n => n.Missing.Contains(Missing!))
            .If(Match is not null, n => db.Stays.Any(s => s.Id == n.Stay && s.Match == Match))
            .If(ByPartner is not null, n => n.ByPartner == ByPartner)
            .If(LaterThanHours is not null, n => n.ReceivedAt - n.OccurredAt > late)
            .If(MessageId is not null, n => n.MessageId == MessageId);
    }
}

/// <summary>Reads stays and notices. What a program under 42 CFR Part 2 sent is there for those who work in it.</summary>
[Query, Feature("referrals"), Requires(TransitionReach.Read)]
internal static class TransitionQueries
{
    /// <summary>The stay with this id.</summary>
    /// <param name="id">The stay's id.</param>
    public static Task<Stay?> Stay(StayId id, ReferralsDb db, Actor actor, CancellationToken ct) =>
        db.StaysWithin(actor.ReachOf(TransitionReach.Read)).AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct);

    /// <summary>Stays, those with the latest notice first. Those that nobody knows for sure: <c>match: UNCERTAIN</c>.</summary>
    /// <param name="where">Which ones.</param>
    public static Task<Connection<Stay>> Stays(StayFilter? where, Page page, ReferralsDb db, Actor actor, RequestAccess access, CancellationToken ct)
    {
        var stays = db.StaysWithin(actor.ReachOf(TransitionReach.Read)).Open(access.Programs);
        return (where?.Of(stays) ?? stays).ToConnection(
            page, new Ordering<Stay, DateTimeOffset, StayId>(s => s.LastHeardAt, s => s.Id, Descending: true), ct);
    }

    /// <summary>The notice with this id.</summary>
    /// <param name="id">The notice's id.</param>
    public static Task<TransitionNotice?> TransitionNotice(TransitionNoticeId id, ReferralsDb db, Actor actor, CancellationToken ct) =>
        db.NoticesWithin(actor.ReachOf(TransitionReach.Read)).AsNoTracking().FirstOrDefaultAsync(n => n.Id == id, ct);

    /// <summary>Notices, the latest first.</summary>
    /// <param name="where">Which ones.</param>
    public static Task<Connection<TransitionNotice>> TransitionNotices(
        NoticeFilter? where, Page page, ReferralsDb db, Actor actor, RequestAccess access, CancellationToken ct)
    {
        var notices = db.NoticesWithin(actor.ReachOf(TransitionReach.Read)).Open(access.Programs);
        return (where?.Of(notices, db) ?? notices).ToConnection(
            page, new Ordering<TransitionNotice, DateTimeOffset, TransitionNoticeId>(n => n.ReceivedAt, n => n.Id, Descending: true), ct);
    }
}

/// <summary>A client's stays elsewhere.</summary>
[Extends<ClientId>, Feature("referrals")]
internal static class ClientStays
{
    /// <summary>The stays of which notices tell, the latest first.</summary>
    public static Loaded<IReadOnlyList<Stay>> Stays(ClientId client, StaysByClient loader) => loader.For(client);
}
