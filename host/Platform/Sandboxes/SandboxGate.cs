using CarePlatform.Messaging;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// How a transaction enters a sandbox: it holds the sandbox's gate until it ends, so that nobody empties the sandbox meanwhile, and it
/// belongs to the life in which its session began, so that nothing of an earlier life is written into a later one.
/// </summary>
internal static class SandboxGate
{
    /// <summary>The code of the answer while a sandbox lets nobody in.</summary>
    public const string NotReady = "SANDBOX_NOT_READY";

    /// <summary>Sets the session's tenant and enters.</summary>
    /// <exception cref="SandboxBusyException">The sandbox is being emptied, or was since the session began.</exception>
    public static async Task Enter(Session session, CancellationToken ct)
    {
        var id = session.Tenant.Id.Value;
        // The life is read by a statement of its own: it must see what was committed before the gate opened.
        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand($"select set_config('app.tenant', $1, true), {TenantGate.TryEnter}")
                {
                    Parameters = { new NpgsqlParameter<string> { TypedValue = id.ToString() } },
                },
                new NpgsqlBatchCommand("select life from platform.tenants where id = $1")
                {
                    Parameters = { new NpgsqlParameter<Guid> { TypedValue = id } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var entered = reader.GetBoolean(1);
        await reader.NextResultAsync(ct);
        var life = await reader.ReadAsync(ct) ? reader.GetInt32(0) : 0;
        // A tenant that is being founded, or that a test made by hand, has no life yet.
        if (!entered || (session.Tenant.Life > 0 && session.Tenant.Life != life))
        {
            throw new SandboxBusyException();
        }
    }
}

/// <summary>The sandbox is being emptied at this moment, or was since the work began. The next attempt finds it as it is then.</summary>
internal sealed class SandboxBusyException() : TimeoutException("The sandbox is being reset or removed. Try again in a few seconds.");
