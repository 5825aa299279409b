using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Benchmarks;

/// <summary>
/// A tenant with three hundred people at its front door and as many open steps as wanted. One run was begun by the product itself;
/// the others are copies of its rows in every table (run, step, history, timer) with ids, people and times of their own.
/// </summary>
internal sealed class OpenSteps : IAsyncDisposable
{
    private const int Workers = 300;
    private const int Leads = 10;
    private const int People = 200;

    // Who opens the page of my work: one of twenty steps is theirs.
    public const string Busiest = "worker-0";

    private static readonly Dictionary<string, string> Runs = new()
    {
        ["id"] = "s.workflow",
        ["subject"] = "s.subject",
        ["client"] = "s.client",
        ["first_client"] = "s.client",
        ["start_position"] = "1000000000 + s.n",
        ["started_at"] = "s.opened_at",
    };

    private static readonly Dictionary<string, string> Items = new()
    {
        ["id"] = "s.item",
        ["workflow"] = "s.workflow",
        ["subject"] = "s.subject",
        ["client"] = "s.client",
        ["owner"] = "s.owner",
        ["opened_at"] = "s.opened_at",
        ["starts_at"] = "s.opened_at",
        ["due_at"] = "s.due_at",
        ["amber_at"] = "s.opened_at + (s.due_at - s.opened_at) * 0.5",
        ["red_at"] = "s.opened_at + (s.due_at - s.opened_at) * 0.8",
    };

    private static readonly Dictionary<string, string> History = new()
    {
        ["workflow"] = "s.workflow",
        ["item"] = "case when m.item is not null then s.item end",
        ["at"] = "s.opened_at",
        ["owner"] = "case when m.what = 'assigned' then s.owner end",
        ["due_at"] = "case when m.due_at is not null then s.due_at end",
    };

    private static readonly Dictionary<string, string> Schedule = new()
    {
        ["key"] = "s.item_text",
        ["stream"] = "s.workflow_text",
        ["due_at"] = "s.due_at",
        ["fires_at"] = "s.due_at",
        ["payload"] = "jsonb_build_object('workflow', s.workflow_text, 'item', s.item_text)",
    };

    private NpgsqlConnection? _connection;
    private int _count;

    private OpenSteps(TestTenant tenant) => Tenant = tenant;

    public TestTenant Tenant { get; }

    public static async Task<OpenSteps> Create()
    {
        var demo = TenantPlan.ReadDemo().Single(p => p.CareModel == "ambulatory-intensive");
        var leads = Enumerable.Range(0, Leads).Select(i => new StaffPlan($"lead-{i}", $"Lead {i}", "Supervisor", ["supervisor"], ["front-door"], Supervisor: "clinical-director"));
        var workers = Enumerable.Range(0, Workers).Select(i => new StaffPlan($"worker-{i}", $"Worker {i}", "Intake Specialist", ["intake-worker"], ["front-door"], Supervisor: $"lead-{i % Leads}"));
        var steps = new OpenSteps(await TestTenant.From(plan: demo with { Sandbox = false, Staff = [.. demo.Staff, .. leads, .. workers] }));
        await steps.Begin();
        return steps;
    }

    /// <summary>Brings more runs in until this many of their steps are open.</summary>
    public async Task FillUpTo(int open)
    {
        var started = TimeProvider.System.GetTimestamp();
        var clients = await Column("select distinct client from coordination.work_items where tenant_id = $1 order by client");
        var owners = await Column("select id from platform.users where tenant_id = $1 and name like 'Worker %' order by length(name), name");
        await CopyIds(_count, open, clients, owners);
        await Run("set session_replication_role = replica");
        foreach (var (table, model, columns) in new[]
        {
            ("coordination.workflows", "id = (select workflow from bench.model)", Runs),
            ("coordination.work_items", "id = (select item from bench.model)", Items),
            ("coordination.history", "workflow = (select workflow from bench.model)", History),
            ("messaging.schedule", "key = (select item_text from bench.model)", Schedule),
        })
        {
            await CopyRows(table, model, columns);
        }

        await Run($"set session_replication_role = origin; insert into bench.step select * from bench.next; truncate bench.next");
        foreach (var table in new[] { "coordination.workflows", "coordination.work_items", "coordination.history", "messaging.schedule", "bench.step" })
        {
            await Run($"vacuum analyze {table}");
        }

        _count = open;
        SpineBenchmark.Print($"{open:N0} open steps brought in", $"{TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s");
    }

