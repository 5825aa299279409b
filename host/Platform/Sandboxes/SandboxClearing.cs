using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Empties sandboxes: one statement for each table, in one transaction that passes the sandbox's gate alone, so that readers of the log, timers and
/// requests find either all of the sandbox or none of it. The database refuses it for every other tenant.
/// </summary>
internal sealed class SandboxClearing(Databases databases, TimeProvider world)
{
    private const int Attempts = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Keeps everybody else from resetting or removing the sandbox until it is disposed; null while somebody else does.</summary>
    public async Task<IAsyncDisposable?> Turn(TenantId sandbox, CancellationToken ct)
    {
        var connection = await databases.Home.OpenConnectionAsync(ct);
        var transaction = await connection.BeginTransactionAsync(ct);
        var turn = new Turns(connection, transaction);
        await using var command = new NpgsqlCommand("select pg_try_advisory_xact_lock(17231, hashtext($1))", connection, transaction)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = sandbox.Value.ToString() } },
        };
        if (await command.ExecuteScalarAsync(ct) is true)
        {
            return turn;
        }

        await turn.DisposeAsync();
        return null;
    }

    /// <summary>Empties it.</summary>
    /// <param name="forGood">Whether the tenant goes as well, with its program.</param>
    /// <exception cref="SandboxBusyException">Somebody has worked in the sandbox all the while.</exception>
    public async Task Empty(Tenant sandbox, bool forGood, CancellationToken ct)
    {
        await EmptyIn(sandbox.Database, sandbox, forGood, ct);
        if (forGood && sandbox.Database != databases.HomeName)
        {
            // The signpost goes last: until then the tenant can be found, and removed again.
            await EmptyIn(databases.HomeName, sandbox, forGood, ct);
        }
    }

    private async Task EmptyIn(string database, Tenant sandbox, bool forGood, CancellationToken ct)
    {
        var (known, seen) = await Positions(database, sandbox, ct);
        for (var attempt = 1; !await Try(database, sandbox, known, seen, forGood, ct); attempt++)
        {
            if (attempt == Attempts)
            {
                throw new SandboxBusyException();
            }

            await Task.Delay(Pause, world, ct);
        }
    }

    // The log has no index by tenant. Its many events are looked up before anybody has to wait; only what is newer than that is
    // looked for while the gate is closed.
    private async Task<(long[] Known, long Seen)> Positions(string database, Tenant sandbox, CancellationToken ct)
    {
        await using var session = Begin(database, sandbox);
        await session.OpenAsync(ct);
        await using var settled = new NpgsqlCommand("select settled from messaging.horizon()", session.Connection, session.Transaction);
        var seen = (long)(await settled.ExecuteScalarAsync(ct))!;
        // A day earlier, because hosts and database may disagree about the time.
        await using var positions = new NpgsqlCommand("""
            select coalesce(array_agg(position), '{}') from messaging.log
            where tenant_id = $1 and position <= $2
              and appended_at >= (select created_at - interval '1 day' from platform.tenants where id = $1)
            """, session.Connection, session.Transaction)
        {
            CommandTimeout = 0,
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = sandbox.Id.Value }, new NpgsqlParameter<long> { TypedValue = seen } },
        };
        return ((long[])(await positions.ExecuteScalarAsync(ct))!, seen);
    }

    private async Task<bool> Try(string database, Tenant sandbox, long[] known, long seen, bool forGood, CancellationToken ct)
    {
        await using var session = Begin(database, sandbox);
        try
        {
            await session.OpenAsync(ct);
            await using var command = new NpgsqlCommand("select platform.clear_sandbox($1, $2, $3)", session.Connection, session.Transaction)
            {
                CommandTimeout = 0,
                Parameters =
                {
                    new NpgsqlParameter<long[]> { TypedValue = known }, new NpgsqlParameter<long> { TypedValue = seen },
                    new NpgsqlParameter<bool> { TypedValue = forGood },
                },
            };
            if (await command.ExecuteScalarAsync(ct) is not true)
            {
                return false;
            }

            await session.CommitAsync(ct);
            return true;
        }
        catch (PostgresException crossed) when (crossed.SqlState is PostgresErrorCodes.DeadlockDetected)
        {
            return false;
        }
        catch (PostgresException late) when (late.SqlState is PostgresErrorCodes.LockNotAvailable)
        {
            throw new SandboxBusyException();
        }
    }

    // Whoever empties the sandbox does not enter by the gate for those who work there.
    private Session Begin(string database, Tenant sandbox)
    {
        var session = new Session(databases, world);
        session.Begin(sandbox with { Database = database, Sandbox = false }, Actor.System, Guid.Empty);
        return session;
    }

    private sealed class Turns(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
