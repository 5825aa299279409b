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
    public sealed record WorkflowTemplateFilter(string? Key = null, TemplateState? State = null);

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
