using System.Text.Json;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Referrals;

/// <summary>
/// Brings something to another tenant: one row in its inbox and one event in its log, in a transaction of that tenant, wherever it lives. It
/// reads nothing there. The sender's log is the outbox: whoever calls this is a reaction, which is repeated until it succeeds; what came
/// before is known by sender, kind, subject and step, and changes nothing.
/// </summary>
internal sealed class LinkPost(TenantSessions sessions, Session session)
{
    private const string Feature = "referrals";

    /// <summary>Delivers to the tenant with this short name or id.</summary>
    /// <returns>Whether there is such a tenant that takes it: a sandbox and what is none know nothing of each other.</returns>
    public async Task<bool> Deliver(string to, LinkMessage kind, Guid key, string subject, long step, object body, CancellationToken ct)
    {
        await using var other = await sessions.Begin(to, ct);
        if (other is null || other.Tenant.Id == session.Tenant.Id || other.Tenant.Sandbox != session.Tenant.Sandbox || !other.Tenant.Features.IsOn(Feature))
        {
            return false;
        }

        await other.OpenAsync(ct);
        var (id, now) = (Id.New<LinkArrivalId>(other.Clock), other.Clock.GetUtcNow());
        await using var command = new NpgsqlCommand("""
            insert into referrals.link_arrivals (id, tenant_id, from_tenant, from_slug, link_key, kind, subject, step, body, arrived_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (tenant_id, from_tenant, link_key, kind, subject, step) do nothing
            """, other.Connection, other.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = id.Value }, new NpgsqlParameter<Guid> { TypedValue = other.Tenant.Id.Value },
                new NpgsqlParameter<Guid> { TypedValue = session.Tenant.Id.Value }, new NpgsqlParameter<string> { TypedValue = session.Tenant.Slug },
                new NpgsqlParameter<Guid> { TypedValue = key }, new NpgsqlParameter<string> { TypedValue = kind.ToText() },
                new NpgsqlParameter<string> { TypedValue = subject }, new NpgsqlParameter<long> { TypedValue = step },
                new NpgsqlParameter { Value = JsonSerializer.Serialize(body, body.GetType(), IdJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
            },
        };
        if (await command.ExecuteNonQueryAsync(ct) > 0)
        {
            await sessions.Append(other, [new LinkArrived(new TenantLinkId(key), id, now)], ct);
        }

        await other.CommitAsync(ct);
        return true;
    }
}

/// <summary>The other tenant does not take what was agreed: tried again, and then an operator's to look at.</summary>
internal sealed class NotDeliveredException(TenantLinkId link) : Exception(
    $"The tenant on the other side of {link} takes nothing at present: it is gone, or its referrals are switched off. End the link, or retry when it is back.");
