using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Restricts a client's record to named people, as for colleagues of the staff or somebody in danger. To anybody else it does not
/// exist, in lists as well. Doing it again replaces the names.
/// </summary>
[Mutation, Feature("intake.consent"), Requires("intake.sequester")]
internal static class SequesterClient
{
    /// <summary>For whom the record is.</summary>
    /// <param name="Client">Whose record.</param>
    /// <param name="Users">Who may see it, besides the caller.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Input(ClientId Client, IReadOnlyList<UserId> Users, string Reason);

    public static async Task<Outcome<Sequestration>> Handle(
        Input input, IntakeDb db, People people, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (actor.User is not { } me || await db.FindClient(input.Client, "intake.sequester", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.Problem("input.client") is { } problem)
        {
            return problem;
        }

        foreach (var user in input.Users)
        {
            if (await people.User(user, ct) is null)
            {
                return new NotFound("input.users");
            }
        }

        var now = clock.GetUtcNow();
        foreach (var before in await db.Sequestrations.Where(s => s.Client == client.Id && s.LiftedAt == null).ToListAsync(ct))
        {
            before.Lift(me, now);
        }

        var sequestration = new Sequestration { Id = Id.New<SequestrationId>(clock), Client = client.Id, Reason = input.Reason, Since = now, By = me };
        db.Add(sequestration);
        db.AddRange(input.Users.Append(me).Distinct().Select(user => new SequestrationUser(sequestration.Id, user)));
        return Outcome.Of(sequestration).Publishing(new ClientSequestered(client.Id, sequestration.Id));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int ReasonLength = 1000;
        private const int MostUsers = 200;

        public Validator()
        {
            RuleFor(i => i.Reason).NotEmpty().MaximumLength(ReasonLength);
            RuleFor(i => i.Users).Must(u => u.Count <= MostUsers).WithMessage($"Name up to {MostUsers} people.");
        }
    }
}
