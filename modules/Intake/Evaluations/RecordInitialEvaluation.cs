using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Writes down that the person was evaluated for the first time, and how. What was found stands in the form.</summary>
[Mutation, Feature("intake"), Requires("intake.evaluate")]
internal static class RecordInitialEvaluation
{
    /// <summary>When and how.</summary>
    /// <param name="Inquiry">For which request.</param>
    /// <param name="Mode">How.</param>
    /// <param name="EvaluatedAt">When, if that was before now.</param>
    public sealed record Input(InquiryId Inquiry, EvaluationMode Mode, DateTimeOffset? EvaluatedAt = null);

    public static async Task<Outcome<InitialEvaluation>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindInquiry(input.Inquiry, "intake.evaluate", ct) is not { } inquiry)
        {
            return new NotFound("input.inquiry");
        }

        if (inquiry.Problem("input.inquiry") is { } problem)
        {
            return problem;
        }

        var at = input.EvaluatedAt?.ToUniversalTime() ?? clock.GetUtcNow();
        if (at > clock.GetUtcNow() || at < inquiry.ReceivedAt)
        {
            return new InvalidInput("input.evaluatedAt", "An evaluation lies between the request and now.");
        }

        var evaluation = InitialEvaluation.Of(inquiry, input.Mode, at, actor.User, clock);
        db.Add(evaluation);
        var wanted = input.Mode is not EvaluationMode.InPerson && inquiry.MayBeUrgent() && !await db.IsReviewed(inquiry.Id, ct)
            ? await db.WantReview(inquiry, evaluation, at, ct) : null;
        var done = new InitialEvaluationDone(
            inquiry.Client, inquiry.Id, evaluation.Id, evaluation.Mode, evaluation.Acuity, evaluation.ReviewWanted, actor.User, inquiry.Site, at,
            wanted?.NextEncounter ?? NextEncounter.None, wanted?.ReviewFrom ?? at);
        return wanted is null ? Outcome.Of(evaluation).Publishing(done) : Outcome.Of(evaluation).Publishing([done, wanted]);
    }
}
