using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Clients by id, those within the caller's reach.</summary>
[Requires("intake.read")]
internal sealed class ClientById(IntakeDb db) : RowById<IntakeDb, ClientId, Client>(db)
{
    protected override Expression<Func<Client, ClientId>> Key => c => c.Id;

    protected override IQueryable<Client> Rows(Reach reach) => Db.ClientsWithin(reach);
}

internal sealed class PriorNamesByClient(IntakeDb db) : RowsBy<IntakeDb, ClientId, PriorName>(db)
{
    protected override Expression<Func<PriorName, ClientId>> Key => n => n.Client;

    protected override IQueryable<PriorName> Rows(Reach reach) => Db.PriorNames.OrderBy(n => n.Id);
}

internal sealed class IdentifiersByClient(IntakeDb db) : RowsBy<IntakeDb, ClientId, ClientIdentifier>(db)
{
    protected override Expression<Func<ClientIdentifier, ClientId>> Key => i => i.Client;

    protected override IQueryable<ClientIdentifier> Rows(Reach reach) => Db.ClientIdentifiers.OrderBy(i => i.Id);
}

[ForPartners]
internal sealed class ContactPointsByClient(IntakeDb db) : RowsBy<IntakeDb, ClientId, ContactPoint>(db)
{
    protected override Expression<Func<ContactPoint, ClientId>> Key => p => p.Client;

    protected override IQueryable<ContactPoint> Rows(Reach reach) => Db.ContactPoints.OrderBy(p => p.Id);
}

/// <summary>Addresses, the one in use first.</summary>
[ForPartners]
internal sealed class AddressesByClient(IntakeDb db) : RowsBy<IntakeDb, ClientId, Address>(db)
{
    protected override Expression<Func<Address, ClientId>> Key => a => a.Client;

    protected override IQueryable<Address> Rows(Reach reach) => Db.Addresses
        .OrderByDescending(a => a.Until == null).ThenByDescending(a => a.RecordedAt).ThenBy(a => a.Id);
}

/// <summary>Earlier versions of the facts, the latest first.</summary>
internal sealed class VersionsByClient(IntakeDb db) : RowsBy<IntakeDb, ClientId, ClientVersion>(db)
{
    protected override Expression<Func<ClientVersion, ClientId>> Key => v => v.Client;

    protected override IQueryable<ClientVersion> Rows(Reach reach) => Db.ClientVersions.OrderByDescending(v => v.Version);
}

/// <summary>Merges into a client, those that were taken back included.</summary>
internal sealed class MergesByClient(IntakeDb db) : RowsBy<IntakeDb, ClientId, ClientMerge>(db)
{
    protected override Expression<Func<ClientMerge, ClientId>> Key => m => m.Survivor;

    protected override IQueryable<ClientMerge> Rows(Reach reach) => Db.ClientMerges.OrderBy(m => m.Id);
}
