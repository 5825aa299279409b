using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Writes down whether a client wants to be reminded of appointments, and by what. What was said before is kept.</summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.schedule")]
internal static class RecordContactPreference
{
    /// <summary>What the client has said.</summary>
    /// <param name="Client">Who.</param>
    /// <param name="Reminders">Whether they want reminders.</param>
    /// <param name="Channel">By what; by whatever reaches them when left out.</param>
    public sealed record Input(ClientId Client, bool Reminders, ContactKind? Channel = null);

    public static async Task<Outcome<ContactPreference>> Handle(
        Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(input.Client, "intake.schedule", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.Problem("input.client") is { } problem)
        {
            return problem;
        }

        var preference = new ContactPreference
        {
            Id = Id.New<ContactPreferenceId>(clock),
            Client = client.Id,
            Reminders = input.Reminders,
            Channel = input.Channel,
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = actor.User,
        };
        db.Add(preference);
        return preference;
    }
}
