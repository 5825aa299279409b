using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>
/// Declares an emergency: for a short time the caller sees classes A to D of one client, in requests that state the purpose
/// <c>emergency</c>. The privacy officer hears at once and reviews it. Notes and what is for named people only stay closed.
/// </summary>
[Mutation, Feature("intake.consent"), Requires("intake.break-glass")]
internal static class BreakGlass
{
    /// <summary>Which emergency.</summary>
    /// <param name="Client">Whose record is needed.</param>
    /// <param name="Emergency">The name of the emergency, such as an overdose.</param>
    /// <param name="Reason">Why what is not open is needed for care now.</param>
    /// <param name="Recipient">To whom it is passed on, when that is medical personnel elsewhere.</param>
    /// <param name="Hours">For how long; as long as the organisation's policy allows when nothing is said.</param>
    public sealed record Input(ClientId Client, string Emergency, string Reason, string? Recipient = null, int? Hours = null);

    public static async Task<Outcome<EmergencyAccess>> Handle(
        Input input, IntakeDb db, TenantPrivacy privacy, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (actor.User is not { } me || await db.FindClient(input.Client, "intake.break-glass", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.Problem("input.client") is { } problem)
        {
            return problem;
        }

        var policy = await privacy.Policy(ct);
        if (input.Hours is { } hours && (hours < 1 || hours > policy.EmergencyHours))
        {
            return new InvalidInput("input.hours", $"An emergency lasts 1 to {policy.EmergencyHours} hours here.");
        }

        var access = EmergencyAccess.Declare(client.Id, me, input.Emergency, input.Reason, input.Recipient, input.Hours, policy, clock);
        db.Add(access);
        return Outcome.Of(access).Publishing(new GlassBroken(client.Id, access.Id, me, access.Since, access.ReviewBy, access.ReviewBy.AddDays(-1)));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int TextLength = 1000;

        public Validator()
        {
            RuleFor(i => i.Emergency).NotEmpty().MaximumLength(TextLength);
            RuleFor(i => i.Reason).NotEmpty().MaximumLength(TextLength);
            RuleFor(i => i.Recipient).MaximumLength(TextLength);
        }
    }
}
