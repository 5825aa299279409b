using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Which inquiries are wanted; all conditions must hold.</summary>
/// <param name="Open">True: not resolved yet. False: resolved.</param>
/// <param name="Statuses">With one of these statuses.</param>
/// <param name="Doors">Through one of these doors.</param>
/// <param name="Acuities">With one of these acuities.</param>
/// <param name="Client">Of this client.</param>
/// <param name="Owner">Owned by this person.</param>
/// <param name="Team">Held by this team's queue.</param>
/// <param name="InQueue">True: owned by no person yet, only by the queue.</param>
/// <param name="Site">Received at this site.</param>
/// <param name="ReceivedFrom">Received at or after this instant.</param>
/// <param name="ReceivedBefore">Received before this instant.</param>
internal sealed record InquiryFilter(
    bool? Open = null,
    IReadOnlyList<InquiryStatus>? Statuses = null,
    IReadOnlyList<Door>? Doors = null,
    IReadOnlyList<Acuity>? Acuities = null,
    ClientId? Client = null,
    UserId? Owner = null,
    TeamId? Team = null,
    bool? InQueue = null,
    SiteId? Site = null,
    DateTimeOffset? ReceivedFrom = null,
    DateTimeOffset? ReceivedBefore = null)
{
    /// <summary>Those of <paramref name="inquiries"/> that are wanted.</summary>
    /// <param name="programs">The programs under 42 CFR Part 2 in which the caller works.</param>
    /// <param name="mayDiffer">Whether there are others, which may have triaged what lies elsewhere now.</param>
    public IQueryable<Inquiry> Of(IQueryable<Inquiry> inquiries, IReadOnlyList<string> programs, bool mayDiffer)
    {
        var (from, before) = (ReceivedFrom?.ToUniversalTime(), ReceivedBefore?.ToUniversalTime());
        return inquiries
            .If(Open is true, i => i.Status != InquiryStatus.Resolved)
            .If(Open is false, i => i.Status == InquiryStatus.Resolved)
            .If(Statuses is not null && !mayDiffer, i => Statuses!.Contains(i.Status))
            .If(Statuses is not null && mayDiffer, i =>
                i.SourceProgram == null || programs.Contains(i.SourceProgram) || i.Status != InquiryStatus.Triaged || i.OutsideAcuity != null
                    ? Statuses!.Contains(i.Status)
                    : Statuses!.Contains(InquiryStatus.Received))
            .If(Doors is not null, i => Doors!.Contains(i.Door))
            .If(Acuities is not null, i => i.SourceProgram == null || programs.Contains(i.SourceProgram)
                ? Acuities!.Contains(i.Acuity!.Value)
                : Acuities!.Contains(i.OutsideAcuity!.Value))
            .If(Client is not null, i => i.Client == Client)
            .If(Owner is not null, i => i.Owner == Owner)
            .If(Team is not null, i => i.Team == Team)
            .If(InQueue is true, i => i.Owner == null)
            .If(InQueue is false, i => i.Owner != null)
            .If(Site is not null, i => i.Site == Site)
            .If(from is not null, i => i.ReceivedAt >= from)
            .If(before is not null, i => i.ReceivedAt < before);
    }
}

[Query, Feature("intake"), Requires("intake.read")]
internal static class InquiryQueries
{
    /// <summary>The inquiry with this id.</summary>
    /// <param name="id">The inquiry's id.</param>
    public static Task<Inquiry?> Inquiry(InquiryId id, IntakeDb db, CancellationToken ct) =>
        db.InquiriesWithin(db.Actor.ReachOf("intake.read")).AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, ct);

    /// <summary>Inquiries, the latest first.</summary>
    /// <param name="where">Which ones.</param>
    public static Task<Connection<Inquiry>> Inquiries(InquiryFilter? where, Page page, IntakeDb db, RequestAccess access, CancellationToken ct)
    {
        var inquiries = db.InquiriesFor("intake.read");
        return (where?.Of(inquiries, access.Programs, db.Actor.ClosedTeams.Count > 0) ?? inquiries).ToConnection(page, Latest, ct);
    }

    /// <summary>The order of lists of inquiries.</summary>
    internal static Ordering<Inquiry, DateTimeOffset, InquiryId> Latest { get; } = new(i => i.ReceivedAt, i => i.Id, Descending: true);
}
