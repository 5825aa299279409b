using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Stays that wait without a client are to be compared with this one.</summary>
/// <param name="After">The last stay that was compared already.</param>
[Timer("referrals.stays-to-compare@1")]
internal sealed record StaysToCompare([property: Stream] TenantId Tenant, ClientId Client, StayId? After = null);

/// <summary>
/// Somebody became a client, or more is known of one: stays that wait may be theirs. It is only noted here; an import of many is compared together. While
/// no stay waits, nothing is awaited.
/// </summary>
[Feature("referrals")]
internal static class WhenClientsChange
{
    private const string Registered = "intake.client-registered@1";
    private const string Amended = "intake.client-amended@1";
    private const string Merged = "intake.clients-merged@1";
    private const string Separated = "intake.clients-separated@1";

    public static async Task<IReadOnlySet<string>> Awaited(IReadOnlyList<string> types, WaitingStays waiting, CancellationToken ct)
    {
        var heard = types.Where(t => t is Registered or Amended or Merged or Separated).ToHashSet(StringComparer.Ordinal);
        return heard.Count > 0 && await waiting.Any(ct) ? heard : new HashSet<string>();
    }

    public static Task Handle(LogEntry happened, Timers timers, Session session, TimeProvider clock, CancellationToken ct)
    {
        var (tenant, now) = (session.Tenant.Id, clock.GetUtcNow());
        return timers.Set([.. Clients(happened).Select(c => (new StaysToCompare(tenant, c), c.ToString(), now))], ct);
    }

    private static IReadOnlyList<ClientId> Clients(LogEntry happened) => happened.Type switch
    {
        Registered => [happened.As<ClientRegistered>().Client],
        Amended => [happened.As<ClientAmended>().Client],
        Merged => happened.As<ClientsMerged>() is var merged ? [merged.Client, merged.Merged] : [],
        _ => happened.As<ClientsSeparated>() is var separated ? [separated.Client, separated.Separated] : [],
    };
}

/// <summary>Compares with all clients who are to be compared at that moment; what is left is compared in a transaction of its own.</summary>
[Feature("referrals")]
internal static class WhenStaysAreCompared
{
    public static async Task<IReadOnlyList<object>> Handle(
        IReadOnlyList<StaysToCompare> due, WaitingStays waiting, Timers timers, TimeProvider clock, CancellationToken ct)
    {
        var events = new List<object>();
        foreach (var together in due.GroupBy(d => d.After))
        {
            var (news, last) = await waiting.Compare([.. together.Select(d => d.Client)], together.Key, ct);
            events.AddRange(news);
            if (last is not null)
            {
                await timers.Set([.. together.Select(d => (d with { After = last }, d.Client.ToString(), clock.GetUtcNow()))], ct);
            }
        }

        return events;
    }
}
