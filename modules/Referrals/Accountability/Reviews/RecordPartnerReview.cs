using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Writes down what the review of a partner found; the numbers of the month are kept with it as they are now.</summary>
[Mutation, Feature("referrals"), Requires("referrals.hold-accountable")]
internal static class RecordPartnerReview
{
    /// <param name="Review">The review.</param>
    /// <param name="Found">What was found: every duty of the agreement is judged.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(PartnerReviewId Review, ReviewFindings Found, int? ExpectedVersion = null);

    /// <summary>The review is recorded already.</summary>
    /// <param name="RecordedAt">Since when.</param>
    public sealed record AlreadyReviewed(DateTimeOffset RecordedAt) : Refusal(
        "referrals.already_reviewed", $"This review was recorded on {RecordedAt:yyyy-MM-dd} and stays as it is. The next one comes with the next month.", "input.review");

    /// <summary>Some duties of the agreement were not judged, or are none of its duties.</summary>
    /// <param name="Missing">The duties that were left out.</param>
    /// <param name="Unknown">What is no duty of it.</param>
    public sealed record DutiesNotJudged(IReadOnlyList<string> Missing, IReadOnlyList<string> Unknown) : Refusal(
        "referrals.duties_not_judged",
        $"Judge each duty of the agreement once, by its words. Left out: {Listed(Missing)}. No duty of it: {Listed(Unknown)}.", "input.found.duties")
    {
        private static string Listed(IReadOnlyList<string> duties) => duties.Count == 0 ? "nothing" : string.Join("; ", duties);
    }

    public static async Task<Outcome<PartnerReview>> Handle(
        Input input, ReferralsDb db, ScorecardDesk desk, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.PartnerReviews.FirstOrDefaultAsync(r => r.Id == input.Review, ct) is not { } review)
        {
            return new NotFound("input.review");
        }

        if (review.RecordedAt is { } recorded)
        {
            return new AlreadyReviewed(recorded);
        }

        if (input.ExpectedVersion is { } expected && expected != review.Version)
        {
            return new VersionConflict(expected, review.Version);
        }

        var agreement = await db.Agreements.AsNoTracking().SingleAsync(a => a.Id == review.Agreement, ct);
        var duties = PartnerReview.DutiesOf(agreement.Terms);
        List<(DutyKind, string)> judged = [.. input.Found.Duties.Select(d => (d.Kind, d.Duty))];
        var (missing, unknown) = (duties.Except(judged).ToList(), judged.Except(duties).ToList());
        if (missing.Count > 0 || unknown.Count > 0 || judged.Count != judged.Distinct().Count())
        {
            return new DutiesNotJudged([.. missing.Select(d => d.Item2)], [.. unknown.Select(d => d.Item2)]);
        }

        var card = (await desk.Of([review.Partner], review.Month, review.Month.AddMonths(1).AddDays(-1), ct))[0];
        review.Record(input.Found, card.Lines, actor.User, clock.GetUtcNow());
        return Outcome.Of(review).Publishing(new PartnerReviewRecorded(
            review.Id, review.Partner, review.Month, review.NeedsAction, actor.User, clock.GetUtcNow()));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int TextLength = 8000;

        public Validator()
        {
            RuleFor(i => i.Found.Findings).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Write what was found.").MaximumLength(TextLength);
            RuleForEach(i => i.Found.Duties).Must(d => d.Note is null || d.Note.Length <= TextLength).WithMessage($"A note has up to {TextLength} characters.");
        }
    }
}
