using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Asks a client's payers, at once, whether they cover the client, and brings what is known of coverage in line with the answers. Each
/// answer is kept as it came: its check's id is the proof that a claim relies on later.
/// </summary>
[Mutation, Feature("intake.eligibility"), Requires("intake.coverage")]
internal static class CheckEligibility
{
    /// <summary>About whom, and why.</summary>
    /// <param name="Client">Who.</param>
    /// <param name="Payer">The one payer to ask; the payers of the client's coverage, and those that are asked of all, when nothing is said.</param>
    /// <param name="Reason">On which occasion.</param>
    /// <param name="From">The first day asked about; today when nothing is said.</param>
    /// <param name="To">The last day asked about; the first when nothing is said.</param>
    public sealed record Input(
        ClientId Client, EligibilityPayerId? Payer = null, AskedOccasion Reason = AskedOccasion.Asked, DateOnly? From = null, DateOnly? To = null);

    /// <summary>There is nobody to ask.</summary>
    public sealed record NoPayer() : Refusal(
        "intake.no_payer", "No payer can be asked about this client. Record who covers the client, or let an administrator set up the payer.", "input.payer");

    /// <summary>Asks before the transaction begins: a slow payer keeps neither a connection nor a lock.</summary>
    public static async Task<Outcome<Answers>> Ask(
        Input input, IntakeDb db, EligibilityDesk desk, TenantPrivacy privacy, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var found = await Find(input.Client, db, ct);
        if (found.Value is not { } client)
        {
            return Outcome<Answers>.Refused(found.Refusals);
        }

        EligibilityPayer? only = null;
        if (input.Payer is { } payer)
        {
            only = await db.EligibilityPayers.FirstOrDefaultAsync(p => p.Id == payer && p.Active, ct);
            if (only is null)
            {
                return new NotFound("input.payer");
            }
        }

        var from = input.From ?? clock.Today();
        var to = input.To ?? from;
        if (to < from)
        {
            return new InvalidInput("input.to", "The last day asked about must not come before the first.");
        }

        var reason = ReasonOf(input.Reason);
        var inquiry = reason is CheckReason.Intake ? await db.TakenIn(client.Id, privacy, ct) : null;
        var answers = await desk.Ask([client], only, new Inquired(reason, from, to, Run: null, actor.User, inquiry), ct);
        return answers.Checks.Count == 0 ? new NoPayer() : answers;
    }

    public static async Task<Outcome<EligibilityResult>> Handle(
        Input input, Answers answers, IntakeDb db, EligibilityDesk desk, CancellationToken ct)
    {
        // While the payer thought the record may have been merged into another, or closed to the caller.
        var found = await Find(input.Client, db, ct);
        return found.Value is not { } client
            ? Outcome<EligibilityResult>.Refused(found.Refusals)
            : Outcome.Of(new EligibilityResult(client.Id, answers.Checks)).Publishing(await desk.Settle(answers, ct));
    }

    private static async Task<Outcome<Client>> Find(ClientId id, IntakeDb db, CancellationToken ct) =>
        await db.FindClient(id, "intake.coverage", ct) is not { } client ? new NotFound("input.client")
        : client.Problem("input.client") is { } problem ? problem
        : client;

    private static CheckReason ReasonOf(AskedOccasion occasion) => occasion switch
    {
        AskedOccasion.Intake => CheckReason.Intake,
        AskedOccasion.CheckIn => CheckReason.CheckIn,
        _ => CheckReason.Asked,
    };
}

/// <summary>On which occasion somebody asks.</summary>
internal enum AskedOccasion
{
    /// <summary>The person is being taken in.</summary>
    Intake,

    /// <summary>The person has come for an appointment.</summary>
    CheckIn,

    /// <summary>Somebody wants to know.</summary>
    Asked,
}

/// <summary>What a client's payers answered.</summary>
/// <param name="Client">About whom.</param>
/// <param name="Checks">One for each payer that was asked.</param>
internal sealed record EligibilityResult(ClientId Client, IReadOnlyList<EligibilityCheck> Checks);
