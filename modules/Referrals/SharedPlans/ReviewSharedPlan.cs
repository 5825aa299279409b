using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Writes down that a shared plan was looked at again and goes on, until when, and with whom responsible here.</summary>
[Mutation, Feature("referrals.shared-plans"), Requires(PlanReach.Plan)]
internal static class ReviewSharedPlan
{
    /// <param name="Plan">The plan.</param>
    /// <param name="NextReviewOn">The day on which it is to be looked at next.</param>
    /// <param name="Owner">Who is responsible for it here from now on; whoever was when nobody is named.</param>
    /// <param name="Team">The team of the new owner.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(SharedPlanId Plan, DateOnly NextReviewOn, UserId? Owner = null, TeamId? Team = null, int? ExpectedVersion = null);

    public static async Task<Outcome<SharedPlan>> Handle(
        Input input, ReferralsDb db, People people, Timers timers, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindPlan(input.Plan, ct) is not { } plan)
        {
            return new NotFound("input.plan");
        }

        if (plan.Prevents(input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        if (input.NextReviewOn <= clock.Today())
        {
            return new InvalidInput("input.nextReviewOn", "The plan is looked at again on a day to come.");
        }

        if (input.Owner is { } owner && await people.User(owner, ct) is not { Active: true, Organisation: null })
        {
            return new ReferralOwnerMissing();
        }

        if (input.Team is { } team && await people.Team(team, ct) is null)
        {
            return new NotFound("input.team");
        }

        (plan.Owner, plan.Team, plan.ReviewOn, plan.ReviewedAt) =
            (input.Owner ?? plan.Owner, input.Team ?? plan.Team, input.NextReviewOn, clock.GetUtcNow());
        db.Note(plan, PlanStepKind.Reviewed, clock);
        await timers.Set(new PlanReviewComing(plan.Id), plan.Id.ToString(), clock.Midnight(plan.ReviewOn), ct);
        return Outcome.Of(plan).Publishing(new SharedPlanReviewed(
            plan.Client, plan.Id, plan.Owner, plan.Team, plan.ReviewOn, actor.User, clock.GetUtcNow()));
    }
}
