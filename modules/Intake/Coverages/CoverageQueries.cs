using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

[Query, Feature("intake.coverage"), Requires("intake.read")]
internal static class CoverageQueries
{
    /// <summary>Who covers a client on a day, the first payer first.</summary>
    /// <param name="client">Whose coverage.</param>
    /// <param name="asOf">The day; today when nothing is said.</param>
    /// <param name="knownAt">As it was known at this instant; as it is known now when nothing is said.</param>
    public static async Task<IReadOnlyList<Coverage>> CoveragesOn(
        ClientId client, DateOnly? asOf, DateTimeOffset? knownAt, IntakeDb db, TimeProvider clock, CancellationToken ct)
    {
        var day = asOf ?? clock.Today();
        var clients = db.ClientsFor("intake.read");
        return await (knownAt is { } then ? db.CoveragesKnownAt(client, then) : db.Coverages).AsNoTracking()
            .Where(c => c.Client == client && c.Status == CoverageStatus.Active && c.StartsOn <= day && (c.EndsOn == null || c.EndsOn >= day) && clients.Any(v => v.Id == client))
            .OrderBy(c => c.Priority).ThenBy(c => c.StartsOn).ThenBy(c => c.Id)
            .ToListAsync(ct);
    }

    /// <summary>
    /// The spans between two days, both included, on which nobody pays for a client. What only a program under 42 CFR Part 2 knows does not count.
    /// </summary>
    /// <param name="client">Whose coverage.</param>
    /// <param name="from">The first day looked at.</param>
    /// <param name="to">The last day looked at.</param>
    public static async Task<IReadOnlyList<CoverageGap>> CoverageGaps(
        ClientId client, DateOnly from, DateOnly to, IntakeDb db, CancellationToken ct)
    {
        var clients = db.ClientsFor("intake.read");
        if (!await clients.AnyAsync(c => c.Id == client, ct))
        {
            return [];
        }

        var coverages = await db.Coverages.AsNoTracking().Where(c => c.Client == client && !c.Part2).ToListAsync(ct);
        return CoverageTimeline.Gaps(coverages, from, to);
    }
}

internal sealed class CoveragesByClient(IntakeDb db) : RowsBy<IntakeDb, ClientId, Coverage>(db)
{
    protected override Expression<Func<Coverage, ClientId>> Key => c => c.Client;

    protected override IQueryable<Coverage> Rows(Reach reach) => Db.Coverages.OrderBy(c => c.StartsOn).ThenBy(c => c.Priority).ThenBy(c => c.Id);
}
