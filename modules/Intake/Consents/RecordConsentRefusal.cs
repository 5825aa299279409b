using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>
/// Records that a client was asked for a consent and did not give it. Care goes on; when the time has come that the organisation's policy
/// sets, somebody gets the work of asking again.
/// </summary>
[Mutation, Feature("intake.consent"), Requires("intake.consent")]
internal static class RecordConsentRefusal
{
    /// <summary>What was not agreed to.</summary>
    /// <param name="Client">Who was asked.</param>
    /// <param name="Kind">For what kind of agreement.</param>
    /// <param name="Recipient">Who would have been told, when it was about one organisation.</param>
    /// <param name="Reason">In the client's words.</param>
    /// <param name="ReAskOn">When to ask again; after the days of the organisation's policy when nothing is said.</param>
    public sealed record Input(ClientId Client, ConsentKind Kind, OrganisationId? Recipient = null, string? Reason = null, DateOnly? ReAskOn = null);

    public static async Task<Outcome<ConsentRefusal>> Handle(
        Input input, IntakeDb db, TenantPrivacy privacy, Timers timers, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(input.Client, "intake.consent", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.Problem("input.client") is { } problem)
        {
            return problem;
        }

        var reAskOn = input.ReAskOn ?? clock.Today().AddDays((await privacy.Policy(ct)).ReAskDays);
        if (reAskOn <= clock.Today())
        {
            return new InvalidInput("input.reAskOn", "Name a day after today.");
        }

        var refusal = new ConsentRefusal
        {
            Id = Id.New<ConsentRefusalId>(clock),
            Client = client.Id,
            Kind = input.Kind,
            Recipient = input.Recipient,
            Reason = input.Reason,
            RefusedAt = clock.GetUtcNow(),
            RecordedBy = actor.User,
            ReAskOn = reAskOn,
        };
        db.Add(refusal);
        var morning = reAskOn.ToDateTime(TimeOnly.MinValue);
        await timers.Set(
            new ConsentReAsk(client.Id, refusal.Id), refusal.Id.ToString(),
            new DateTimeOffset(morning, clock.LocalTimeZone.GetUtcOffset(morning)).ToUniversalTime(), ct);
        return Outcome.Of(refusal).Publishing(new ConsentRefused(client.Id, refusal.Id, refusal.Kind.ToText(), reAskOn));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int ReasonLength = 1000;

        public Validator() => RuleFor(i => i.Reason).MaximumLength(ReasonLength);
    }
}
