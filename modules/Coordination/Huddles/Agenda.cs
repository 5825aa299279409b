using System.Globalization;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Builds the agenda of a huddle from the board: what is stopped and waits first, what only counts last. No client is named.</summary>
internal static class Agenda
{
    // What does not fit a short meeting stays on the board.
    private const int Most = 20;

    public static async Task<IReadOnlyList<AgendaLine>> For(
        Team team, CoordinationDb db, BoardDays days, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var problems = await db.OpenProblems(team.Id).OrderBy(p => p.RaisedAt).ThenBy(p => p.Id).Take(Most).ToListAsync(ct);
        var waiting = await db.Unanswered(team.Id).OrderBy(i => i.DueAt).ThenBy(i => i.Id).Take(Most)
            .Select(i => new { i.Id, i.Title }).ToListAsync(ct);
        var targets = await db.Lines(team, days, chart: 7, ct);
        var barriers = await db.Barriers.AsNoTracking().Where(b => b.Team == team.Id && b.RemovedAt == null && b.DueOn <= today)
            .OrderBy(b => b.DueOn).ThenBy(b => b.Id).Take(Most).ToListAsync(ct);
        var counts = await WorkCounts.Of(db.WorkItems.AsNoTracking().Where(i => i.Team == team.Id), now, ct);
        return
        [
            .. problems.Where(p => p.StopsTheLine).Select(p => new AgendaLine(AgendaTopic.StoppedLine, p.Id.ToString(), p.Title)),
            .. waiting.Select(i => new AgendaLine(AgendaTopic.Escalation, i.Id.ToString(), i.Title)),
            .. targets.Where(l => l.Target.IsReachedBy(l.Actual) == false).Select(Missed),
            .. barriers.Select(b => new AgendaLine(AgendaTopic.DueBarrier, b.Id.ToString(), b.Text)),
            .. problems.Where(p => !p.StopsTheLine).Select(p => new AgendaLine(AgendaTopic.Problem, p.Id.ToString(), p.Title)),
            .. counts.Overdue == 0
                ? Array.Empty<AgendaLine>()
                : [new AgendaLine(AgendaTopic.OverdueWork, null, counts.Overdue.ToString(CultureInfo.InvariantCulture))],
        ];
    }

    private static AgendaLine Missed(BoardLine line) => new(
        AgendaTopic.MissedTarget, line.Target.Id.ToString(),
        string.Create(CultureInfo.InvariantCulture, $"{line.Target.Title}: {line.Actual:0.##} of {line.Target.Goal:0.##}"));
}
