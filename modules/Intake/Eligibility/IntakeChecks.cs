using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Somebody asks for help: the payers of the coverage that is known are asked at once.</summary>
[Feature("intake.eligibility")]
internal static class WhenInquiryReceived
{
    public static async Task<IReadOnlyList<object>> Handle(
        InquiryReceived received, IntakeDb db, EligibilityDesk desk, TenantPrivacy privacy, TenantClock clock, CancellationToken ct) =>
        Part2Labels.ProgramOf(await privacy.Policy(ct), received.Team) is null ? await db.AskAtIntake(received.Client, received.Inquiry, desk, clock, ct) : [];
}

/// <summary>Somebody who is being taken in tells who pays: that payer is asked at once.</summary>
[Feature("intake.eligibility")]
internal static class WhenCoverageRecorded
{
    public static async Task<IReadOnlyList<object>> Handle(
        CoverageRecorded recorded, IntakeDb db, EligibilityDesk desk, TenantPrivacy privacy, TenantClock clock, CancellationToken ct) =>
        await db.TakenIn(recorded.Client, privacy, ct) is { } inquiry ? await db.AskAtIntake(recorded.Client, inquiry, desk, clock, ct) : [];
}

/// <summary>
/// The check inside of intake, as there is one at check-in. Coverage that ended long ago is not asked about, and who has told of none is among
/// the pending people of the same night: no payer hears of everybody who calls. What lies with a program under 42 CFR Part 2 is not asked for
/// at once either, since the check is seen by others: its people ask, or the night does.
/// </summary>
internal static class IntakeChecks
{
    /// <summary>The request for which the client is being taken in, outside of programs; null when there is none.</summary>
    public static async Task<InquiryId?> TakenIn(this IntakeDb db, ClientId client, TenantPrivacy privacy, CancellationToken ct)
    {
        var policy = await privacy.Policy(ct);
        var open = await db.Inquiries.Where(i => i.Client == client && i.Status != InquiryStatus.Resolved)
            .OrderBy(i => i.ReceivedAt).ThenBy(i => i.Id).Select(i => new { i.Id, i.Team }).ToListAsync(ct);
        return open.Find(i => Part2Labels.ProgramOf(policy, i.Team) is null)?.Id;
    }

    /// <summary>Asks each payer of what is known that was not asked with this member number today, and settles the answers.</summary>
    public static async Task<IReadOnlyList<object>> AskAtIntake(
        this IntakeDb db, ClientId id, InquiryId inquiry, EligibilityDesk desk, TenantClock clock, CancellationToken ct)
    {
        var client = await db.Clients.FirstOrDefaultAsync(c => c.Id == id, ct);
        if (client is null || client.Problem("client") is not null)
        {
            return [];
        }

        var today = clock.Today();
        var lately = today.AddMonths(-(await desk.Rules(ct)).LookBackMonths);
        var told = await db.Coverages.AsNoTracking()
            .Where(c => c.Client == id && !c.Part2 && (c.Status == CoverageStatus.Active || c.Status == CoverageStatus.Pending)
                && (c.EndsOn == null || c.EndsOn >= lately)).ToListAsync(ct);
        var asked = await db.EligibilityChecks.AsNoTracking().Where(c => c.Client == id && c.FromDay == today)
            .Select(c => new { c.Payer, c.MemberId }).ToListAsync(ct);
        var checks = new List<EligibilityCheck>();
        var payers = new List<EligibilityPayer>();
        foreach (var payer in (await desk.Payers(ct)).Where(p => told.Exists(p.Pays)))
        {
            var member = EligibilityDesk.MemberId(told, payer, today);
            if (!asked.Exists(a => a.Payer == payer.Id && a.MemberId == member))
            {
                checks.AddRange((await desk.Ask([client], payer, new Inquired(CheckReason.Intake, today, today, Inquiry: inquiry), ct)).Checks);
                payers.Add(payer);
            }
        }

        return await desk.Settle(new Answers(checks, payers), ct);
    }
}
