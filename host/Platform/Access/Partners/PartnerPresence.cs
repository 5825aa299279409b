using Npgsql;

namespace CarePlatform.Platform;

/// <summary>Says whether what is put here for a partner can be read by it.</summary>
public sealed class PartnerPresence(Session session)
{
    /// <summary>Whether people or programs of the organisation can sign in today.</summary>
    public async Task<bool> SignsIn(OrganisationId organisation, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand("""
            select exists (select from platform.users where organisation_id = $1 and active)
                or exists (select from platform.api_clients where organisation = $1 and approved_at is not null and revoked_at is null and (expires_at is null or expires_at > $2))
            """, session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = organisation.Value },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = session.Clock.GetUtcNow() },
            },
        };
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }
}
