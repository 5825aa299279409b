using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Clients by id, those within the caller's reach.</summary>
internal sealed class ClientById(IntakeDb db, Session session) : DataLoader<ClientId, Client>
{
    public override async Task<IReadOnlyDictionary<ClientId, Client>> ReadAsync(IReadOnlyList<ClientId> keys, CancellationToken ct) =>
        await db.ClientsFor(session.Actor, "intake.read").AsNoTracking().Where(c => keys.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
}

internal sealed class PriorNamesByClient(IntakeDb db) : DataLoader<ClientId, IReadOnlyList<PriorName>>
{
    public override async Task<IReadOnlyDictionary<ClientId, IReadOnlyList<PriorName>>> ReadAsync(
        IReadOnlyList<ClientId> keys, CancellationToken ct) =>
        (await db.PriorNames.AsNoTracking().Where(n => keys.Contains(n.Client)).OrderBy(n => n.Id).ToListAsync(ct)).By(n => n.Client);
}

internal sealed class IdentifiersByClient(IntakeDb db) : DataLoader<ClientId, IReadOnlyList<ClientIdentifier>>
{
    public override async Task<IReadOnlyDictionary<ClientId, IReadOnlyList<ClientIdentifier>>> ReadAsync(
        IReadOnlyList<ClientId> keys, CancellationToken ct) =>
        (await db.ClientIdentifiers.AsNoTracking().Where(i => keys.Contains(i.Client)).OrderBy(i => i.Id).ToListAsync(ct)).By(i => i.Client);
}

internal sealed class ContactPointsByClient(IntakeDb db) : DataLoader<ClientId, IReadOnlyList<ContactPoint>>
{
    public override async Task<IReadOnlyDictionary<ClientId, IReadOnlyList<ContactPoint>>> ReadAsync(
        IReadOnlyList<ClientId> keys, CancellationToken ct) =>
        (await db.ContactPoints.AsNoTracking().Where(p => keys.Contains(p.Client)).OrderBy(p => p.Id).ToListAsync(ct)).By(p => p.Client);
}

/// <summary>Addresses, the one in use first.</summary>
internal sealed class AddressesByClient(IntakeDb db) : DataLoader<ClientId, IReadOnlyList<Address>>
{
    public override async Task<IReadOnlyDictionary<ClientId, IReadOnlyList<Address>>> ReadAsync(
        IReadOnlyList<ClientId> keys, CancellationToken ct) =>
        (await db.Addresses.AsNoTracking().Where(a => keys.Contains(a.Client))
            .OrderByDescending(a => a.Until == null).ThenByDescending(a => a.RecordedAt).ThenBy(a => a.Id).ToListAsync(ct)).By(a => a.Client);
}

/// <summary>Earlier versions of the facts, the latest first.</summary>
internal sealed class VersionsByClient(IntakeDb db) : DataLoader<ClientId, IReadOnlyList<ClientVersion>>
{
    public override async Task<IReadOnlyDictionary<ClientId, IReadOnlyList<ClientVersion>>> ReadAsync(
        IReadOnlyList<ClientId> keys, CancellationToken ct) =>
        (await db.ClientVersions.AsNoTracking().Where(v => keys.Contains(v.Client)).OrderByDescending(v => v.Version).ToListAsync(ct))
            .By(v => v.Client);
}

/// <summary>Merges into a client, those that were taken back included.</summary>
internal sealed class MergesByClient(IntakeDb db) : DataLoader<ClientId, IReadOnlyList<ClientMerge>>
{
    public override async Task<IReadOnlyDictionary<ClientId, IReadOnlyList<ClientMerge>>> ReadAsync(
        IReadOnlyList<ClientId> keys, CancellationToken ct) =>
        (await db.ClientMerges.AsNoTracking().Where(m => keys.Contains(m.Survivor)).OrderBy(m => m.Id).ToListAsync(ct)).By(m => m.Survivor);
}
