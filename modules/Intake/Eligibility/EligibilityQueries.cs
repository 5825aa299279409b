using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

[Query, Feature("intake.eligibility"), Requires("intake.coverage")]
internal static class EligibilityQueries
{
    /// <summary>What payers were asked about a client and what they answered, the latest first.</summary>
    /// <param name="client">About whom.</param>
    public static Task<Connection<EligibilityCheck>> EligibilityChecks(ClientId client, Page page, IntakeDb db, CancellationToken ct)
    {
        var clients = db.ClientsFor("intake.coverage");
        return db.EligibilityChecks.AsNoTracking().Where(c => c.Client == client && clients.Any(v => v.Id == client))
            .ToConnection(page, new Ordering<EligibilityCheck, DateTimeOffset, EligibilityCheckId>(c => c.AskedAt, c => c.Id, Descending: true), ct);
    }

    /// <summary>Who pays for a client on a day and in which order, what may end it, and whether nobody does.</summary>
    /// <param name="client">About whom.</param>
    /// <param name="asOf">The day; today when nothing is said.</param>
    public static async Task<CoverageStanding?> CoverageStanding(
        ClientId client, DateOnly? asOf, IntakeDb db, EligibilityDesk desk, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(client, "intake.coverage", ct) is null)
        {
            return null;
        }

        var coverages = await db.Coverages.AsNoTracking().Where(c => c.Client == client && !c.Part2).ToListAsync(ct);
        var last = await db.EligibilityChecks.AsNoTracking().Where(c => c.Client == client).OrderByDescending(c => c.AskedAt).FirstOrDefaultAsync(ct);
        return CarePlatform.Intake.CoverageStanding.Of(coverages, last, await desk.Rules(ct), asOf ?? clock.Today());
    }
}

/// <summary>Whom the tenant asks and how the re-checks went: nothing about anybody, and needed by whoever sets it up.</summary>
[Query, Feature("intake.eligibility"), Requires("intake.read")]
internal static class EligibilityPayerQueries
{
    /// <summary>The payers that can be asked.</summary>
    public static async Task<IReadOnlyList<EligibilityPayer>> EligibilityPayers(IntakeDb db, CancellationToken ct) =>
        await db.EligibilityPayers.AsNoTracking().OrderBy(p => p.Key).ToListAsync(ct);

    /// <summary>Re-checks of many people, the latest first.</summary>
    public static Task<Connection<EligibilityRun>> EligibilityRuns(Page page, IntakeDb db, CancellationToken ct) =>
        db.EligibilityRuns.AsNoTracking()
            .ToConnection(page, new Ordering<EligibilityRun, DateTimeOffset, EligibilityRunId>(r => r.StartedAt, r => r.Id, Descending: true), ct);
}

[Query, Feature("intake.eligibility"), Requires("intake.configure")]
internal static class EligibilitySettingsQueries
{
    /// <summary>What is set for checks of eligibility.</summary>
    public static async Task<EligibilitySettings> EligibilitySettings(IntakeDb db, CancellationToken ct) =>
        await db.EligibilitySettings.AsNoTracking().FirstOrDefaultAsync(ct) ?? CarePlatform.Intake.EligibilitySettings.Usual;
}

/// <summary>Checks by id, those of clients within the caller's reach: whoever sees a coverage sees what proves it.</summary>
[Requires("intake.read")]
internal sealed class EligibilityCheckById(IntakeDb db) : RowById<IntakeDb, EligibilityCheckId, EligibilityCheck>(db)
{
    protected override Expression<Func<EligibilityCheck, EligibilityCheckId>> Key => c => c.Id;

    protected override IQueryable<EligibilityCheck> Rows(Reach reach)
    {
        var clients = Db.ClientsWithin(reach);
        return Db.EligibilityChecks.Where(e => clients.Any(c => c.Id == e.Client));
    }
}

/// <summary>Payers by id.</summary>
internal sealed class EligibilityPayerById(IntakeDb db) : RowById<IntakeDb, EligibilityPayerId, EligibilityPayer>(db)
{
    protected override Expression<Func<EligibilityPayer, EligibilityPayerId>> Key => p => p.Id;

    protected override IQueryable<EligibilityPayer> Rows(Reach reach) => Db.EligibilityPayers;
}
