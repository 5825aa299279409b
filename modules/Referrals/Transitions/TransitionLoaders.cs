using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Stays by id, those within the caller's reach.</summary>
[Requires(TransitionReach.Read)]
internal sealed class StayById(ReferralsDb db) : RowById<ReferralsDb, StayId, Stay>(db)
{
    protected override Expression<Func<Stay, StayId>> Key => s => s.Id;

    protected override IQueryable<Stay> Rows(Reach reach) => Db.StaysWithin(reach);
}

/// <summary>Notices by id, those within the caller's reach.</summary>
[Requires(TransitionReach.Read)]
internal sealed class NoticeById(ReferralsDb db) : RowById<ReferralsDb, TransitionNoticeId, TransitionNotice>(db)
{
    protected override Expression<Func<TransitionNotice, TransitionNoticeId>> Key => n => n.Id;

    protected override IQueryable<TransitionNotice> Rows(Reach reach) => Db.NoticesWithin(reach);
}

/// <summary>A client's stays, the latest first.</summary>
[Requires(TransitionReach.Read)]
internal sealed class StaysByClient(ReferralsDb db) : RowsBy<ReferralsDb, ClientId, Stay>(db)
{
    protected override Expression<Func<Stay, ClientId>> Key => s => s.Client!.Value;

    protected override IQueryable<Stay> Rows(Reach reach) =>
        Db.StaysWithin(reach).Where(s => s.Client != null).OrderByDescending(s => s.FirstHeardAt).ThenByDescending(s => s.Id);
}

/// <summary>The notices of stays, in the order in which they came.</summary>
[Requires(TransitionReach.Read)]
internal sealed class NoticesByStay(ReferralsDb db) : RowsBy<ReferralsDb, StayId, TransitionNotice>(db)
{
    protected override Expression<Func<TransitionNotice, StayId>> Key => n => n.Stay;

    protected override IQueryable<TransitionNotice> Rows(Reach reach) => Db.NoticesWithin(reach).OrderBy(n => n.ReceivedAt).ThenBy(n => n.Id);
}

/// <summary>A client whose a stay may be, and whom the caller may see.</summary>
internal sealed record ShownCandidate(ClientId Client, int Points, IReadOnlyList<string> Reasons);

/// <summary>The clients whose stays may be, without those whose records are for others: nobody learns here that they exist.</summary>
[Requires(TransitionReach.Read)]
internal sealed class CandidatesByStay(ReferralsDb db, IClientLookup clients) : DataLoader<StayId, IReadOnlyList<ShownCandidate>>
{
    public override async Task<IReadOnlyDictionary<StayId, IReadOnlyList<ShownCandidate>>> ReadAsync(IReadOnlyList<StayId> keys, CancellationToken ct)
    {
        var found = await db.StaysWithin(db.Actor.ReachOf(TransitionReach.Read)).AsNoTracking().Where(s => keys.Contains(s.Id) && s.Match == StayMatch.Uncertain)
            .Select(s => new { s.Id, s.Candidates }).ToListAsync(ct);
        var seen = await clients.Find([.. found.SelectMany(s => s.Candidates).Select(c => c.Client).Distinct()], ct);
        return found.ToDictionary(s => s.Id, s => (IReadOnlyList<ShownCandidate>)[.. s.Candidates.Where(c => seen.ContainsKey(c.Client))
            .Select(c => new ShownCandidate(c.Client, c.Points, c.Reasons))]);
    }
}
