using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Stays that wait without a client, compared again with the clients who are new or have changed: found by birth date or name in one statement for all
/// of these clients, and compared a page at a time. What somebody has settled stays settled.
/// </summary>
internal sealed class WaitingStays(ReferralsDb db, IPersonLookup people, StayMatching matching, TenantClock clock)
{
    // One lock for each stay is held until the page is done.
    private const int PageSize = 200;

    /// <summary>Whether any stay waits.</summary>
    public Task<bool> Any(CancellationToken ct) => Waiting.AnyAsync(ct);

    /// <summary>Compares the next page of the stays that these clients may concern.</summary>
    /// <param name="after">The last stay of the page before.</param>
    /// <returns>What is news, and the last stay of this page; null when no page follows.</returns>
    public async Task<(IReadOnlyList<object> Events, StayId? Last)> Compare(IReadOnlyCollection<ClientId> clients, StayId? after, CancellationToken ct)
    {
        var (handles, from) = (await people.HandlesOf(clients, ct), after?.Value ?? Guid.Empty);
        string[] born = [.. handles.Born.Select(b => b.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))];
        string[] called = [.. handles.Names], candidates = [.. clients.Select(c => c.ToString())];
        List<StayId> page = [.. (await db.Database.SqlQuery<Guid>($"""
            with near as (
                select n.stay from referrals.transition_notices n where n.client is null and n.born = any ({born})
                union
                select n.stay from referrals.transition_notices n where n.client is null and n.called in (select lower(c) from unnest({called}) c)
                union
                select s.id from referrals.stays s
                where s.match = 'uncertain' and exists (select from jsonb_array_elements(s.candidates) c where c ->> 'client' = any ({candidates}))
            )
            select s.id as "Value" from near join referrals.stays s on s.id = near.stay
            where s.match <> 'matched' and s.removed_at is null and s.settled_at is null and s.id > {from}
            order by s.id limit {PageSize}
            """).ToListAsync(ct)).Select(StayId.From)];
        if (page.Count == 0)
        {
            return ([], null);
        }

        await matching.Lock((await db.Stays.AsNoTracking().Where(s => page.Contains(s.Id)).Select(s => new { s.Partner, s.Visit }).ToListAsync(ct))
            .Select(s => (s.Partner, s.Visit)), ct);
        var stays = await Waiting.Where(s => page.Contains(s.Id)).OrderBy(s => s.Id).ToListAsync(ct);
        List<StayId> ids = [.. stays.Select(s => s.Id)];
        var notices = (await db.TransitionNotices.Where(n => ids.Contains(n.Stay) && n.RemovedAt == null).OrderBy(n => n.Id).ToListAsync(ct)).ToLookup(n => n.Stay);
        return (await Weigh(stays, notices, ct), page.Count == PageSize ? page[^1] : null);
    }

    private IQueryable<Stay> Waiting => db.Stays.Where(s => s.Match != StayMatch.Matched && s.RemovedAt == null && s.SettledAt == null);

    private async Task<IReadOnlyList<object>> Weigh(IReadOnlyList<Stay> stays, ILookup<StayId, TransitionNotice> notices, CancellationToken ct)
    {
        var all = stays.SelectMany(s => notices[s.Id]).ToList();
        var found = all.Zip(await matching.Find(all, ct)).ToLookup(f => f.First.Stay, f => f.Second);
        var before = stays.ToDictionary(s => s, s => (s.Match, s.Client));
        foreach (var stay in stays)
        {
            stay.WeighAnew(found[stay.Id]);
        }

        // Of those that wait as before there is nothing to tell, and nothing is kept any longer because they were looked at.
        List<Stay> changed = [.. stays.Where(s => before[s] != (s.Match, s.Client))];
        var doubted = changed.Where(s => before[s].Match is StayMatch.Uncertain).ToHashSet();
        return changed.Count == 0
            ? []
            : await matching.Follow(changed, doubted, s => [.. notices[s.Id]], await db.TransitionRules(ct), clock.GetUtcNow(), ct);
    }
}
