using System.Linq.Expressions;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Workflow templates and their revisions.</summary>
[Query, Feature("coordination"), Requires("coordination.read")]
internal static class WorkflowTemplateQueries
{
    /// <summary>Narrows a list of templates; what is left out does not narrow.</summary>
    /// <param name="Key">Only revisions of this template.</param>
    /// <param name="State">Only drafts, or what is in force, or what was.</param>
    /// <param name="SetAside">True: only those set aside because they cannot be read. False: only those that are not.</param>
    public sealed record WorkflowTemplateFilter(string? Key = null, TemplateState? State = null, bool? SetAside = null);

    /// <summary>One revision of a template; null when there is none with this id.</summary>
    public static Task<WorkflowTemplate?> WorkflowTemplate(WorkflowTemplateId id, CoordinationDb db, CancellationToken ct) =>
        db.Templates.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, ct);

    /// <summary>Templates by key, every revision of its own.</summary>
    public static Task<Connection<WorkflowTemplate>> WorkflowTemplates(
        WorkflowTemplateFilter? where, Page page, CoordinationDb db, CancellationToken ct)
    {
        var templates = db.Templates.AsNoTracking();
        if (where?.Key is { } key)
        {
            templates = templates.Where(t => t.Key == key);
        }

        if (where?.State is { } state)
        {
            templates = templates.Where(t => t.State == state);
        }

        if (where?.SetAside is { } setAside)
        {
            templates = templates.Where(t => t.SetAsideAt != null == setAside);
        }

        return templates.ToConnection(page, new Ordering<WorkflowTemplate, string, WorkflowTemplateId>(t => t.Key, t => t.Id), ct);
    }
}

/// <summary>Reads templates by id.</summary>
[Requires("coordination.read")]
internal sealed class WorkflowTemplateById(CoordinationDb db) : RowById<CoordinationDb, WorkflowTemplateId, WorkflowTemplate>(db)
{
    protected override Expression<Func<WorkflowTemplate, WorkflowTemplateId>> Key => t => t.Id;

    protected override IQueryable<WorkflowTemplate> Rows(Reach reach) => Db.Templates;
}

/// <summary>Counts the events that wait for templates which are set aside.</summary>
internal sealed class MissedByTemplate(CoordinationDb db) : DataLoader<WorkflowTemplateId, int>
{
    public override async Task<IReadOnlyDictionary<WorkflowTemplateId, int>> ReadAsync(IReadOnlyList<WorkflowTemplateId> keys, CancellationToken ct) =>
        await db.Templates.AsNoTracking().Where(t => keys.Contains(t.Id))
            .Select(t => new { t.Id, Count = db.MissedEvents.Count(e => e.Template == t.Id) }).ToDictionaryAsync(t => t.Id, t => t.Count, ct);
}
