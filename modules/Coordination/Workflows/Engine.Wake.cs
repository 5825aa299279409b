using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Moves the runs of many items together: few round trips, however many fall due at once.</summary>
internal sealed partial class Engine
{
    /// <summary>Lets an item climb its ladder as far as it is due.</summary>
    public Task<IReadOnlyList<object>> Wake(WorkflowId id, WorkItemId due, DateTimeOffset now, CancellationToken ct) =>
        Wake([new StepDue(id, due)], now, ct);

    /// <summary>
    /// Lets items climb their ladders as far as they are due. Those of a run that somebody else is changing at the moment are woken
    /// anew as soon as this is done, so that nobody waits for anybody who waits.
    /// </summary>
    public async Task<IReadOnlyList<object>> Wake(IReadOnlyList<StepDue> due, DateTimeOffset now, CancellationToken ct)
    {
        var runs = due.Select(d => d.Workflow.Value).Distinct().ToArray();
        var workflows = await db.Workflows
            .FromSql($"select * from coordination.workflows where id = any ({runs}) order by id for update skip locked").ToListAsync(ct);
        if (workflows.Count == 0 && await db.Lock(due[0].Workflow, ct) is { } awaited)
        {
            workflows.Add(awaited);
        }

        var turns = await Begin(workflows, now, ct);
        var busy = new List<(StepDue, string, DateTimeOffset)>();
        foreach (var one in due)
        {
            if (!turns.TryGetValue(one.Workflow, out var taken))
            {
                if (workflows.Exists(w => w.Id == one.Workflow))
                {
                    busy.Add((one, one.Item.ToString(), now + BetweenLooks)); // its template is set aside
                }
                else if (workflows.Count > 0 || one.Workflow != due[0].Workflow)
                {
                    busy.Add((one, one.Item.ToString(), now));
                }
            }
            else if (taken.Items.FirstOrDefault(i => i.Id == one.Item) is { } item)
            {
                taken.Turn.Wake(item);
            }
        }

        await timers.Set(busy, ct);
        return await Apply([.. turns.Values.Select(t => t.Turn)], ct);
    }

    // Everything that turns of these runs must know, read once for all of them. Who can be found is the same for the runs of one
    // template with the same teams, unless it depends on their clients.
    private async Task<Dictionary<WorkflowId, (Turn Turn, List<WorkItem> Items)>> Begin(
        IReadOnlyList<Workflow> workflows, DateTimeOffset now, CancellationToken ct)
    {
        var ids = workflows.Select(w => w.Id).ToList();
        var items = ids.Count == 0 ? null : (await db.WorkItems.Where(i => ids.Contains(i.Workflow)).ToListAsync(ct)).ToLookup(i => i.Workflow);
        var revisions = workflows.Select(w => w.Template).Distinct().ToList();
        var templates = ids.Count == 0 ? [] : await db.Templates.AsNoTracking().Where(t => revisions.Contains(t.Id)).ToDictionaryAsync(t => t.Id, ct);
        if (templates.Values.Any(t => Staff.AsksCareTeam(t.Definition)))
        {
            await duty.Expect([.. workflows.Select(w => w.Client).OfType<ClientId>().Distinct()], ct);
        }

        await duty.ExpectAudiences([.. workflows.Select(w => w.Client).OfType<ClientId>().Distinct()], ct);
        var known = new Dictionary<(WorkflowTemplateId, ClientId?, string), Staff>();
        var turns = new Dictionary<WorkflowId, (Turn, List<WorkItem>)>();
        foreach (var workflow in workflows.Where(w => templates[w.Template].Defect is null))
        {
            var definition = templates[workflow.Template].Definition;
            var teams = workflow.Facts.All<TeamId>().Distinct().OrderBy(t => t.Value).ToList();
            var key = (workflow.Template, await DependsOnClient(definition, workflow.Client, ct) ? workflow.Client : null, string.Join(' ', teams));
            if (!known.TryGetValue(key, out var staff))
            {
                known[key] = staff = await Staff.Read(people, duty, definition, workflow.Client, teams, ct);
            }

            var own = items![workflow.Id].ToList();
            turns[workflow.Id] = (new Turn(workflow, own, definition, await calendars.Of(workflow.Site, ct), staff, now, by: null), own);
        }

        return turns;
    }

    private async Task<bool> DependsOnClient(WorkflowDefinition definition, ClientId? client, CancellationToken ct) =>
        Staff.AsksCareTeam(definition) || (client is { } about && await duty.AudienceOf(about, ct) is not null);
}
