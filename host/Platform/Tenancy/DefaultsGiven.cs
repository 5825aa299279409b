using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>What this program ships, as a digest of its modules' builds.</summary>
internal sealed record ShippedBuild(string Digest)
{
    /// <summary>The same sources build the same modules, so the same digest.</summary>
    public static ShippedBuild Of(IEnumerable<IModule> modules)
    {
        var parts = modules.Select(m => m.GetType().Assembly).Append(typeof(ShippedBuild).Assembly).Distinct()
            .Select(a => $"{a.GetName().Name} {a.ManifestModule.ModuleVersionId}").Order(StringComparer.Ordinal);
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)))));
    }
}

/// <summary>The mark of the session's tenant that says which build gave it its defaults.</summary>
internal sealed class DefaultsGiven(Session session, ShippedBuild build)
{
    /// <summary>
    /// Marks the tenant as given by this build. The row stays locked until the transaction ends, so a host that comes second waits
    /// and then finds nothing to do.
    /// </summary>
    /// <returns>False when this build gave them already.</returns>
    public async Task<bool> Mark(CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand("""
            insert into platform.defaults_given as g (build, given_at) values ($1, $2)
            on conflict (tenant_id) do update set build = excluded.build, given_at = excluded.given_at where g.build <> excluded.build
            """, session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = build.Digest },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = session.Clock.World.GetUtcNow() },
            },
        };
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }
}
