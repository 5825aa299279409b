using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Moves runs to another revision of their template. A preview moves copies that nobody stores, so that it shows exactly what
/// the move does.
/// </summary>
internal sealed class Mover(CoordinationDb db, People people, DutyBook duty, Calendars calendars)
{
    /// <summary>The revision to which runs may move: the one in force; null when it is none.</summary>
    public async Task<WorkflowTemplate?> Target(Contracts.WorkflowTemplateId id, CancellationToken ct) =>
        await db.Templates.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id && t.State == TemplateState.Published, ct) is { Defect: null } target
            ? target
            : null;

    /// <summary>The runs that follow other revisions of the same template.</summary>
    public IQueryable<Workflow> Behind(WorkflowTemplate target) => db.Workflows
        .Where(w => w.State == WorkflowState.Running && w.TemplateKey == target.Key && w.Template != target.Id);

    /// <summary>Lets each run move that can, in memory; the turn of each one that moved holds what is to be stored.</summary>
    public async Task<IReadOnlyList<(PlannedMove Move, Turn? Turn)>> Move(
        WorkflowTemplate target, IReadOnlyList<Workflow> runs, bool store, DateTimeOffset now, UserId? by, CancellationToken ct)
    {
        var ids = runs.Select(r => r.Id).ToList();
        var rows = db.WorkItems.Where(i => ids.Contains(i.Workflow));
        var items = (await (store ? rows : rows.AsNoTracking()).ToListAsync(ct)).ToLookup(i => i.Workflow);
        var revisions = runs.Select(r => r.Template).Distinct().ToList();
        var templates = await db.Templates.AsNoTracking().Where(t => revisions.Contains(t.Id)).ToDictionaryAsync(t => t.Id, ct);
        var moves = new List<(PlannedMove, Turn?)>();
        foreach (var run in runs)
        {
            var theirs = items[run.Id].ToList();
            if (PlannedMove.Prevents(run, theirs, templates[run.Template].Definition, target.Definition) is { } reason)
            {
                moves.Add((new PlannedMove(run.Id, run.Template, run.Version, reason, []), null));
                continue;
            }

            var staff = await Staff.Read(people, duty, target.Definition, run.Client, run.Facts.All<TeamId>(), ct);
            var turn = new Turn(run, theirs, target.Definition, await calendars.Of(run.Site, ct), staff, now, by);
            moves.Add((PlannedMove.Of(turn, theirs, target), turn));
        }

        return moves;
    }
}
