using CarePlatform.Intake;
using CarePlatform.Intake.Contracts;
using CarePlatform.Testing;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Benchmarks;

/// <summary>Brings people into a tenant as the product stores them, set by set, with the keys by which the product finds them.</summary>
internal sealed class Register(TestTenant tenant)
{
    private const int Batch = 50_000;

    private static readonly string[] Tables = ["intake.clients", "intake.match_keys", "intake.contact_points", "intake.addresses"];

    /// <summary>Brings them in and returns their ids, in their order. Indexes are made anew afterwards as they were.</summary>
    public async Task<IReadOnlyList<ClientId>> Fill(IEnumerable<KnownPerson> people)
    {
        await using var connection = await tenant.Host.Database.Administrator.OpenConnectionAsync();
        var indexes = await Indexes(connection);
        await Run(connection, string.Join(";", indexes.Select(i => $"drop index {i.Name}").Prepend("set session_replication_role = replica")));
        var (ids, at) = (new List<ClientId>(), TimeProvider.System.GetUtcNow().AddDays(-900));
        foreach (var batch in people.Chunk(Batch))
        {
            var rows = batch.Select(p => (Id: ClientId.From(Guid.CreateVersion7(at = at.AddMilliseconds(50))), Person: p)).ToList();
            ids.AddRange(rows.Select(r => r.Id));
            await Copy(connection, rows);
        }

        await Run(connection, string.Join(";", indexes.Select(i => i.Definition).Append("set session_replication_role = origin")));
        foreach (var table in Tables)
        {
            await Run(connection, $"vacuum analyze {table}");
        }

        return ids;
    }

    private async Task Copy(NpgsqlConnection connection, List<(ClientId Id, KnownPerson Person)> rows)
    {
        var (key, now) = (tenant.Tenant.Id.Value, TimeProvider.System.GetUtcNow());
        await Copy(connection, "intake.clients (id, tenant_id, state, given, family, birth_date, gender, sort_name, registered_at)", rows, async (copy, row) =>
        {
            await copy.WriteAsync(row.Id.Value, NpgsqlDbType.Uuid);
            await copy.WriteAsync(key, NpgsqlDbType.Uuid);
            await copy.WriteAsync("active", NpgsqlDbType.Text);
            await copy.WriteAsync(row.Person.Given, NpgsqlDbType.Text);
            await copy.WriteAsync(row.Person.Family, NpgsqlDbType.Text);
            await copy.WriteAsync(row.Person.BirthDate, NpgsqlDbType.Date);
            await copy.WriteAsync(row.Person.Gender is Gender.Female ? "female" : "male", NpgsqlDbType.Text);
            await copy.WriteAsync(NameForm.SortName(row.Person.Family, row.Person.Given), NpgsqlDbType.Text);
            await copy.WriteAsync(now, NpgsqlDbType.TimestampTz);
        });
        var keys = rows.AsParallel().AsOrdered().SelectMany(r => MatchKeys.Of(r.Person.ToPerson()).Order(StringComparer.Ordinal).Select(k => (r.Id, Key: k))).ToList();
        await Copy(connection, "intake.match_keys (client, key, tenant_id)", keys, async (copy, row) =>
        {
            await copy.WriteAsync(row.Id.Value, NpgsqlDbType.Uuid);
            await copy.WriteAsync(row.Key, NpgsqlDbType.Text);
            await copy.WriteAsync(key, NpgsqlDbType.Uuid);
        });
        await Copy(connection, "intake.contact_points (id, tenant_id, client, kind, value, recorded_at)", rows.Where(r => r.Person.Phone is not null), async (copy, row) =>
        {
            await copy.WriteAsync(row.Id.Value, NpgsqlDbType.Uuid);
            await copy.WriteAsync(key, NpgsqlDbType.Uuid);
            await copy.WriteAsync(row.Id.Value, NpgsqlDbType.Uuid);
            await copy.WriteAsync("phone", NpgsqlDbType.Text);
            await copy.WriteAsync(row.Person.Phone!, NpgsqlDbType.Text);
            await copy.WriteAsync(now, NpgsqlDbType.TimestampTz);
        });
        await Copy(connection, "intake.addresses (id, tenant_id, client, line, postal_code, recorded_at)", rows.Where(r => r.Person.Line is not null), async (copy, row) =>
        {
            await copy.WriteAsync(row.Id.Value, NpgsqlDbType.Uuid);
            await copy.WriteAsync(key, NpgsqlDbType.Uuid);
            await copy.WriteAsync(row.Id.Value, NpgsqlDbType.Uuid);
            await copy.WriteAsync(row.Person.Line!, NpgsqlDbType.Text);
            await copy.WriteAsync(row.Person.PostalCode!, NpgsqlDbType.Text);
            await copy.WriteAsync(now, NpgsqlDbType.TimestampTz);
        });
    }

    private static async Task Copy<T>(NpgsqlConnection connection, string table, IEnumerable<T> rows, Func<NpgsqlBinaryImporter, T, Task> write)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {table} from stdin (format binary)");
        copy.Timeout = TimeSpan.FromHours(1);
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            await write(copy, row);
        }

        await copy.CompleteAsync();
    }

    private static async Task<List<(string Name, string Definition)>> Indexes(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
            where indrelid = any ($1::regclass[]) and not exists (select from pg_constraint where conindid = indexrelid)
            """,
            connection)
        {
            Parameters = { new() { Value = Tables } },
        };
        await using var row = await command.ExecuteReaderAsync();
        var indexes = new List<(string, string)>();
        while (await row.ReadAsync())
        {
            indexes.Add((row.GetString(0), row.GetString(1)));
        }

        return indexes;
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
