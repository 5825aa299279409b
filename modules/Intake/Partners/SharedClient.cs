using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>A client as a partner organisation sees them with whom the record is shared.</summary>
internal sealed class SharedClient
{
    public ClientId Id { get; init; }

    public string? Given { get; init; }

    public string? Family { get; init; }

    public string? Preferred { get; init; }

    public DateOnly? BirthDate { get; init; }

    public Gender? Gender { get; init; }

    public string? Language { get; init; }

    /// <summary>Orders the list, and is not shown.</summary>
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>What of a client can be shared.</summary>
    public static Expression<Func<Client, SharedClient>> Shown { get; } = c => new SharedClient
    {
        Id = c.Id,
        Given = c.Given,
        Family = c.Family,
        Preferred = c.Preferred,
        BirthDate = c.BirthDate,
        Gender = c.Gender,
        Language = c.Language,
        RegisteredAt = c.RegisteredAt,
    };
}

/// <summary>Whose record is shared with a partner organisation.</summary>
[Query, ForPartners, Feature("intake.consent"), Requires("intake.shared")]
internal static class SharedClientQueries
{
    /// <summary>
    /// The people whose record is shared with the caller's organisation, those known longest first: by a consent, or for a referral or a step that is
    /// open. What it may not see of them is null, with the reason. Nobody for people of the organisation itself.
    /// </summary>
    public static async Task<Connection<SharedClient>> SharedWithUs(Page page, SharedRecords shared, CancellationToken ct) =>
        await (await shared.Clients(ct)).Select(CarePlatform.Intake.SharedClient.Shown)
            .ToConnection(page, new Ordering<SharedClient, DateTimeOffset, ClientId>(c => c.RegisteredAt, c => c.Id), ct);

    /// <summary>Somebody whose record is shared with the caller's organisation; null for anybody else.</summary>
    /// <param name="client">Who.</param>
    public static async Task<SharedClient?> SharedClient(ClientId client, SharedClientByKey loader, CancellationToken ct) =>
        (await loader.ReadAsync([new SharedKey(client)], ct)).Values.FirstOrDefault();
}

/// <summary>Whose record is asked for by a partner.</summary>
internal readonly record struct SharedKey(ClientId Client);

/// <summary>Those of the clients whose record is shared with the caller's organisation.</summary>
internal sealed class SharedClientByKey(SharedRecords shared) : DataLoader<SharedKey, SharedClient>
{
    public override async Task<IReadOnlyDictionary<SharedKey, SharedClient>> ReadAsync(IReadOnlyList<SharedKey> keys, CancellationToken ct)
    {
        List<ClientId> clients = [.. keys.Select(k => k.Client)];
        var found = await (await shared.Clients(ct)).AsNoTracking().Where(c => clients.Contains(c.Id)).Select(SharedClient.Shown).ToListAsync(ct);
        return found.ToDictionary(c => new SharedKey(c.Id));
    }
}
