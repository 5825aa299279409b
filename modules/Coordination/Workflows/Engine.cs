using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Brings runs and what happens together: finds the runs that are concerned, locks them, lets a <see cref="Turn"/> decide and
/// puts its changes into the transaction. The caller publishes what it returns.
/// </summary>
internal sealed partial class Engine(
    CoordinationDb db, ClientRuns runs, People people, DutyBook duty, Calendars calendars, Timers timers)
{
    /// <summary>
    /// Starts and moves every run that an event of the log concerns. An event that no template waits for costs one statement.
    /// </summary>
    public async Task<IReadOnlyList<object>> Hear(LogEntry heard, CancellationToken ct)
    {
        var names = EventHistory.NamesOf(heard.Type).ToArray();
        var endsAll = heard.Type == EventCatalogue.Discharged;
        var waiting = await db.Templates.AsNoTracking()
            .Where(t => t.State != TemplateState.Draft && (t.Hears.Any(h => names.Contains(h)) || (endsAll && t.SetAsideAt != null)))
            .Select(t => new { t.Id, Starts = t.State == TemplateState.Published && names.Contains(t.StartEvent), Aside = t.SetAsideAt != null })
            .ToListAsync(ct);
        var aside = waiting.Where(t => t.Aside).Select(t => t.Id).ToHashSet();
        if (endsAll)
        {
            aside.UnionWith((await Read([.. waiting.Select(t => t.Id)], ct)).Where(t => t.Defect is not null).Select(t => t.Id));
        }

        var events = await Discharge(heard, only: null, aside, ct);

        // Most events concern no run, however many templates hear them: only what is needed is read whole.
        var concerned = await Concerned([.. waiting.Select(t => t.Id).Except(aside)], heard, ct);
        var starting = waiting.Where(t => t.Starts && !aside.Contains(t.Id)).Select(t => t.Id);
        var templates = await Read([.. concerned.Select(c => c.Workflow.Template).Union(starting)], ct);
        aside.UnionWith(templates.Where(t => t.Defect is not null).Select(t => t.Id));
        foreach (var template in aside.OrderBy(t => t.Value))
        {
            events.AddRange(await HearAside(template, heard, ct));
        }

        events.AddRange(await Hear(
            templates.FindAll(t => !aside.Contains(t.Id)), concerned.FindAll(c => !aside.Contains(c.Workflow.Template)), heard, ct));
        return events;
    }

    private async Task<List<WorkflowTemplate>> Read(IReadOnlyList<WorkflowTemplateId> templates, CancellationToken ct) => templates.Count == 0
        ? []
        : await db.Templates.AsNoTracking().Where(t => templates.Contains(t.Id)).OrderBy(t => t.Key).ThenBy(t => t.Revision).ToListAsync(ct);

    private async Task<List<object>> Hear(
        List<WorkflowTemplate> templates, List<(Workflow Workflow, List<WorkItem> Items)> concerned, LogEntry heard, CancellationToken ct)
    {
        var events = new List<object>();
        var names = EventHistory.NamesOf(heard.Type).ToArray();
        foreach (var (workflow, items) in concerned)
        {
            var template = templates.Single(t => t.Id == workflow.Template);
            var told = EventCatalogue.Contracts.Told(heard, template.Definition);
            var turn = await Begin(workflow, items, template, told, ct);
            turn.Hear(told);
            events.AddRange(await Apply(turn, ct));
        }

        foreach (var template in templates.Where(t => t.State is TemplateState.Published && names.Contains(t.StartEvent) && IsAsked(t, heard)))
        {
            events.AddRange(await Start(template, EventCatalogue.Contracts.Told(heard, template.Definition), ct));
        }

        return events;
    }

    /// <summary>Lets an item come back that was put aside until now.</summary>
    public async Task<IReadOnlyList<object>> Return(WorkflowId id, WorkItemId snoozed, DateTimeOffset now, CancellationToken ct)
    {
        if (await Take(id, now, by: null, ct) is not { } taken || taken.Items.FirstOrDefault(i => i.Id == snoozed) is not { } item)
        {
            return [];
        }

        taken.Turn.Return(item);
        return await Apply(taken.Turn, ct);
    }

    /// <summary>
    /// Takes the run of an item into this transaction for somebody who may do this to it; null when there is no such item, or
    /// it is out of their reach.
    /// </summary>
    public async Task<(Turn Turn, WorkItem Item)?> Take(
        WorkItemId id, string permission, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var run = await db.WorkItems.Where(i => i.Id == id).Select(i => (WorkflowId?)i.Workflow).FirstOrDefaultAsync(ct);
        return run is { } workflow
            && await Take(workflow, now, actor.User, ct) is { } taken
            && taken.Items.First(i => i.Id == id) is var item
            && item.IsWithin(actor, permission) ? (taken.Turn, item) : null;
    }

    /// <summary>Puts what a turn decided into the transaction, and returns what is to be published.</summary>
    public Task<IReadOnlyList<object>> Apply(Turn turn, CancellationToken ct) => Apply([turn], ct);

    /// <summary>Puts what many turns decided into the transaction, in two round trips at most.</summary>
    public async Task<IReadOnlyList<object>> Apply(IReadOnlyList<Turn> turns, CancellationToken ct)
    {
        var (set, cancel) = (new List<(StepDue, string, DateTimeOffset)>(), new List<string>());
        foreach (var changes in turns.Select(t => t.Changes))
        {
            db.AddRange(changes.Opened);
            db.AddRange(changes.History);
            foreach (var (item, wake) in changes.Wakes)
            {
                if (wake is { } at)
                {
                    set.Add((new StepDue(item.Workflow, item.Id), item.Id.ToString(), at));
                }
                else if (!changes.Opened.Contains(item))
                {
                    cancel.Add(item.Id.ToString());
                }
            }
        }

        await timers.Set(set, ct);
        await timers.Cancel<StepDue>(cancel, ct);
        return [.. turns.SelectMany(t => t.Changes.Events)];
    }

    // An escalation asks for one template by its key; any other event starts all that wait for it.
    private static bool IsAsked(WorkflowTemplate template, LogEntry heard) => heard.Type != EventCatalogue.Requested
        || Equals(Scalar.Of(heard.Payload, "template"), template.Key);

    private async Task<IReadOnlyList<object>> Start(WorkflowTemplate template, LogEntry heard, CancellationToken ct)
    {
        var start = template.Definition.Start!;
        if (Scalar.Of(heard.Payload, start.Subject!) is not string subject || start.Where?.Holds(heard.Payload) == false
            || await db.Workflows.AnyAsync(
                w => w.TemplateKey == template.Key
                    && (w.StartPosition == heard.Position
                        || (w.Subject == subject && w.State == WorkflowState.Running && w.Exclusive && !start.Concurrent)), ct))
        {
            return [];
        }

        var workflow = Workflow.Start(
            template.Id, template.Definition, subject, IdIn<ClientId>(heard, start.Client), IdIn<SiteId>(heard, start.Site), heard);
        db.Add(workflow);
        var turn = await Begin(workflow, [], template, heard, ct);
        turn.Start(template.Revision);
        return await Apply(turn, ct);
    }

    // The runs about a subject or client that the event names; locked, with their items.
    private async Task<List<(Workflow Workflow, List<WorkItem> Items)>> Concerned(
        IReadOnlyList<WorkflowTemplateId> templates, LogEntry heard, CancellationToken ct)
    {
        var found = await Concerned(templates, heard.Payload, ct);
        return heard.Type == EventCatalogue.Discharged ? found.FindAll(c => Ends(heard.As<ClientDischarged>(), c.Items)) : found;
    }

    private async Task<List<(Workflow Workflow, List<WorkItem> Items)>> Concerned(
        IReadOnlyList<WorkflowTemplateId> templates, JsonElement payload, CancellationToken ct)
    {
        if (templates.Count == 0 || payload.ValueKind is not JsonValueKind.Object)
        {
            return [];
        }

        var fields = payload.EnumerateObject().Select(p => p.Value).Where(v => v.ValueKind is JsonValueKind.String).ToList();
        var subjects = fields.Select(v => v.GetString()!).ToArray();
        var clients = fields.SelectMany(Facts.Ids<ClientId>).Select(c => c.Value).ToArray();
        var revisions = templates.Select(t => t.Value).ToArray();
        var workflows = await db.Workflows.FromSql(
            $"""
            select * from coordination.workflows
            where state = 'running' and (subject = any ({subjects}) or client = any ({clients})) and template = any ({revisions})
            order by id for update
            """).ToListAsync(ct);
        if (workflows.Count == 0)
        {
            return [];
        }

        var ids = workflows.Select(w => w.Id).ToList();
        var items = (await db.WorkItems.Where(i => ids.Contains(i.Workflow)).ToListAsync(ct)).ToLookup(i => i.Workflow);
        return [.. workflows.OrderBy(w => w.Id.Value).Select(w => (w, items[w.Id].ToList()))];
    }

    private async Task<(Turn Turn, List<WorkItem> Items)?> Take(WorkflowId id, DateTimeOffset now, UserId? by, CancellationToken ct)
    {
        if (await db.Lock(id, ct) is not { } workflow)
        {
            return null;
        }

        var items = await db.WorkItems.Where(i => i.Workflow == id).ToListAsync(ct);
        var template = await db.Templates.AsNoTracking().SingleAsync(t => t.Id == workflow.Template, ct);
        var staff = await Staff.Read(people, duty, template.Definition, workflow.Client, workflow.Facts.All<TeamId>(), ct);
        return (new Turn(workflow, items, template.Definition, await calendars.Of(workflow.Site, ct), staff, now, by), items);
    }

    private async Task<Turn> Begin(Workflow workflow, List<WorkItem> items, WorkflowTemplate template, LogEntry heard, CancellationToken ct)
    {
        var teams = workflow.Facts.All<TeamId>().Concat(heard.Payload.EnumerateObject().SelectMany(p => Facts.Ids<TeamId>(p.Value)));
        var staff = await Staff.Read(people, duty, template.Definition, workflow.Client, teams, ct);
        var calendar = await calendars.Of(workflow.Site, ct);
        return new Turn(workflow, items, template.Definition, calendar, staff, heard.OccurredAt, heard.Actor);
    }

    private static TId? IdIn<TId>(LogEntry heard, string? field)
        where TId : struct, IId<TId> =>
        field is not null && heard.Payload.TryGetProperty(field, out var value)
            ? Facts.Ids<TId>(value).Cast<TId?>().FirstOrDefault()
            : null;
}
