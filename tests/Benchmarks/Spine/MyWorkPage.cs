using System.Globalization;
using CarePlatform.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace CarePlatform.Benchmarks;

/// <summary>
/// The first page of my work of somebody who owns one of twenty of the open steps, and that of a team's queue, against the best SQL for
/// the same rows.
/// </summary>
internal static class MyWorkPage
{
    private const double Goal = 1.5;

    private const string Fields = "nodes { id step title urgency priority dueAt client { id name } } pageInfo { endCursor hasNextPage }";

    private const string Mine = """
        select i.id, i.step, i.title, i.priority, i.amber_at, i.red_at, i.due_at, i.held_since, c.id, coalesce(c.given || ' ' || c.family, c.preferred)
        from (
            select * from coordination.work_items
            where tenant_id = $1 and owner = $2 and state = 'open' and (snoozed_until is null or snoozed_until <= now())
            order by due_at, id limit 51) i
        left join intake.clients c on c.id = i.client
        order by i.due_at, i.id
        """;

    private const string Queue = """
        select i.id, i.step, i.title, i.priority, i.amber_at, i.red_at, i.due_at, i.held_since, c.id, coalesce(c.given || ' ' || c.family, c.preferred)
        from (
            select * from coordination.work_items
            where tenant_id = $1 and team = $2 and state = 'open' and owner is null and partner is null
            order by due_at, id limit 51) i
        left join intake.clients c on c.id = i.client
        order by i.due_at, i.id
        """;

    public static async Task Run(OpenSteps steps)
    {
        var tenant = steps.Tenant.Tenant.Id.Value;
        var me = await steps.Key("select id from platform.users where tenant_id = $1 and name = 'Worker 0'", tenant);
        var team = await steps.Key("select id from platform.teams where tenant_id = $1 and key = 'front-door'", tenant);
        await using var reference = await PageContest.Reference(steps.Tenant.Host, app =>
        {
            app.MapGet("/mine", async (NpgsqlDataSource database, CancellationToken ct) => Results.Json(await Read(database, Mine, tenant, me, ct)));
            app.MapGet("/queue", async (NpgsqlDataSource database, CancellationToken ct) => Results.Json(await Read(database, Queue, tenant, team, ct)));
        });

        await Compare(steps, reference, "my work", "mine", $"{{ myWork(first: 50) {{ {Fields} }} }}");
        await Compare(
            steps, reference, "a team's queue", "queue",
            $"{{ teamWork(team: \"{new TeamId(team)}\", first: 50, where: {{ unclaimed: true }}) {{ {Fields} }} }}");
    }

    private static async Task Compare(OpenSteps steps, WebApplication reference, string what, string path, string query)
    {
        var ours = PageRequest.GraphQL(steps.Tenant, query, OpenSteps.Busiest);
        var theirs = new PageRequest(new Uri($"{reference.Urls.First()}/{path}"), Body: null, Token: null);
        var whole = await PageContest.Run(steps.Tenant.Host, ours, theirs);
        var sql = await PageContest.InDatabase(ours, theirs, "coordination.work_items", "intake.clients");
        SpineBenchmark.Print(
            $"first page of {what}",
            string.Create(CultureInfo.InvariantCulture, $"""
                {sql:0.00} times the best SQL in the database (goal under {Goal:0.0}); over HTTP with sign-in and trail {1 / whole.Rate:0.00} times, of CPU {1 / whole.Cpu:0.00}
                """));
    }

    private static async Task<Page> Read(NpgsqlDataSource database, string sql, Guid tenant, Guid whose, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = whose });
        await using var row = await command.ExecuteReaderAsync(ct);
        var items = new List<Item>(51);
        var now = TimeProvider.System.GetUtcNow();
        while (await row.ReadAsync(ct))
        {
            var shown = await row.IsDBNullAsync(7, ct) ? now : row.GetFieldValue<DateTimeOffset>(7);
            var due = row.GetFieldValue<DateTimeOffset>(6);
            var urgency = shown > due ? "OVERDUE"
                : shown >= row.GetFieldValue<DateTimeOffset>(5) ? "RED"
                : shown >= row.GetFieldValue<DateTimeOffset>(4) ? "AMBER" : "CALM";
            items.Add(new Item(
                row.GetGuid(0), row.GetString(1), row.GetString(2), urgency, row.GetString(3), due,
                await row.IsDBNullAsync(8, ct) ? null : new Person(row.GetGuid(8), row.GetString(9))));
        }

        return new Page([.. items.Take(50)], items.Count > 50);
    }

    private sealed record Page(IReadOnlyList<Item> Nodes, bool HasNextPage);

    private sealed record Item(Guid Id, string Step, string Title, string Urgency, string Priority, DateTimeOffset DueAt, Person? Client);

    private sealed record Person(Guid Id, string Name);
}
