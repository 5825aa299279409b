using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>The simulated payer ends a person's coverage, and the payer is asked at once, as at a check-in.</summary>
internal sealed class CoverageLapse(IntakeDb db, Session session, EligibilityDesk desk, TenantClock clock) : ISandboxSimulator
{
    private const int LookedAt = 200;

    public string Key => "coverage-lapse";

    public string Title => "Coverage lapses";

    public string Description =>
        "The simulated payer says from today on that it covers a person no longer: the client given as \"subject\", or one chosen at random among those whom it knows by "
        + "a member number. Somebody who is not covered today is confirmed as covered first. Then the payer is asked, as at a check-in: the coverage ends, the lapse is "
        + "published, and becomes work as in the world.";

    public string? Feature => "intake.eligibility";

    public async Task<Outcome<Simulated>> Run(SimulationWish wish, CancellationToken ct)
    {
        if (wish.By is not null || wish.Value is not null)
        {
            return new InvalidInput(wish.By is not null ? "input.by" : "input.value", "Coverage lapses today; leave this out.");
        }

        ClientId? chosen = null;
        if (wish.Subject is { } subject)
        {
            if (!Id.TryParse<ClientId>(subject, out var id))
            {
                return new InvalidInput("input.subject", "Give the id of a client, or nothing.");
            }

            chosen = id;
        }

        if (await Choose(chosen, ct) is not var (client, payer, coverage))
        {
            return new NothingToSimulate(chosen is null
                ? "The simulated payer knows nobody here by a member number: record a client's Medicaid coverage with one."
                : "The simulated payer does not know this client by a member number: choose another one, or record Medicaid coverage with a number.");
        }

        List<object> events = [];
        if (!await IsCovered(client.Id, payer, ct))
        {
            await Say(coverage.MemberId!, Scenario.Active, ct);
            events.AddRange(await Ask(client, payer, ct));
            // The payer writes numbers in its own way, and is asked by them from now on.
            coverage = (await Choose(client.Id, ct))!.Value.Coverage;
        }

        await Say(coverage.MemberId!, Scenario.Lapsed, ct);
        events.AddRange(await Ask(client, payer, ct));
        if (!events.OfType<CoverageLapsed>().Any())
        {
            return new NothingToSimulate("The payer said that coverage has ended, and yet nothing lapsed: somebody else pays, or it was known. Choose another client.");
        }

        return Outcome.Of(new Simulated("The payer ended a client's coverage as of today, and was asked.", [client.Id.ToString()])).Publishing(events);
    }

    // As the desk does, the number of the latest coverage counts.
    private async Task<(Client Client, EligibilityPayer Payer, Coverage Coverage)?> Choose(ClientId? chosen, CancellationToken ct)
    {
        var payers = (await desk.Payers(ct)).FindAll(p => p.Source is SourceKind.Simulator);
        var some = await db.OpenClients
            .Where(c => c.State == ClientState.Active && c.DiedOn == null && (chosen == null || c.Id == chosen) && db.Coverages.Any(v => v.Client == c.Id && v.MemberId != null))
            .OrderBy(_ => EF.Functions.Random()).Take(LookedAt).ToListAsync(ct);
        ClientId[] ids = [.. some.Select(c => c.Id)];
        var told = (await db.Coverages.AsNoTracking()
            .Where(v => ids.Contains(v.Client) && v.MemberId != null && (v.Status == CoverageStatus.Active || v.Status == CoverageStatus.Pending)).ToListAsync(ct)).ToLookup(v => v.Client);
        foreach (var client in some)
        {
            var paid = payers
                .Select(p => (Payer: p, Coverage: told[client.Id].Where(p.Pays).MaxBy(c => c.StartsOn)))
                .FirstOrDefault(p => p.Coverage is not null);
            if (paid.Coverage is not null)
            {
                return (client, paid.Payer, paid.Coverage);
            }
        }

        return null;
    }

    private async Task<bool> IsCovered(ClientId client, EligibilityPayer payer, CancellationToken ct)
    {
        var today = clock.Today();
        return (await db.Coverages.Where(c => c.Client == client).ToListAsync(ct)).Exists(c => payer.Pays(c) && c.Pays(today));
    }

    private async Task Say(string memberId, Scenario scenario, CancellationToken ct)
    {
        var number = EligibilitySimulation.NumberOf(memberId);
        var simulation = await db.EligibilitySimulations.FirstOrDefaultAsync(s => s.MemberId == number, ct);
        if (simulation is null)
        {
            simulation = new EligibilitySimulation { Id = Id.New<EligibilitySimulationId>(clock), MemberId = number };
            db.Add(simulation);
        }

        simulation.Say(scenario, clock.Today());
        // The payer reads what is set from the database.
        await session.SaveAsync(ct);
    }

    private async Task<List<object>> Ask(Client client, EligibilityPayer payer, CancellationToken ct)
    {
        var today = clock.Today();
        var answers = await desk.Ask([client], payer, new Inquired(CheckReason.CheckIn, today, today), ct);
        var events = await desk.Settle(answers, ct);
        await session.SaveAsync(ct);
        return events;
    }
}
