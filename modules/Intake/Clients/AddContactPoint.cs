using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Writes down a further way to reach a client.</summary>
[Mutation, Feature("intake"), Requires("intake.register")]
internal static class AddContactPoint
{
    /// <summary>How the client can be reached.</summary>
    /// <param name="Client">Who.</param>
    /// <param name="Kind">By what.</param>
    /// <param name="Value">The telephone number or mail address.</param>
    public sealed record Input(ClientId Client, ContactKind Kind, string Value);

    public static async Task<Outcome<ContactPoint>> Handle(Input input, IntakeDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(input.Client, "intake.register", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.Problem("input.client") is { } problem)
        {
            return problem;
        }

        if ((input.Kind is ContactKind.Phone ? ReachForm.Phone(input.Value) : ReachForm.Email(input.Value)) is null)
        {
            return new InvalidInput("input.value", "A telephone number has at least seven digits; a mail address has an @ with something before it.");
        }

        var point = new ContactPoint
        {
            Id = Id.New<ContactPointId>(clock),
            Client = client.Id,
            Kind = input.Kind,
            Value = input.Value.Trim(),
            RecordedAt = clock.GetUtcNow(),
        };
        db.Add(point);
        await db.RefreshMatchKeys(client, ct);
        return point;
    }
}
