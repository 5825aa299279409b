using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Somebody asks for help: the payers of the coverage that is known are asked at once.</summary>
[Feature("intake.eligibility")]
internal static class WhenInquiryReceived
{
    public static Task<IReadOnlyList<object>> Handle(InquiryReceived received, IntakeDb db, EligibilityDesk desk, TenantClock clock, CancellationToken ct) =>
        db.AskAtIntake(received.Client, desk, clock, ct);
}

/// <summary>Somebody who is being taken in tells who pays: that payer is asked at once.</summary>
[Feature("intake.eligibility")]
internal static class WhenCoverageRecorded
{
    public static async Task<IReadOnlyList<object>> Handle(
        CoverageRecorded recorded, IntakeDb db, EligibilityDesk desk, TenantClock clock, CancellationToken ct) =>
        await db.Inquiries.AnyAsync(i => i.Client == recorded.Client && i.Status != InquiryStatus.Resolved, ct)
            ? await db.AskAtIntake(recorded.Client, desk, clock, ct)
            : [];
}

/// <summary>
/// The check inside of intake, as there is one at check-in. Coverage that ended long ago is not asked about, and who has told of none is among
/// the pending people of the same night: no payer hears of everybody who calls.
/// </summary>
internal static class IntakeChecks
{
    /// <summary>Asks each payer of what is known that was not asked with this member number today, and settles the answers.</summary>
    public static async Task<IReadOnlyList<object>> AskAtIntake(
        this IntakeDb db, ClientId id, EligibilityDesk desk, TenantClock clock, CancellationToken ct)
    {
        var client = await db.Clients.FirstOrDefaultAsync(c => c.Id == id, ct);
        if (client is null || client.Problem("client") is not null)
        {
            return [];
        }

        var today = clock.Today();
        var lately = today.AddMonths(-(await desk.Rules(ct)).LookBackMonths);
        var told = await db.Coverages.AsNoTracking()
            .Where(c => c.Client == id && (c.Status == CoverageStatus.Active || c.Status == CoverageStatus.Pending)
                && (c.EndsOn == null || c.EndsOn >= lately)).ToListAsync(ct);
        var asked = await db.EligibilityChecks.AsNoTracking().Where(c => c.Client == id && c.FromDay == today)
            .Select(c => new { c.Payer, c.MemberId }).ToListAsync(ct);
        var checks = new List<EligibilityCheck>();
        var payers = new List<EligibilityPayer>();
        foreach (var payer in (await desk.Payers(ct)).Where(p => told.Exists(p.Pays)))
        {
            var member = EligibilityDesk.MemberId(told, payer);
            if (!asked.Exists(a => a.Payer == payer.Id && a.MemberId == member))
            {
                checks.AddRange((await desk.Ask([client], payer, new Inquired(CheckReason.Intake, today, today), ct)).Checks);
                payers.Add(payer);
            }
        }

        return await desk.Settle(new Answers(checks, payers), ct);
    }
}
