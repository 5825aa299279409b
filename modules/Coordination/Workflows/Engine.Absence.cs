using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Moves the runs in which somebody who is away owns a step.</summary>
internal sealed partial class Engine
{
    /// <summary>Gives every open item of somebody who is away to somebody else.</summary>
    public async Task<IReadOnlyList<object>> PassOn(UserId absent, DateTimeOffset now, CancellationToken ct)
    {
        var workflows = await db.Workflows.FromSql(
            $"""
            select * from coordination.workflows
            where id in (select workflow from coordination.work_items where owner = {absent.Value} and state = 'open')
            order by id for update
            """).ToListAsync(ct);
        var turns = await Begin(workflows, now, ct);
        foreach (var (turn, _) in turns.Values)
        {
            turn.PassOn(absent);
        }

        return await Apply([.. turns.Values.Select(t => t.Turn)], ct);
    }
}
