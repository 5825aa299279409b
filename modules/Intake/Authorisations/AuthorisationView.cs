using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>What a payer has allowed in advance.</summary>
[View<Authorisation>, Audited(nameof(Client))]
internal static class AuthorisationView
{
    /// <summary>The authorisation's id.</summary>
    public static AuthorisationId Id(Authorisation authorisation) => authorisation.Id;

    /// <summary>For whom.</summary>
    public static ClientId Client(Authorisation authorisation) => authorisation.Client;

    /// <summary>The payer's number, which goes on the claim.</summary>
    public static string Number(Authorisation authorisation) => authorisation.Number;

    /// <summary>The code of the service.</summary>
    public static string Service(Authorisation authorisation) => authorisation.Service;

    /// <summary>In what it is counted.</summary>
    public static AuthorisedUnit Unit(Authorisation authorisation) => authorisation.Unit;

    /// <summary>How many units the payer allowed.</summary>
    public static decimal UnitsGranted(Authorisation authorisation) => authorisation.UnitsGranted;

    /// <summary>How many were used.</summary>
    public static decimal UnitsUsed(Authorisation authorisation) => authorisation.UnitsUsed;

    /// <summary>How many are left.</summary>
    public static decimal UnitsLeft(Authorisation authorisation) => authorisation.UnitsLeft;

    /// <summary>The first day on which it holds.</summary>
    public static DateOnly StartsOn(Authorisation authorisation) => authorisation.StartsOn;

    /// <summary>The last day on which it holds.</summary>
    public static DateOnly EndsOn(Authorisation authorisation) => authorisation.EndsOn;
}

[Query, Feature("intake.eligibility"), Requires("intake.read")]
internal static class AuthorisationQueries
{
    /// <summary>What payers have allowed for a client, what ends last first.</summary>
    /// <param name="client">For whom.</param>
    /// <param name="holdsOn">Only what may be used on this day.</param>
    public static async Task<IReadOnlyList<Authorisation>> Authorisations(ClientId client, DateOnly? holdsOn, IntakeDb db, CancellationToken ct)
    {
        var clients = db.ClientsFor("intake.read");
        return await db.Authorisations.AsNoTracking()
            .Where(a => a.Client == client && clients.Any(c => c.Id == client))
            .If(holdsOn is not null, a => a.StartsOn <= holdsOn && a.EndsOn >= holdsOn)
            .OrderByDescending(a => a.EndsOn).ThenBy(a => a.Id)
            .ToListAsync(ct);
    }
}

/// <summary>Authorisations by id, those of clients within the caller's reach.</summary>
[Requires("intake.read")]
internal sealed class AuthorisationById(IntakeDb db) : RowById<IntakeDb, AuthorisationId, Authorisation>(db)
{
    protected override Expression<Func<Authorisation, AuthorisationId>> Key => a => a.Id;

    protected override IQueryable<Authorisation> Rows(Reach reach)
    {
        var clients = Db.ClientsWithin(reach);
        return Db.Authorisations.Where(a => clients.Any(c => c.Id == a.Client));
    }
}
