using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Consents of clients within the caller's reach.</summary>
internal static class ConsentReach
{
    /// <summary>The consents of clients within reach.</summary>
    public static IQueryable<Consent> ConsentsWithin(this IntakeDb db, Reach reach)
    {
        var clients = db.ClientsWithin(reach);
        return db.Consents.Where(c => clients.Any(p => p.Id == c.Client));
    }

    /// <summary>The consent with this id, if its client is within reach.</summary>
    public static Task<Consent?> FindConsent(this IntakeDb db, ConsentId id, string permission, CancellationToken ct) =>
        db.ConsentsWithin(db.Actor.ReachOf(permission)).FirstOrDefaultAsync(c => c.Id == id, ct);

    /// <summary>Writes down a step in the life of a consent.</summary>
    public static void Note(this IntakeDb db, Consent consent, string what, Actor actor, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        db.Add(new ConsentStep { Id = Guid.CreateVersion7(now), Consent = consent.Id, What = what, At = now, By = actor.User });
    }
}

/// <summary>Consents by id.</summary>
[Requires("intake.read")]
internal sealed class ConsentById(IntakeDb db) : RowById<IntakeDb, ConsentId, Consent>(db)
{
    protected override Expression<Func<Consent, ConsentId>> Key => c => c.Id;

    protected override IQueryable<Consent> Rows(Reach reach) => Db.ConsentsWithin(reach);
}

/// <summary>A client's consents, those that hold first, then the latest.</summary>
internal sealed class ConsentsByClient(IntakeDb db) : RowsBy<IntakeDb, ClientId, Consent>(db)
{
    protected override Expression<Func<Consent, ClientId>> Key => c => c.Client;

    protected override IQueryable<Consent> Rows(Reach reach) => Db.Consents
        .OrderByDescending(c => c.State == ConsentState.Active).ThenByDescending(c => c.Id);
}

/// <summary>The steps of a consent, in order.</summary>
internal sealed class StepsByConsent(IntakeDb db) : RowsBy<IntakeDb, ConsentId, ConsentStep>(db)
{
    protected override Expression<Func<ConsentStep, ConsentId>> Key => s => s.Consent;

    protected override IQueryable<ConsentStep> Rows(Reach reach) => Db.ConsentSteps.OrderBy(s => s.Id);
}

/// <summary>What a client was asked for and did not agree to, the latest first.</summary>
internal sealed class RefusalsByClient(IntakeDb db) : RowsBy<IntakeDb, ClientId, ConsentRefusal>(db)
{
    protected override Expression<Func<ConsentRefusal, ClientId>> Key => r => r.Client;

    protected override IQueryable<ConsentRefusal> Rows(Reach reach) => Db.ConsentRefusals.OrderByDescending(r => r.Id);
}
