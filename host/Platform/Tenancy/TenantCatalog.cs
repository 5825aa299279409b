using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Finds a tenant by slug or id and remembers it. A change is seen at once on the host that made it, as soon as the database
/// announces it on the others (<see cref="TenantChanges"/>), and after a few seconds in any case.
/// </summary>
internal sealed class TenantCatalog(Databases databases, FeatureCatalog features, TimeProvider world)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<TenantId, (Lazy<Task<Tenant?>> Tenant, long Since)> _tenants = new();
    private long _changes;
    private readonly ConcurrentDictionary<string, TenantId> _ids = new(StringComparer.Ordinal);

    /// <summary>The tenant with this slug, or this id in its wire form; null when there is none.</summary>
    public async ValueTask<Tenant?> Find(string slugOrId, CancellationToken ct)
    {
        if (Id.TryParse<TenantId>(slugOrId, out var id))
        {
            return await Find(id, ct);
        }

        // The slug of a sandbox that was removed is free again.
        if (_ids.TryGetValue(slugOrId, out id) && await Find(id, ct) is { } known)
        {
            return known;
        }

        if (await Read("slug = $1", new NpgsqlParameter<string> { TypedValue = slugOrId }) is not { } tenant)
        {
            return null;
        }

        _ids[slugOrId] = tenant.Id;
        return tenant;
    }

    /// <summary>The tenant with this id; null when there is none.</summary>
    public async ValueTask<Tenant?> Find(TenantId id, CancellationToken ct)
    {
        var remembered = _tenants.GetValueOrDefault(id);
        if (remembered.Tenant is null or { IsValueCreated: true, Value.IsFaulted: true } || world.GetElapsedTime(remembered.Since) > Remembered)
        {
            // Noted before it is read: whoever forgets the tenant from now on forgets this reading.
            remembered = (new(() => Read("id = $1", new NpgsqlParameter<Guid> { TypedValue = id.Value })), world.GetTimestamp());
            _tenants[id] = remembered;
        }

        return await remembered.Tenant.Value.WaitAsync(ct);
    }

    /// <summary>All tenants of the register, by slug.</summary>
    public async Task<IReadOnlyList<Tenant>> All(CancellationToken ct)
    {
        var ids = new List<TenantId>();
        await using (var command = databases.Home.CreateCommand("select id from platform.tenants order by slug"))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                ids.Add(new TenantId(reader.GetGuid(0)));
            }
        }

        var tenants = new List<Tenant>(ids.Count);
        foreach (var id in ids)
        {
            tenants.AddRange(await Find(id, ct) is { } tenant ? [tenant] : []);
        }

        return tenants;
    }

    /// <summary>How often something was to be read anew: whoever remembers more of tenants reads it anew as well when this has changed.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>Reads the tenant anew when it is asked for next.</summary>
    public void Forget(TenantId id)
    {
        _tenants.TryRemove(id, out _);
        Interlocked.Increment(ref _changes);
    }

    /// <summary>Reads every tenant anew: announcements may have been missed.</summary>
    public void ForgetAll()
    {
        _tenants.Clear();
        Interlocked.Increment(ref _changes);
    }

    // The home's row says in which database the tenant lives; the row there says what it has chosen.
    private async Task<Tenant?> Read(string condition, NpgsqlParameter key)
    {
        var tenant = await ReadFrom(databases.Home, condition, key);
        return tenant is null || tenant.Database == databases.HomeName
            ? tenant
            : await ReadFrom(databases.Get(tenant.Database), condition, key.Clone());
    }

    private async Task<Tenant?> ReadFrom(NpgsqlDataSource database, string condition, NpgsqlParameter key)
    {
        // One round trip and one transaction: the first statement says whose features the second may see.
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"""
            select set_config('app.tenant', id::text, true), id, slug, name, database, care_model, time_zone, sandbox, clock_offset, sign_in::text,
                   life, expires_at, closed_at, founded_for
            from platform.tenants where {condition}
            """) { Parameters = { key } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select feature from platform.tenant_features where is_on"));
        await using var reader = await batch.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            return null;
        }

        var tenant = new Tenant(
            new TenantId(reader.GetGuid(1)), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
            TimeZoneInfo.FindSystemTimeZoneById(reader.GetString(6)), reader.GetBoolean(7), reader.GetTimeSpan(8), new FeatureSet([]))
        {
            SignIn = await reader.IsDBNullAsync(9) ? null : JsonSerializer.Deserialize<TenantSignIn>(reader.GetString(9), IdJson.Options),
            Life = reader.GetInt32(10),
            ExpiresAt = await reader.IsDBNullAsync(11) ? null : reader.GetFieldValue<DateTimeOffset>(11),
            ClosedAt = await reader.IsDBNullAsync(12) ? null : reader.GetFieldValue<DateTimeOffset>(12),
            FoundedFor = await reader.IsDBNullAsync(13) ? null : new TenantId(reader.GetGuid(13)),
        };
        await reader.NextResultAsync();
        var on = new List<string>();
        while (await reader.ReadAsync())
        {
            on.Add(reader.GetString(0));
        }

        return tenant with { Features = features.Effective(on) };
    }
}
