using System.Text.Json;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// The sandboxes in the register of tenants. A person of the organisation that founded them sees all of the organisation's, an API client its own; whoever may
/// do nothing with a sandbox is not told that it exists.
/// </summary>
internal sealed class SandboxRegister(Databases databases, TimeProvider world)
{
    private const string Columns =
        "select id, founded_for, plan::text, database, created_at, founded_by, expires_at, closed_at from platform.tenants where founded_for is not null and ";

    /// <summary>Those that the actor sees, the latest first.</summary>
    public Task<IReadOnlyList<Sandbox>> Of(Tenant owner, Actor actor, CancellationToken ct) =>
        Read("founded_for = $1 and ($2 is null or founded_by = $2) order by created_at desc, id", owner, actor, id: null, ct);

    /// <summary>The one with this id, if the actor sees it.</summary>
    public async Task<Sandbox?> Find(SandboxId id, Tenant owner, Actor actor, CancellationToken ct) =>
        await Read("id = $3 and founded_for = $1 and ($2 is null or founded_by = $2)", owner, actor, id, ct) is [var found, ..] ? found : null;

    /// <summary>The tenants whose time is over, and those that somebody began to found or reset longer ago than that takes.</summary>
    public async Task<(IReadOnlyList<TenantId> Over, IReadOnlyList<TenantId> LeftClosed)> Due(TimeSpan patience, CancellationToken ct)
    {
        var now = world.GetUtcNow();
        await using var command = databases.Home.CreateCommand(
            "select id, expires_at <= $1 from platform.tenants where sandbox and (expires_at <= $1 or closed_at <= $2) order by expires_at, id");
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now - patience });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (over, closed) = (new List<TenantId>(), new List<TenantId>());
        while (await reader.ReadAsync(ct))
        {
            (!await reader.IsDBNullAsync(1, ct) && reader.GetBoolean(1) ? over : closed).Add(new TenantId(reader.GetGuid(0)));
        }

        return (over, closed);
    }

    /// <summary>What the tenant is founded from; null where nobody has kept it.</summary>
    public async Task<TenantPlan?> PlanOf(Tenant tenant, CancellationToken ct)
    {
        await using var command = databases.Home.CreateCommand("select plan::text from platform.tenants where id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        return await command.ExecuteScalarAsync(ct) is string plan ? JsonSerializer.Deserialize<TenantPlan>(plan, StrictJson.Options) : null;
    }

    /// <summary>Changes the row of the tenant, at home and in the cell where it lives; $1 is the tenant, $2 the value.</summary>
    public async Task Write(Tenant tenant, string set, DateTimeOffset? value, CancellationToken ct)
    {
        foreach (var database in new[] { databases.HomeName, tenant.Database }.Distinct(StringComparer.Ordinal))
        {
            await using var session = new Session(databases, world);
            // Neither gate nor life matter here, because only the register is written.
            session.Begin(tenant with { Database = database, Sandbox = false }, Actor.System, Guid.Empty);
            await session.OpenAsync(ct);
            await using var command = new NpgsqlCommand(
                $"update platform.tenants set {set} = $2, version = version + 1 where id = $1", session.Connection, session.Transaction)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value },
                    new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz },
                },
            };
            await command.ExecuteNonQueryAsync(ct);
            await session.CommitAsync(ct);
        }
    }

    private static string? Own(Actor actor) => actor.Client is not null && actor.User is null ? actor.Id : null;

    private async Task<IReadOnlyList<Sandbox>> Read(string condition, Tenant owner, Actor actor, SandboxId? id, CancellationToken ct)
    {
        await using var command = databases.Home.CreateCommand(Columns + condition);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = owner.Id.Value });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)Own(actor) ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        if (id is { } one)
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = one.Value });
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<Sandbox>();
        while (await reader.ReadAsync(ct))
        {
            found.Add(new Sandbox(
                new SandboxId(reader.GetGuid(0)), new TenantId(reader.GetGuid(1)),
                JsonSerializer.Deserialize<TenantPlan>(reader.GetString(2), StrictJson.Options)!, reader.GetString(3),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5), reader.GetFieldValue<DateTimeOffset>(6),
                await reader.IsDBNullAsync(7, ct) ? null : reader.GetFieldValue<DateTimeOffset>(7)));
        }

        return found;
    }
}
