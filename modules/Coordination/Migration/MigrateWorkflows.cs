using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Moves running workflows to the revision in force, as the preview showed. A run that has changed since it was previewed stays
/// where it is, and says so.
/// </summary>
[Mutation, Feature("coordination.templates"), Requires("coordination.publish")]
internal static class MigrateWorkflows
{
    private const int Most = 100;

    /// <param name="To">The revision in force.</param>
    /// <param name="Runs">The runs that were previewed, at most 100.</param>
    public sealed record Input(WorkflowTemplateId To, IReadOnlyList<PreviewedRun> Runs);

    /// <summary>The revision is not in force.</summary>
    public sealed record NotInForce() : Refusal(
        "coordination.not_in_force", "Runs move to the revision in force only: publish it first.", "input.to");

    public static async Task<Outcome<MigrationReport>> Handle(
        Input input, CoordinationDb db, Mover mover, Engine engine, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (input.Runs.Count is 0 or > Most)
        {
            return new InvalidInput("input.runs", $"Name 1 to {Most} runs of the preview.");
        }

        if (await mover.Target(input.To, ct) is not { } target)
        {
            return new NotInForce();
        }

        var seen = input.Runs.DistinctBy(r => r.Workflow).ToDictionary(r => r.Workflow, r => r.Version);
        var runs = await Lock(db, target, [.. seen.Keys.Select(k => k.Value)], ct);
        var changed = seen.Keys.Where(id => runs.FirstOrDefault(r => r.Id == id)?.Version != seen[id])
            .Select(id => new PlannedMove(id, runs.FirstOrDefault(r => r.Id == id)?.Template ?? target.Id, seen[id], MigrationReport.Changed, []))
            .ToList();
        var moves = await mover.Move(
            target, [.. runs.Where(r => r.Version == seen[r.Id])], store: true, clock.GetUtcNow(), actor.User, ct);
        var events = new List<object>();
        foreach (var turn in moves.Select(m => m.Turn).OfType<Turn>())
        {
            events.AddRange(await engine.Apply(turn, ct));
        }

        return Outcome.Of(new MigrationReport(
            [.. moves.Where(m => m.Turn is not null).Select(m => m.Move)],
            [.. moves.Where(m => m.Turn is null).Select(m => m.Move), .. changed])).Publishing(events);
    }

    private static async Task<IReadOnlyList<Workflow>> Lock(CoordinationDb db, WorkflowTemplate target, Guid[] ids, CancellationToken ct) =>
        await db.Workflows.FromSql(
            $"""
            select * from coordination.workflows
            where id = any ({ids}) and state = 'running' and template_key = {target.Key} and template <> {target.Id.Value}
            order by id for update
            """).ToListAsync(ct);
}

/// <summary>A run as the preview showed it.</summary>
/// <param name="Workflow">The run.</param>
/// <param name="Version">The version that the preview was worked out for.</param>
internal sealed record PreviewedRun(WorkflowId Workflow, int Version);

/// <summary>What a migration has done.</summary>
internal sealed record MigrationReport(IReadOnlyList<PlannedMove> Moved, IReadOnlyList<PlannedMove> Left)
{
    public const string Changed = "It has changed since the preview, has ended or has moved already. Look at the preview again.";
}

/// <summary>What a migration of running workflows has done.</summary>
[View<MigrationReport>]
internal static class MigrationReportView
{
    /// <summary>The runs that follow the revision now.</summary>
    public static IReadOnlyList<PlannedMove> Moved(MigrationReport report) => report.Moved;

    /// <summary>The runs that stay where they were, with the reason.</summary>
    public static IReadOnlyList<PlannedMove> Left(MigrationReport report) => report.Left;
}
