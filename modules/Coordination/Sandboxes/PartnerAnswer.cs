using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>A partner organisation answers: it reports the outcome of a step that it owes, as one of its people would.</summary>
internal sealed class PartnerAnswer(CoordinationDb db, Engine engine, TenantClock clock) : ISandboxSimulator
{
    private const int LookedAt = 50;

    public string Key => "partner-answer";

    public string Title => "A partner answers";

    public string Description =>
        "A partner organisation reports the outcome of an open step that it owes: of the work item given as \"subject\", or of one chosen at random. It reports "
        + "\"value\", or the least that counts as done; a value that does not count is refused as it is for the partner. The step completes and the workflow goes "
        + "on. For a partner that does not answer, let time pass: the step is overdue and escalates.";

    public string? Feature => "coordination";

    public async Task<Outcome<Simulated>> Run(SimulationWish wish, CancellationToken ct)
    {
        if (wish.By is not null)
        {
            return new InvalidInput("input.by", "A partner answers now; leave this out.");
        }

        if (await Open(wish.Subject, ct) is not { } open)
        {
            return new InvalidInput("input.subject", "Give the id of a work item, or nothing.");
        }

        foreach (var item in open)
        {
            if (await Report(item, wish.Value, ct) is { } outcome)
            {
                return outcome;
            }
        }

        return new NothingToSimulate("No partner organisation owes an open step here whose outcome it reports. Start a workflow that sends work to a partner.");
    }

    private async Task<List<Owed>?> Open(string? subject, CancellationToken ct)
    {
        WorkItemId? one = null;
        if (subject is not null)
        {
            if (!Id.TryParse<WorkItemId>(subject, out var id))
            {
                return null;
            }

            one = id;
        }

        return await db.WorkItems
            .Where(i => i.State == WorkItemState.Open && i.Partner != null && (one == null || i.Id == one))
            .OrderBy(_ => EF.Functions.Random()).Take(LookedAt).Select(i => new Owed(i.Id, i.Partner!.Value)).ToListAsync(ct);
    }

    // Null where the step ends by the work itself, so that there is nothing to report.
    private async Task<Outcome<Simulated>?> Report(Owed owed, decimal? value, CancellationToken ct)
    {
        var partner = Actor.System with { Organisation = owed.Partner };
        if (await engine.Take(owed.Item, "coordination.answer", partner, clock.GetUtcNow(), ct) is not var (turn, item)
            || turn.ByHandOf(item) is not { } byHand)
        {
            return null;
        }

        var reported = await ReportSentWork.Handle(
            new ReportSentWork.Input(owed.Item, value ?? byHand.AtLeast ?? byHand.AtMost ?? 1), engine, partner, clock, ct);
        return reported.Refusals.Count > 0
            ? Outcome<Simulated>.Refused([.. reported.Refusals.Select(r => r is ReportSentWork.NotDoneYet or InvalidInput
                ? new InvalidInput("input.value", r.Message)
                : r)])
            : Outcome.Of(new Simulated(
                "A partner organisation reported the outcome of a step that it owed.", [owed.Item.ToString(), owed.Partner.ToString()])).Publishing(reported.Events);
    }

    private sealed record Owed(WorkItemId Item, OrganisationId Partner);
}
