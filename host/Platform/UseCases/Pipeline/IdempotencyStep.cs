using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Platform;

/// <summary>
/// The same key twice is the same request: the second call waits for the first and gets its answer, without doing anything
/// again. The key is claimed in the transaction of the use case, so a request that failed leaves no trace and may be repeated.
/// </summary>
internal sealed class IdempotencyStep : IStep
{
    public async Task<IOutcome> Invoke(Call call, Next next)
    {
        if (call.IdempotencyKey is not { } key)
        {
            return await next(call);
        }

        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(call.Input, call.UseCase.InputType ?? typeof(object), IdJson.Options));
        if (await Claim(call, key, hash))
        {
            var outcome = await next(call);
            if (outcome.Refusals.Count == 0)
            {
                await Keep(call, key, StoredOutcomes.Write(call, outcome.Value));
            }

            return outcome;
        }

        var (useCase, input, value) = await Read(call, key);
        return useCase == call.UseCase.Name && input.AsSpan().SequenceEqual(hash)
            ? await StoredOutcomes.Read(call, value)
            : (Outcome<object>)new IdempotencyKeyReused();
    }

    /// <summary>Whether a request with this key was done, as far as is committed.</summary>
    public static async Task<bool> IsDone(Session session, string key, CancellationToken ct)
    {
        await using var command = Command(session, "select exists (select from platform.idempotency_keys where key = $1 and actor = $2)", key);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    // Waits for a running request with the same key: the unique index makes the insert wait for its transaction.
    private static async Task<bool> Claim(Call call, string key, byte[] hash)
    {
        await using var command = Command(call, """
            insert into platform.idempotency_keys (key, actor, use_case, input_hash) values ($1, $2, $3, $4)
            on conflict (tenant_id, actor, key) do nothing
            """, key);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = call.UseCase.Name });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
        return await command.ExecuteNonQueryAsync(call.Cancellation) == 1;
    }

    private static async Task Keep(Call call, string key, string value)
    {
        await using var command = Command(call, "update platform.idempotency_keys set outcome = $3 where key = $1 and actor = $2", key);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync(call.Cancellation);
    }

    private static async Task<(string UseCase, byte[] Input, string Value)> Read(Call call, string key)
    {
        await using var command = Command(
            call, "select use_case, input_hash, outcome::text from platform.idempotency_keys where key = $1 and actor = $2", key);
        await using var reader = await command.ExecuteReaderAsync(call.Cancellation);
        await reader.ReadAsync(call.Cancellation);
        return (reader.GetString(0), reader.GetFieldValue<byte[]>(1), reader.GetString(2));
    }

    private static NpgsqlCommand Command(Call call, string sql, string key) => Command(call.Session, sql, key);

    private static NpgsqlCommand Command(Session session, string sql, string key) => new(sql, session.Connection, session.Transaction)
    {
        Parameters =
        {
            new NpgsqlParameter<string> { TypedValue = key },
            new NpgsqlParameter<string> { TypedValue = session.Actor.Id ?? "system" },
        },
    };
}
