using System.Collections.Concurrent;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Writes what requests that only read were shown, before they answer. While one statement of a tenant is on its way the next requests
/// gather, and go together: a busy tenant does not pay a statement and a commit for each page.
/// </summary>
internal sealed class ReadersTrail(Databases databases, AuditSealer sealer)
{
    private readonly ConcurrentDictionary<TenantId, Gathering> _tenants = new();

    /// <summary>Adds the entries to the tenant's trail. Done when they are committed; fails when they cannot be.</summary>
    public Task Write(Tenant tenant, IReadOnlyList<AuditRow> rows)
    {
        var gathering = _tenants.GetOrAdd(tenant.Id, static _ => new Gathering());
        var mine = new Waiting(rows);
        if (gathering.Join(mine))
        {
            // Behind what is ready to run now: whoever is about to end as well goes with it.
            ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work.Trail.WriteAll(work.Tenant, work.Gathering), (Trail: this, Tenant: tenant, Gathering: gathering), preferLocal: false);
        }

        return mine.Written.Task;
    }

    // Whoever finds nobody at work begins; that work goes on until nothing waits any more.
    private async Task WriteAll(Tenant tenant, Gathering gathering)
    {
        while (gathering.Take() is { } together)
        {
            try
            {
                await Insert(tenant, [.. together.SelectMany(static w => w.Rows)]);
                together.ForEach(static w => w.Written.SetResult());
            }
            catch (PostgresException refused) when (together.Count > 1 && IsOfARow(refused))
            {
                // One of them is at fault: each is tried by itself, so that nobody fails for another.
                foreach (var each in together)
                {
                    await Alone(tenant, each);
                }
            }
            catch (Exception failed)
            {
                together.ForEach(w => w.Written.SetException(failed));
            }

            sealer.Wake(tenant.Id);
        }
    }

    // Data or a constraint; whatever else fails, as a server that is away, fails for all alike and is not tried again for each.
    private static bool IsOfARow(PostgresException refused) => refused.SqlState[..2] is "22" or "23";

    private async Task Alone(Tenant tenant, Waiting each)
    {
        try
        {
            await Insert(tenant, each.Rows);
            each.Written.SetResult();
        }
        catch (Exception failed)
        {
            each.Written.SetException(failed);
        }
    }

    private async Task Insert(Tenant tenant, IReadOnlyList<AuditRow> rows)
    {
        await using var connection = await databases.Get(tenant.Database).OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { TenantSetting.Of(tenant.Id), rows.ToInsert() } };
        await batch.ExecuteNonQueryAsync();
    }

    private sealed class Waiting(IReadOnlyList<AuditRow> rows)
    {
        public IReadOnlyList<AuditRow> Rows => rows;

        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Who waits while a statement of the tenant is on its way.</summary>
    private sealed class Gathering
    {
        private readonly Lock _gate = new();
        private List<Waiting> _waiting = [];
        private bool _writing;

        /// <summary>Waits for the next statement. True when nobody is writing, and the caller has to.</summary>
        public bool Join(Waiting one)
        {
            lock (_gate)
            {
                _waiting.Add(one);
                var begins = !_writing;
                _writing = true;
                return begins;
            }
        }

        /// <summary>Everybody who waits; null when nobody does, and writing has ended.</summary>
        public List<Waiting>? Take()
        {
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _writing = false;
                    return null;
                }

                (var together, _waiting) = (_waiting, []);
                return together;
            }
        }
    }
}