    /// <summary>Runs SQL as the superuser.</summary>
    public async Task Run(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One number.</summary>
    public async Task<long> Number(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>One id.</summary>
    public async Task<Guid> Key(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        return (Guid)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    private NpgsqlCommand Command(string sql, object[] parameters)
    {
        var command = new NpgsqlCommand(sql, _connection) { CommandTimeout = 0 };
        foreach (var parameter in parameters)
        {
            command.Parameters.AddWithValue(parameter);
        }

        return command;
    }

    // The product itself begins one run for each of these people; the first is the model of all.
    private async Task Begin()
    {
        for (var i = 0; i < People; i++)
        {
            await Tenant.Do("intake-worker", "receiveInquiry", new
            {
                door = "CALL",
                person = new { given = $"Person {i}", family = $"Number {i}", birthDate = $"19{50 + (i % 40)}-01-{1 + (i % 28):00}" },
                registerAsNew = true,
            }, "inquiry { id }");
        }

        await Tenant.Quiet();
        _connection = await Tenant.Host.Database.Administrator.OpenConnectionAsync();
        await Run("""
            create schema bench;
            create unlogged table bench.next (
                n bigint, workflow uuid, item uuid, workflow_text text, item_text text, subject text, client uuid, owner uuid,
                opened_at timestamptz, due_at timestamptz);
            create unlogged table bench.step (like bench.next);
            """);
        await Run(
            """
            create table bench.model as
            select i.workflow, i.id as item, s.key as item_text
            from coordination.work_items i join messaging.schedule s on s.tenant_id = i.tenant_id and s.payload ->> 'item' = s.key
            where i.tenant_id = $1 and s.key = $2 and i.id = $3
            """,
            Tenant.Tenant.Id.Value, await FirstTimer(), await FirstItem());
    }

    private async Task<string> FirstTimer()
    {
        await using var command = Command(
            "select key from messaging.schedule where tenant_id = $1 and name = 'coordination.step-due@1' order by key limit 1", [Tenant.Tenant.Id.Value]);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private async Task<Guid> FirstItem() =>
        Id.TryParse<WorkItemId>(await FirstTimer(), out var item) ? item.Value : throw new InvalidOperationException("There is no open step.");

    private async Task<Guid[]> Column(string sql)
    {
        await using var command = Command(sql, [Tenant.Tenant.Id.Value]);
        await using var row = await command.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await row.ReadAsync())
        {
            ids.Add(row.GetGuid(0));
        }

        return [.. ids];
    }

    // Opened during the last month and due during the next; one in four waits in the team's queue.
    private async Task CopyIds(int from, int to, Guid[] clients, Guid[] owners)
    {
        var now = TimeProvider.System.GetUtcNow();
        var random = new Random(from);
        await using var copy = await _connection!.BeginBinaryImportAsync("copy bench.next from stdin (format binary)");
        for (var n = from; n < to; n++)
        {
            var opened = now.AddDays(-30).AddSeconds(30.0 * 86_400 * n / to);
            var (run, item) = (new WorkflowId(Guid.CreateVersion7(opened)), new WorkItemId(Guid.CreateVersion7(opened)));
            await copy.StartRowAsync();
            await copy.WriteAsync((long)n, NpgsqlDbType.Bigint);
            await copy.WriteAsync(run.Value, NpgsqlDbType.Uuid);
            await copy.WriteAsync(item.Value, NpgsqlDbType.Uuid);
            await copy.WriteAsync(run.ToString(), NpgsqlDbType.Text);
            await copy.WriteAsync(item.ToString(), NpgsqlDbType.Text);
            await copy.WriteAsync(new InquiryId(Guid.CreateVersion7(opened)).ToString(), NpgsqlDbType.Text);
            await copy.WriteAsync(clients[n % clients.Length], NpgsqlDbType.Uuid);
            if (n % 4 == 1)
            {
                await copy.WriteNullAsync();
            }
            else
            {
                await copy.WriteAsync(n % 20 == 0 ? owners[0] : owners[n % owners.Length], NpgsqlDbType.Uuid);
            }

            await copy.WriteAsync(opened, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(now.AddDays(1).AddSeconds(random.Next(30 * 86_400)), NpgsqlDbType.TimestampTz);
        }

        await copy.CompleteAsync();
    }

    // Without its indexes, which are made anew afterwards as they were.
    private async Task CopyRows(string table, string model, Dictionary<string, string> columns)
    {
        var names = new List<string>();
        await using (var command = Command(
            "select attname::text from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum", [table]))
        {
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                names.Add(row.GetString(0));
            }
        }

        var indexes = new List<(string Name, string Definition)>();
        await using (var command = Command(
            """
            select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
            where indrelid = $1::regclass and not exists (select from pg_constraint where conindid = indexrelid)
            """, [table]))
        {
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                indexes.Add((row.GetString(0), row.GetString(1)));
            }
        }

        foreach (var (name, _) in indexes)
        {
            await Run($"drop index {name}");
        }

        await Run($"""
            insert into {table} ({string.Join(", ", names.Select(n => $"\"{n}\""))})
            select {string.Join(", ", names.Select(n => columns.TryGetValue(n, out var own) ? own : $"m.\"{n}\""))}
            from bench.next s cross join (select * from {table} where tenant_id = '{Tenant.Tenant.Id.Value}' and {model}) m order by s.n
            """);
        foreach (var (_, definition) in indexes)
        {
            await Run(definition);
        }
    }
}
