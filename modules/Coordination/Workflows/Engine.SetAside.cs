using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Templates that cannot be read stop nobody: each is set aside, what it would have heard is kept, and once it reads again it hears
/// that first, in order.
/// </summary>
internal sealed partial class Engine
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromHours(1);

    /// <summary>Lets a template that reads again hear what it has missed, and its runs look at their clocks.</summary>
    public async Task<IReadOnlyList<object>> CatchUp(WorkflowTemplate template, DateTimeOffset now, CancellationToken ct)
    {
        var events = new List<object>();
        foreach (var missed in await db.MissedEvents.Where(e => e.Template == template.Id).OrderBy(e => e.Position).ToListAsync(ct))
        {
            events.AddRange(await HearAlone(template, missed.Entry(), ct));
            db.Remove(missed);
            await db.SaveChangesAsync(ct); // so that the next one finds what this one has begun
        }

        var open = await db.WorkItems.Where(i => i.State == WorkItemState.Open && db.Workflows.Any(w => w.Id == i.Workflow && w.Template == template.Id))
            .Select(i => new { i.Workflow, i.Id }).ToListAsync(ct);
        await timers.Set([.. open.Select(i => (new StepDue(i.Workflow, i.Id), i.Id.ToString(), now))], ct);
        template.TakeBack();
        events.Add(new TemplateTakenBack(template.Id, template.Key, template.Revision, now));
        return events;
    }

    /// <summary>The template, locked: whoever keeps an event for it, or takes it back, does so alone.</summary>
    public async Task<WorkflowTemplate?> Lock(WorkflowTemplateId id, CancellationToken ct) => (await db.Templates
        .FromSql($"select * from coordination.workflow_templates where id = {id.Value} for update").ToListAsync(ct)).SingleOrDefault();

    private async Task<List<object>> HearAlone(WorkflowTemplate template, LogEntry heard, CancellationToken ct) =>
        [.. await Discharge(heard, template.Id, [], ct), .. await Hear([template], await Concerned([template.Id], heard, ct), heard, ct)];

    // What is heard by a template that cannot be read, or could not a moment ago.
    private async Task<List<object>> HearAside(WorkflowTemplateId id, LogEntry heard, CancellationToken ct)
    {
        var template = (await Lock(id, ct))!;
        if (template.Defect is not { } defect)
        {
            return [.. template.SetAsideAt is null ? [] : await CatchUp(template, heard.OccurredAt, ct), .. await HearAlone(template, heard, ct)];
        }

        if (template.State is not TemplateState.Published && !await db.Workflows.AnyAsync(w => w.Template == id && w.State == WorkflowState.Running, ct))
        {
            return [];
        }

        db.Add(MissedEvent.Of(id, heard));
        if (template.SetAsideAt is not null)
        {
            return [];
        }

        template.SetAside(defect, heard.OccurredAt);
        return [new TemplateSetAside(id, template.Key, template.Revision, defect, heard.OccurredAt)];
    }
}
