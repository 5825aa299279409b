using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Lifts the restriction of a client's record to named people. Only somebody who is named can.</summary>
[Mutation, Feature("intake.consent"), Requires("intake.sequester")]
internal static class ReleaseClient
{
    /// <summary>Whose record.</summary>
    /// <param name="Client">The client.</param>
    public sealed record Input(ClientId Client);

    /// <summary>The record is not restricted.</summary>
    public sealed record NotSequestered() : Refusal("intake.not_sequestered", "This record is not restricted to named people.", "input.client");

    public static async Task<Outcome<Sequestration>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(input.Client, "intake.sequester", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        var open = await db.Sequestrations.Where(s => s.Client == client.Id && s.LiftedAt == null).ToListAsync(ct);
        if (open is not [.., var last])
        {
            return new NotSequestered();
        }

        open.ForEach(s => s.Lift(actor.User, clock.GetUtcNow()));
        return Outcome.Of(last).Publishing(new ClientReleased(client.Id, last.Id));
    }
}
