using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>The steps behind the figures of a measure: what is counted is what is listed.</summary>
internal static class MeasuredItems
{
    /// <summary>The first due first.</summary>
    public static Ordering<WorkItem, DateTimeOffset, WorkItemId> FirstDue => new(i => i.DueAt, i => i.Id);

    /// <summary>Those of one part of a group.</summary>
    public static IQueryable<WorkItem> Of(Measured measured, MeasuredPart part, CoordinationDb db)
    {
        var (asked, now) = (measured.Asked, measured.Asked.Now);
        var opened = asked.Where.Of(MeasureReach.Items(db).AsNoTracking(), db)
            .Where(i => i.OpenedAt >= asked.Period.From && i.OpenedAt < asked.Period.Before);
        var items = Of(opened, measured.Group, asked.By, db);
        return part switch
        {
            MeasuredPart.Met => items.Where(i => i.State == WorkItemState.Completed && i.EndedAt <= i.DueAt),
            MeasuredPart.MetLate => items.Where(i => i.State == WorkItemState.Completed && i.EndedAt > i.DueAt),
            MeasuredPart.BreachedOpen => items.Where(i => i.State == WorkItemState.Open && i.DueAt < now),
            MeasuredPart.Running => items.Where(i => i.State == WorkItemState.Open && i.DueAt >= now),
            MeasuredPart.Cancelled => items.Where(i => i.State == WorkItemState.Cancelled),
            MeasuredPart.Escalated => items.Where(i => i.EscalatedAt != null),
            MeasuredPart.Unanswered => items.Where(i => i.State == WorkItemState.Open && i.EscalatedAt != null && i.AcknowledgedAt == null),
            _ => items,
        };
    }

    private static IQueryable<WorkItem> Of(IQueryable<WorkItem> items, MeasuredGroup group, MeasureBy by, CoordinationDb db) => by switch
    {
        MeasureBy.Template => items.Where(i => i.TemplateKey == group.Template),
        MeasureBy.Step => items.Where(i => i.TemplateKey == group.Template && i.Step == group.Step),
        MeasureBy.Team => items.Where(i => i.Team == group.Team),
        MeasureBy.Site => items.Where(i => db.Workflows.Any(w => w.Id == i.Workflow && w.Site == group.Site)),
        MeasureBy.Kind => items.Where(i => i.Kind == group.Kind),
        _ => items.Where(i => i.Owner == group.Owner),
    };
}
