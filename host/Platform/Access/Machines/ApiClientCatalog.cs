using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Finds what an API client is now. It is remembered with the snapshot of its tenant: whatever makes a host read the tenant anew (the
/// database's announcement, or a few seconds) makes it read the client anew, so that revoking works within them everywhere.
/// </summary>
internal sealed class ApiClientCatalog(Databases databases, TimeProvider world)
{
    private static readonly TimeSpan NotedOncePer = TimeSpan.FromMinutes(1);

    private readonly ConditionalWeakTable<Tenant, ConcurrentDictionary<ApiClientId, Task<Known?>>> _known = [];
    private readonly ConcurrentDictionary<ApiClientId, DateTimeOffset> _noted = new();

    /// <summary>The client as an actor that may do these scopes, as far as they are approved now; null when its tokens hold no longer.</summary>
    /// <param name="epoch">The client's epoch when the token was made.</param>
    public async ValueTask<Actor?> Find(Tenant tenant, ApiClientId id, int epoch, IEnumerable<string> scopes, CancellationToken ct)
    {
        var clients = _known.GetOrCreateValue(tenant);
        var reading = clients.GetOrAdd(id, _ => Read(tenant, id));
        if (reading.IsFaulted)
        {
            clients.TryUpdate(id, reading = Read(tenant, id), clients[id]);
        }

        var client = await reading.WaitAsync(ct);
        if (client is null || client.Epoch != epoch || client.ExpiresAt <= world.GetUtcNow() + tenant.ClockOffset)
        {
            return null;
        }

        await Note(tenant, id, ct);
        var reach = client.Organisation is null ? Reach.Tenant : Reach.Organisation;
        return new Actor(
            null, client.Name, new HashSet<string>(), new HashSet<TeamId>(),
            scopes.Intersect(client.Scopes, StringComparer.Ordinal).ToDictionary(s => s, _ => reach, StringComparer.Ordinal))
        {
            Client = id,
            Organisation = client.Organisation,
            Budget = client.Budget,
            ActsAsPeople = client.OfSandbox,
        };
    }

    // When it was last used is told to the minute; the row says so to every host.
    private async ValueTask Note(Tenant tenant, ApiClientId id, CancellationToken ct)
    {
        var now = world.GetUtcNow();
        var last = _noted.GetValueOrDefault(id);
        if (now - last < NotedOncePer || !(last == default ? _noted.TryAdd(id, now) : _noted.TryUpdate(id, now, last)))
        {
            return;
        }

        await using var session = new Session(databases, world);
        session.Begin(tenant, Actor.System, Guid.Empty);
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            "update platform.api_clients set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $3)",
            session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = id.Value },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = now - NotedOncePer },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
        await session.CommitAsync(ct);
    }

    private async Task<Known?> Read(Tenant tenant, ApiClientId id)
    {
        await using var session = new Session(databases, world);
        session.Begin(tenant, Actor.System, Guid.Empty);
        await session.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("""
            select name, organisation, array(select unnest(approved_scopes) intersect select unnest(requested_scopes)),
                   epoch, expires_at, budget, budget_per_second, of_sandbox
            from platform.api_clients where id = $1 and revoked_at is null
            """, session.Connection, session.Transaction)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = id.Value } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? new Known(
                reader.GetString(0), reader.IsDBNull(1) ? null : new OrganisationId(reader.GetGuid(1)), reader.GetFieldValue<string[]>(2),
                reader.GetInt32(3), reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4),
                reader.IsDBNull(5) ? null : new ApiBudget(reader.GetDouble(5), reader.GetDouble(6)), reader.GetBoolean(7))
            : null;
    }

    private sealed record Known(
        string Name, OrganisationId? Organisation, string[] Scopes, int Epoch, DateTimeOffset? ExpiresAt, ApiBudget? Budget, bool OfSandbox);
}
