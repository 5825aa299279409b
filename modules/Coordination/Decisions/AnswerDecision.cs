using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Coordination;

/// <summary>Decides, with a reason. Only whoever is asked at present can, and never on what they have asked for themselves.</summary>
[Mutation, Feature("coordination.decisions"), Requires("coordination.work")]
internal static class AnswerDecision
{
    /// <param name="Request">The request.</param>
    /// <param name="Answer">Yes or no.</param>
    /// <param name="Reason">Why; the next who asks the same reads it as a precedent.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(DecisionRequestId Request, DecisionAnswer Answer, string Reason, int? ExpectedVersion = null);

    /// <summary>Somebody else is asked.</summary>
    /// <param name="Decider">The person who is asked; null while a team is, or nobody is there.</param>
    public sealed record NotTheDecider(UserId? Decider) : Refusal(
        "coordination.not_the_decider", "Somebody else is asked for this decision; only they can answer it.", "input.request");

    public static async Task<Outcome<DecisionRequest>> Handle(
        Input input, CoordinationDb db, Deciding deciding, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await deciding.Take(input.Request, ct) is not { } request || !request.IsWithin(actor, "coordination.read")
            || await db.IsKeptFromMe(request, ct))
        {
            return new NotFound("input.request");
        }

        if (request.Prevents(input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        if (!request.MayBeAnsweredBy(actor))
        {
            return new NotTheDecider(request.Decider);
        }

        var answered = await deciding.Answer(request, input.Answer, input.Reason.Trim(), actor.User, clock.GetUtcNow(), ct);
        return Outcome.Of(request).Publishing(answered);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Reason).NotEmpty().MaximumLength(2000);
    }
}
