using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>A client's encounters, the latest first.</summary>
internal sealed class EncountersByClient(IntakeDb db) : RowsBy<IntakeDb, ClientId, Encounter>(db)
{
    protected override Expression<Func<Encounter, ClientId>> Key => e => e.Client;

    protected override IQueryable<Encounter> Rows(Reach reach) => Db.Encounters.OrderByDescending(e => e.StartsAt).ThenByDescending(e => e.Id);
}

/// <summary>A client's conditions, the active ones first, then the latest.</summary>
internal sealed class ConditionsByClient(IntakeDb db) : RowsBy<IntakeDb, ClientId, Condition>(db)
{
    protected override Expression<Func<Condition, ClientId>> Key => c => c.Client;

    protected override IQueryable<Condition> Rows(Reach reach) => Db.Conditions
        .OrderByDescending(c => c.AbatedOn == null).ThenByDescending(c => c.OnsetOn).ThenByDescending(c => c.Id);
}

[Requires("intake.read")]
internal sealed class CareOrganisationById(IntakeDb db) : RowById<IntakeDb, CareOrganisationId, CareOrganisation>(db)
{
    protected override Expression<Func<CareOrganisation, CareOrganisationId>> Key => o => o.Id;

    protected override IQueryable<CareOrganisation> Rows(Reach reach) => Db.CareOrganisations;
}

[Requires("intake.read")]
internal sealed class PractitionerById(IntakeDb db) : RowById<IntakeDb, PractitionerId, Practitioner>(db)
{
    protected override Expression<Func<Practitioner, PractitionerId>> Key => p => p.Id;

    protected override IQueryable<Practitioner> Rows(Reach reach) => Db.Practitioners;
}
