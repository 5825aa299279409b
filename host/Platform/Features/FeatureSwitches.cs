using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// The switches of the session's tenant, in its transaction: reads them under a lock, so that two administrators do not mix
/// their changes, and writes what changed. Every host hears of it when the transaction commits.
/// </summary>
internal sealed class FeatureSwitches(Session session, FeatureCatalog catalog, TenantCatalog tenants)
{
    /// <summary>What is on now, by the database rather than by what hosts remember; others wait until this transaction ends.</summary>
    public async Task<FeatureSet> Lock(CancellationToken ct)
    {
        await session.OpenAsync(ct);
        session.AfterCommit(() => tenants.Forget(session.Tenant.Id));
        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("select from platform.tenants where id = $1 for no key update")
                {
                    Parameters = { new NpgsqlParameter<Guid> { TypedValue = session.Tenant.Id.Value } },
                },
                new NpgsqlBatchCommand("select feature from platform.tenant_features where is_on"),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var on = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            on.Add(reader.GetString(0));
        }

        return catalog.Effective(on);
    }

    /// <summary>Writes the change, decided by the session's actor.</summary>
    public async Task Write(FeatureChange change, CancellationToken ct)
    {
        if (change.IsEmpty)
        {
            return;
        }

        await using var command = new NpgsqlCommand("""
            insert into platform.tenant_features (feature, is_on, changed_at, changed_by)
            select feature, feature = any($2), $3, $4 from unnest($1) as feature
            on conflict (tenant_id, feature) do update
            set is_on = excluded.is_on, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """, session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [.. change.TurnsOn, .. change.TurnsOff] },
                new NpgsqlParameter<string[]> { TypedValue = [.. change.TurnsOn] },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = session.Clock.GetUtcNow() },
                new NpgsqlParameter { Value = (object?)session.Actor.User?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The features after one of them is switched, with what must follow: needs go on with it, dependants go off with it.</summary>
    public static FeatureSet Switched(FeatureCatalog catalog, FeatureSet now, string feature, bool on) => on
        ? new FeatureSet(now.Ids.Union(catalog.WithNeeds(feature)))
        : new FeatureSet(now.Ids.Except(catalog.WithDependants(feature)));
}
