using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Coordination;

/// <summary>Hands many items over by few statements, however many they are.</summary>
internal sealed class HandoffBatch(CoordinationDb db, Session session)
{
    /// <summary>The items as they are, their runs locked in the order in which everybody locks them.</summary>
    public async Task<IReadOnlyDictionary<WorkItemId, WorkItem>> Take(IReadOnlyList<WorkItemId> items, CancellationToken ct)
    {
        var ids = items.Select(i => i.Value).ToArray();
        await db.Workflows.FromSql(
            $"""
            select * from coordination.workflows
            where id in (select workflow from coordination.work_items where id = any ({ids})) order by id for update
            """).AsNoTracking().Select(w => w.Id).ToListAsync(ct);
        return await db.WorkItems.AsNoTracking().Where(i => items.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
    }

    /// <summary>Those of the items that never go to this person, because they check what the person did.</summary>
    public async Task<IReadOnlySet<WorkItemId>> KeptFrom(UserId person, IReadOnlyList<WorkItem> items, CancellationToken ct)
    {
        var ids = items.Select(i => i.Workflow).Distinct().ToList();
        var runs = await db.Workflows.AsNoTracking().Where(w => ids.Contains(w.Id)).ToDictionaryAsync(w => w.Id, ct);
        var templates = runs.Values.Select(w => w.Template).Distinct().ToList();
        var definitions = await db.Templates.AsNoTracking().Where(t => templates.Contains(t.Id)).ToListAsync(ct);
        var readable = definitions.Where(t => t.Defect is null).ToDictionary(t => t.Id, t => t.Definition);
        return items.Where(i => runs.GetValueOrDefault(i.Workflow) is { } run && readable.GetValueOrDefault(run.Template) is { } definition
                && definition.Step(i.Step).NotTo.Any(f => run.Facts.Id<UserId>(f) == person))
            .Select(i => i.Id).ToHashSet();
    }

    /// <summary>Gives these items to whom the input says, and writes a line into the history of each.</summary>
    public async Task Give(IReadOnlyList<WorkItem> items, HandOffWorkItems.Input input, bool flagged, CancellationToken ct)
    {
        if (items.Count == 0)
        {
            return;
        }

        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            """
            with given as (
                select id, workflow, row_number() over (partition by workflow order by id) as n
                from coordination.work_items where id = any ($1)
            ), numbered as (
                update coordination.workflows w set history_length = w.history_length + g.lines, version = w.version + 1
                from (select workflow, count(*)::integer as lines from given group by workflow) g
                where w.id = g.workflow
                returning w.id, w.history_length - g.lines as before
            ), moved as (
                update coordination.work_items i
                set owner = $2, partner = null, team = coalesce($3, i.team), snoozed_until = null, snooze_reason = null, version = i.version + 1
                from given g where i.id = g.id
                returning i.id, i.team
            )
            insert into coordination.history (workflow, number, item, what, at, by, reason, owner, team, note, passed_over)
            select g.workflow, n.before + g.n, g.id, 'reassigned', $4, $5, $6, $2, m.team, $7, $8
            from given g join numbered n on n.id = g.workflow join moved m on m.id = g.id
            """, session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid[]> { TypedValue = [.. items.Select(i => i.Id.Value)] },
                Nullable(input.Owner?.Value, NpgsqlDbType.Uuid),
                Nullable(input.Team?.Value, NpgsqlDbType.Uuid),
                new NpgsqlParameter<DateTimeOffset> { TypedValue = session.Clock.GetUtcNow() },
                Nullable(session.Actor.User?.Value, NpgsqlDbType.Uuid),
                new NpgsqlParameter<string> { TypedValue = JsonNamingPolicy.KebabCaseLower.ConvertName(input.Reason.ToString()) },
                new NpgsqlParameter<string> { TypedValue = input.Note },
                Nullable(flagged ? Flag(input.Owner!.Value) : null, NpgsqlDbType.Jsonb),
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Flag(UserId owner) =>
        JsonSerializer.Serialize(new[] { new PassedOver(Passing.FlaggedOutsideBoundary, owner) }, IdJson.Options);

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
