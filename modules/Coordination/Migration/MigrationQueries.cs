using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>What a migration of running workflows would do.</summary>
[Query, Feature("coordination.templates"), Requires("coordination.publish")]
internal static class MigrationQueries
{
    /// <summary>
    /// The running workflows that follow earlier revisions of this one's template: which of them would move to it, which steps would
    /// open or end, and which clocks would change. Nothing is moved. Empty unless the revision is in force.
    /// </summary>
    public static async Task<Connection<PlannedMove>> MigrationPreview(
        WorkflowTemplateId to, Page page, CoordinationDb db, Mover mover, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var target = await mover.Target(to, ct);
        var behind = target is null ? db.Workflows.Where(_ => false) : mover.Behind(target);
        var runs = await behind.AsNoTracking().ToConnection(
            page with { Shown = null }, new Ordering<Workflow, DateTimeOffset, WorkflowId>(w => w.StartedAt, w => w.Id), ct);
        var cursors = runs.Nodes.ToDictionary(r => r.Id, runs.CursorOf);
        var moves = target is null ? [] : await mover.Move(target, runs.Nodes, store: false, clock.GetUtcNow(), actor.User, ct);
        return new Connection<PlannedMove>(
            [.. moves.Select(m => m.Move)], m => cursors[m.Workflow], runs.HasNextPage, runs.HasPreviousPage, runs.TotalCount);
    }
}
