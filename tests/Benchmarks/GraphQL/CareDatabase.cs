using CarePlatform.Testing;
using Npgsql;

namespace CarePlatform.Benchmarks;

/// <summary>The same data in PostgreSQL, for ten thousand clients; one statement for each level of a page.</summary>
internal sealed class CareDatabase(NpgsqlDataSource source)
{
    private const string Tables = """
        create table owner (id text primary key, name text not null);
        create table client (id text primary key, name text not null, born date not null, active boolean not null);
        create table episode (id text primary key, client text not null, title text not null, opened date not null);
        create table task (id text primary key, episode text not null, title text not null, done boolean not null, priority int not null,
            due date not null, owner text not null);
        insert into owner select 'owner-' || to_char(i, 'FM00000'), 'Care Manager ' || i from generate_series(0, 99) i;
        insert into client select 'client-' || to_char(i, 'FM00000'), 'Client Number ' || i, date '1950-01-01' + i, i % 3 > 0
            from generate_series(0, 9999) i;
        insert into episode select 'episode-' || to_char(i, 'FM00000'), 'client-' || to_char(i / 3, 'FM00000'), 'Housing and heating',
            date '2026-01-01' + i % 300 from generate_series(0, 29999) i;
        insert into task select 'task-' || to_char(i, 'FM000000'), 'episode-' || to_char(i / 5, 'FM00000'),
            'Call the provider back, step ' || i, i % 4 = 0, i % 5, date '2026-03-01' + i % 90, 'owner-' || to_char(i % 100, 'FM00000') from generate_series(0, 149999) i;
        create index on episode (client);
        create index on task (episode);
        """;

    public static NpgsqlDataSource Open(string connectionString) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
    {
        MaxAutoPrepare = 20,
        AutoPrepareMinUsages = 2,
        NoResetOnClose = true,
    });

    public static async Task Fill(TestDatabase database)
    {
        foreach (var sql in new[] { Tables, "vacuum analyze" })
        {
            await using var command = database.Administrator.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }

    public async Task<IReadOnlyList<Client>> Clients(string after, int first, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await Clients(connection, after, first, ct);
    }

    public async ValueTask<ILookup<string, Episode>> Episodes(IReadOnlyList<string> clients, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return (await Episodes(connection, clients, ct)).ToLookup(found => found.Client, found => found.Episode);
    }

    public async ValueTask<ILookup<string, CareTask>> Tasks(IReadOnlyList<string> episodes, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return (await Tasks(connection, episodes, ct)).ToLookup(found => found.Episode, found => found.Task);
    }

    public async ValueTask<IReadOnlyDictionary<string, Owner>> Owners(IReadOnlyList<string> ids, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await Owners(connection, ids, ct);
    }

    /// <summary>What an endpoint does that needs the whole page: four statements over one connection.</summary>
    public async Task<IReadOnlyList<Client>> WholePage(string after, int first, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var clients = await Clients(connection, after, first, ct);
        var episodes = await Episodes(connection, [.. clients.Select(client => client.Id)], ct);
        var tasks = await Tasks(connection, [.. episodes.Select(found => found.Episode.Id)], ct);
        var owners = await Owners(connection, [.. tasks.Select(found => found.Task.OwnerId).Distinct()], ct);
        var tasksOf = tasks.ToLookup(found => found.Episode, found => found.Task with { Owner = owners[found.Task.OwnerId] });
        var episodesOf = episodes.ToLookup(found => found.Client, found => found.Episode with { Tasks = [.. tasksOf[found.Episode.Id]] });
        return [.. clients.Select(client => client with { Episodes = [.. episodesOf[client.Id]] })];
    }

    private static async Task<IReadOnlyList<Client>> Clients(NpgsqlConnection connection, string after, int first, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select id, name, born, active from client where id > $1 order by id limit $2", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = after }, new NpgsqlParameter<int> { TypedValue = first } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        var found = new List<Client>(first);
        while (await row.ReadAsync(ct))
        {
            found.Add(new Client(row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetBoolean(3), []));
        }

        return found;
    }

    private static async Task<List<(string Client, Episode Episode)>> Episodes(
        NpgsqlConnection connection, IReadOnlyList<string> clients, CancellationToken ct)
    {
        await using var command = ByKeys(connection, "select client, id, title, opened from episode where client = any($1) order by id", clients);
        await using var row = await command.ExecuteReaderAsync(ct);
        var found = new List<(string, Episode)>(clients.Count * 3);
        while (await row.ReadAsync(ct))
        {
            found.Add((row.GetString(0), new Episode(row.GetString(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), [])));
        }

        return found;
    }

    private static async Task<List<(string Episode, CareTask Task)>> Tasks(
        NpgsqlConnection connection, IReadOnlyList<string> episodes, CancellationToken ct)
    {
        await using var command = ByKeys(
            connection, "select episode, id, title, done, priority, due, owner from task where episode = any($1) order by id", episodes);
        await using var row = await command.ExecuteReaderAsync(ct);
        var found = new List<(string, CareTask)>(episodes.Count * 5);
        while (await row.ReadAsync(ct))
        {
            found.Add((row.GetString(0), new CareTask(
                row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetInt32(4), row.GetFieldValue<DateOnly>(5), row.GetString(6), null!)));
        }

        return found;
    }

    private static async Task<Dictionary<string, Owner>> Owners(NpgsqlConnection connection, IReadOnlyList<string> ids, CancellationToken ct)
    {
        await using var command = ByKeys(connection, "select id, name from owner where id = any($1)", ids);
        await using var row = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<string, Owner>(ids.Count);
        while (await row.ReadAsync(ct))
        {
            found[row.GetString(0)] = new Owner(row.GetString(0), row.GetString(1));
        }

        return found;
    }

    private static NpgsqlCommand ByKeys(NpgsqlConnection connection, string sql, IReadOnlyList<string> keys) =>
        new(sql, connection) { Parameters = { new NpgsqlParameter<string[]> { TypedValue = [.. keys] } } };
}
