using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Moves the runs in which somebody who is away owns a step.</summary>
internal sealed partial class Engine
{
    /// <summary>Gives every open item of somebody who is away to somebody else.</summary>
    public async Task<IReadOnlyList<object>> PassOn(UserId absent, DateTimeOffset now, CancellationToken ct)
    {
        var workflows = await db.Workflows.FromSql(
            $"""
            select * from coordination.workflows
            where id in (select workflow from coordination.work_items where owner = {absent.Value} and state = 'open')
            order by id for update
            """).ToListAsync(ct);
        var ids = workflows.Select(w => w.Id).ToList();
        var items = (await db.WorkItems.Where(i => ids.Contains(i.Workflow)).ToListAsync(ct)).ToLookup(i => i.Workflow);
        var revisions = workflows.Select(w => w.Template).Distinct().ToList();
        var templates = await db.Templates.AsNoTracking().Where(t => revisions.Contains(t.Id)).ToDictionaryAsync(t => t.Id, ct);
        var events = new List<object>();
        foreach (var workflow in workflows)
        {
            var definition = templates[workflow.Template].Definition;
            var staff = await Staff.Read(people, duty, definition, workflow.Client, workflow.Facts.All<TeamId>(), ct);
            var turn = new Turn(workflow, items[workflow.Id], definition, await calendars.Of(workflow.Site, ct), staff, now, by: null);
            turn.PassOn(absent);
            events.AddRange(await Apply(turn, ct));
        }

        return events;
    }
}
