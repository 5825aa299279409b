using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Writes down that an evaluation by telephone or video was reviewed with the person in the room.</summary>
[Mutation, Feature("intake"), Requires("intake.evaluate")]
internal static class ReviewInitialEvaluation
{
    /// <summary>Which one, and when.</summary>
    /// <param name="Evaluation">Which one.</param>
    /// <param name="ReviewedAt">When, if that was before now.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(InitialEvaluationId Evaluation, DateTimeOffset? ReviewedAt = null, int? ExpectedVersion = null);

    /// <summary>It needs no review.</summary>
    public sealed record NothingToReview() : Refusal(
        "intake.nothing_to_review", "This evaluation was done in person, in a routine case, or is reviewed already. There is nothing to do.", "input.evaluation");

    public static async Task<Outcome<InitialEvaluation>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var visible = db.InquiriesFor("intake.evaluate");
        if (await db.InitialEvaluations.FirstOrDefaultAsync(e => e.Id == input.Evaluation && visible.Any(i => i.Id == e.Inquiry), ct) is not { } evaluation)
        {
            return new NotFound("input.evaluation");
        }

        if (input.ExpectedVersion is { } expected && expected != evaluation.Version)
        {
            return new VersionConflict(expected, evaluation.Version);
        }

        if (evaluation is { ReviewWanted: false } or { ReviewedAt: not null })
        {
            return new NothingToReview();
        }

        var at = input.ReviewedAt?.ToUniversalTime() ?? clock.GetUtcNow();
        if (at > clock.GetUtcNow() || at < evaluation.EvaluatedAt)
        {
            return new InvalidInput("input.reviewedAt", "A review lies between the evaluation and now.");
        }

        evaluation.Review(actor.User, at);
        var client = await db.Inquiries.Where(i => i.Id == evaluation.Inquiry).Select(i => i.Client).FirstAsync(ct);
        return Outcome.Of(evaluation).Publishing(new InitialEvaluationReviewed(client, evaluation.Inquiry, evaluation.Id, actor.User, at));
    }
}
