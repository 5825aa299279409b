using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Everything that goes on about one client, taken into one transaction: whoever closes a client's care ends or hands over all of
/// it, or nothing.
/// </summary>
internal sealed class ClientRuns(CoordinationDb db, People people, DutyBook duty, Calendars calendars)
{
    /// <summary>Locks the client's running workflows, in the order in which everybody locks them.</summary>
    public async Task<IReadOnlyList<(Turn Turn, IReadOnlyList<WorkItem> Items)>> Take(
        ClientId client, DateTimeOffset now, UserId? by, CancellationToken ct)
    {
        var runs = await db.Workflows.FromSql(
            $"select * from coordination.workflows where state = 'running' and client = {client.Value} order by id for update").ToListAsync(ct);
        var (ids, revisions) = (runs.Select(r => r.Id).ToList(), runs.Select(r => r.Template).Distinct().ToList());
        var items = (await db.WorkItems.Where(i => ids.Contains(i.Workflow)).ToListAsync(ct)).ToLookup(i => i.Workflow);
        var templates = await db.Templates.AsNoTracking().Where(t => revisions.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Definition, ct);
        var turns = new List<(Turn, IReadOnlyList<WorkItem>)>();
        foreach (var run in runs.OrderBy(r => r.Id.Value))
        {
            var definition = templates[run.Template];
            var staff = await Staff.Read(people, duty, definition, run.Client, run.Facts.All<TeamId>(), ct);
            var theirs = items[run.Id].ToList();
            turns.Add((new Turn(run, theirs, definition, await calendars.Of(run.Site, ct), staff, now, by), theirs));
        }

        return turns;
    }
}
