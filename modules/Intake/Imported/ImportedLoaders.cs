using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>A client's encounters, the latest first.</summary>
internal sealed class EncountersByClient(IntakeDb db) : DataLoader<ClientId, IReadOnlyList<Encounter>>
{
    public override async Task<IReadOnlyDictionary<ClientId, IReadOnlyList<Encounter>>> ReadAsync(
        IReadOnlyList<ClientId> keys, CancellationToken ct) =>
        (await db.Encounters.AsNoTracking().Where(e => keys.Contains(e.Client))
            .OrderByDescending(e => e.StartsAt).ThenByDescending(e => e.Id).ToListAsync(ct)).By(e => e.Client);
}

/// <summary>A client's conditions, the active ones first, then the latest.</summary>
internal sealed class ConditionsByClient(IntakeDb db) : DataLoader<ClientId, IReadOnlyList<Condition>>
{
    public override async Task<IReadOnlyDictionary<ClientId, IReadOnlyList<Condition>>> ReadAsync(
        IReadOnlyList<ClientId> keys, CancellationToken ct) =>
        (await db.Conditions.AsNoTracking().Where(c => keys.Contains(c.Client))
            .OrderByDescending(c => c.AbatedOn == null).ThenByDescending(c => c.OnsetOn).ThenByDescending(c => c.Id).ToListAsync(ct))
            .By(c => c.Client);
}

internal sealed class CareOrganisationById(IntakeDb db, Session session) : DataLoader<CareOrganisationId, CareOrganisation>
{
    public override async Task<IReadOnlyDictionary<CareOrganisationId, CareOrganisation>> ReadAsync(
        IReadOnlyList<CareOrganisationId> keys, CancellationToken ct) => session.Actor.ReachOf("intake.read") is Reach.None
            ? new Dictionary<CareOrganisationId, CareOrganisation>()
            : await db.CareOrganisations.AsNoTracking().Where(o => keys.Contains(o.Id)).ToDictionaryAsync(o => o.Id, ct);
}

internal sealed class PractitionerById(IntakeDb db, Session session) : DataLoader<PractitionerId, Practitioner>
{
    public override async Task<IReadOnlyDictionary<PractitionerId, Practitioner>> ReadAsync(
        IReadOnlyList<PractitionerId> keys, CancellationToken ct) => session.Actor.ReachOf("intake.read") is Reach.None
            ? new Dictionary<PractitionerId, Practitioner>()
            : await db.Practitioners.AsNoTracking().Where(p => keys.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
}
