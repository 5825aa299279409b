using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>The next batch of a re-check is due.</summary>
/// <param name="Day">The day asked about.</param>
/// <param name="After">The last client of the batch before; null for the first batch.</param>
[Timer("intake.recheck-due@1")]
internal sealed record RecheckDue([property: Stream] EligibilityRunId Run, RunScope Scope, DateOnly Day, ClientId? After);

/// <summary>
/// Asks about one batch of people and sets the timer for the next, in one transaction: a host that dies repeats its batch, and no
/// person is settled twice.
/// </summary>
[Feature("intake.eligibility")]
internal static class WhenRecheckFallsDue
{
    public static async Task<IReadOnlyList<object>> Handle(
        RecheckDue due, IntakeDb db, EligibilityDesk desk, Timers timers, TenantClock clock, CancellationToken ct)
    {
        var run = await db.EligibilityRuns.FirstOrDefaultAsync(r => r.Id == due.Run, ct);
        if (run is null)
        {
            run = new EligibilityRun { Id = due.Run, Scope = due.Scope, Day = due.Day, StartedAt = clock.GetUtcNow() };
            db.Add(run);
        }

        var rules = await desk.Rules(ct);
        var clients = await db.ToRecheck(due.Scope, due.Day, due.Day.AddMonths(-rules.LookBackMonths), due.After, rules.BatchSize).ToListAsync(ct);
        if (clients is not [.., var last])
        {
            run.Finish(clock.GetUtcNow());
            return [];
        }

        var reason = due.Scope is RunScope.Caseload ? CheckReason.Monthly : CheckReason.Nightly;
        var answers = await desk.Ask(clients, only: null, new Inquired(reason, due.Day, due.Day, due.Run), ct);
        var events = await desk.Settle(answers, ct);
        run.Count(clients.Count, answers.Checks);
        await timers.Set(due with { After = last.Id }, due.Run.ToString(), clock.GetUtcNow(), ct);
        return events;
    }
}
