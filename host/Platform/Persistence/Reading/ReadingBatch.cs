using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Statements that only read, in one round trip. A session that only reads and has begun no transaction needs none for them: the tenant is
/// set for this trip alone and forgotten with it.
/// </summary>
internal sealed class ReadingBatch : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch;
    private readonly bool _setsTenant;

    private ReadingBatch(NpgsqlBatch batch, bool setsTenant) => (_batch, _setsTenant) = (batch, setsTenant);

    /// <summary>An empty batch on the session's connection.</summary>
    public static async ValueTask<ReadingBatch> Of(Session session, CancellationToken ct)
    {
        await session.ReadyAsync(ct);
        var batch = new ReadingBatch(new NpgsqlBatch(session.Connection), setsTenant: !session.IsOpen);
        if (batch._setsTenant)
        {
            batch.Add(TenantSetting.Of(session));
        }

        return batch;
    }

    /// <summary>Adds a statement.</summary>
    public void Add(NpgsqlBatchCommand statement) => _batch.BatchCommands.Add(statement);

    /// <summary>Runs the statements; the reader stands before the first row of the first of them.</summary>
    public async Task<NpgsqlDataReader> ReadAsync(CancellationToken ct)
    {
        var reader = await _batch.ExecuteReaderAsync(ct);
        if (_setsTenant)
        {
            await reader.NextResultAsync(ct);
        }

        return reader;
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}
