using System.Text.Json;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>The tenant's roles and who holds them, in the session's transaction.</summary>
internal sealed class RoleBook(Session session, TenantCatalog tenants)
{
    private const string AsTheyAre = """
        select key, title, retired_at, version,
               array(select permission || ' ' || reach from platform.role_permissions p where p.role = r.key),
               array(select gives from platform.role_gives g where g.role = r.key)
        from platform.roles r order by key;
        """;

    // Auditors hold no roles; what they may do is their own matter.
    private const string AsPeopleHoldThem = """
        select id, active, organisation_id is not null, array(select role from platform.user_roles r where r.user_id = u.id) from platform.users u
        """;

    /// <summary>Everything as it is, by the database; whoever else would change roles or people waits until this transaction ends.</summary>
    public async Task<Entitlements> Lock(CancellationToken ct)
    {
        await session.OpenAsync(ct);
        session.AfterCommit(() => tenants.Forget(session.Tenant.Id));
        await using var command = new NpgsqlCommand(
            "select from platform.tenants where id = $1 for no key update", session.Connection, session.Transaction)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = session.Tenant.Id.Value } },
        };
        await command.ExecuteNonQueryAsync(ct);
        return await Read(ct);
    }

    /// <summary>Everything as it is.</summary>
    public async Task<Entitlements> Read(CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction)
        {
            BatchCommands = { new NpgsqlBatchCommand(AsTheyAre), new NpgsqlBatchCommand(AsPeopleHoldThem) },
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var roles = new List<Role>();
        while (await reader.ReadAsync(ct))
        {
            roles.Add(new Role(
                reader.GetString(0), reader.GetString(1),
                reader.GetFieldValue<string[]>(4).Select(p => p.Split(' '))
                    .ToDictionary(p => p[0], p => Enum.Parse<Reach>(p[1], ignoreCase: true), StringComparer.Ordinal),
                reader.GetFieldValue<string[]>(5).ToHashSet(StringComparer.Ordinal),
                await reader.IsDBNullAsync(2, ct) ? null : reader.GetFieldValue<DateTimeOffset>(2), reader.GetInt32(3)));
        }

        await reader.NextResultAsync(ct);
        var holders = new List<RoleHolder>();
        while (await reader.ReadAsync(ct))
        {
            holders.Add(new RoleHolder(
                new UserId(reader.GetGuid(0)), reader.GetBoolean(1), reader.GetBoolean(2),
                reader.GetFieldValue<string[]>(3).ToHashSet(StringComparer.Ordinal)));
        }

        return new Entitlements(roles, holders);
    }

    /// <summary>Writes a role, new or changed, with exactly these permissions.</summary>
    public Task Write(Role role, CancellationToken ct) => Run(
        ct,
        Command("""
            insert into platform.roles (key, title, changed_at, retired_at) values ($1, $2, $3, $4)
            on conflict (tenant_id, key) do update
            set title = excluded.title, changed_at = excluded.changed_at, retired_at = excluded.retired_at, version = platform.roles.version + 1
            """, role.Key, role.Title, session.Clock.GetUtcNow(), role.RetiredAt),
        Command("delete from platform.role_permissions where role = $1 and permission <> all($2)", role.Key, role.Permissions.Keys.ToArray()),
        Command("""
            insert into platform.role_permissions (role, permission, reach) select $1, * from unnest($2, $3)
            on conflict (tenant_id, role, permission) do update set reach = excluded.reach
            """, role.Key, role.Permissions.Keys.ToArray(), role.Permissions.Values.Select(Text).ToArray()));

    /// <summary>Gives a role.</summary>
    public Task Give(string role, UserId user, CancellationToken ct) => Run(
        ct, Command("insert into platform.user_roles (user_id, role) values ($1, $2) on conflict do nothing", user.Value, role));

    /// <summary>Takes a role from somebody, or from everybody when nobody is named.</summary>
    public Task Take(string role, UserId? user, CancellationToken ct) => Run(
        ct, Command("delete from platform.user_roles where role = $1 and ($2::uuid is null or user_id = $2::uuid)", role, user?.Value));

    private static string Text(Reach reach) => JsonNamingPolicy.KebabCaseLower.ConvertName(reach.ToString());

    private async Task Run(CancellationToken ct, params NpgsqlBatchCommand[] commands)
    {
        await session.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction);
        Array.ForEach(commands, batch.BatchCommands.Add);
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value switch
            {
                Guid id => new NpgsqlParameter<Guid> { TypedValue = id },
                string[] texts => new NpgsqlParameter<string[]> { TypedValue = texts },
                DateTimeOffset at => new NpgsqlParameter<DateTimeOffset> { TypedValue = at },
                string text => new NpgsqlParameter<string> { TypedValue = text },
                _ => new NpgsqlParameter { Value = DBNull.Value },
            });
        }

        return command;
    }
}
