using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Opens a plan that several organisations are to share for a client. This organisation convenes it; nobody else knows of it before they are invited.
/// </summary>
[Mutation, Feature("referrals.shared-plans"), Requires(PlanReach.Plan)]
internal static class OpenSharedPlan
{
    /// <param name="Client">For whom.</param>
    /// <param name="ReviewOn">The day on which it is to be looked at again.</param>
    /// <param name="Owner">Who is responsible for it here; the caller when nobody is named.</param>
    /// <param name="Team">The team of the owner; the caller's first when none is named.</param>
    public sealed record Input(ClientId Client, DateOnly ReviewOn, UserId? Owner = null, TeamId? Team = null);

    /// <summary>The person has an open plan.</summary>
    /// <param name="Plan">Which.</param>
    public sealed record PlanAlreadyOpen(SharedPlanId Plan) : Refusal(
        "referrals.plan_already_open", $"This person has an open shared plan: {Plan}. Invite partners to that one.", "input.client");

    public static async Task<Outcome<SharedPlan>> Handle(
        Input input, ReferralsDb db, IReferralFactsLookup facts, People people, Timers timers, TimeProvider clock, CancellationToken ct)
    {
        if (db.Actor.Organisation is not null || (await facts.Find([input.Client], clock.Today(), ct)).GetValueOrDefault(input.Client) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.MergedInto is { } stays)
        {
            return new InvalidInput("input.client", $"This record was merged: use {stays}.");
        }

        if (client.DiedOn is not null)
        {
            return new InvalidInput("input.client", "The person has died.");
        }

        if (input.ReviewOn <= clock.Today())
        {
            return new InvalidInput("input.reviewOn", "The plan is looked at again on a day to come.");
        }

        if ((input.Owner ?? db.Me) is not { } owner || await people.User(owner, ct) is not { Active: true, Organisation: null })
        {
            return new ReferralOwnerMissing();
        }

        if (input.Team is { } named && await people.Team(named, ct) is null)
        {
            return new NotFound("input.team");
        }

        if (await db.SharedPlans.AsNoTracking().FirstOrDefaultAsync(p => p.Client == client.Id && p.EndedAt == null, ct) is { } already)
        {
            return new PlanAlreadyOpen(already.Id);
        }

        var plan = new SharedPlan
        {
            Id = Id.New<SharedPlanId>(clock),
            Client = client.Id,
            FirstClient = client.Id,
            Owner = owner,
            Team = input.Team ?? db.Actor.Teams.OrderBy(t => t.Value).Select(t => (TeamId?)t).FirstOrDefault(),
            OpenedAt = clock.GetUtcNow(),
            ReviewOn = input.ReviewOn,
        };
        db.Add(plan);
        db.Note(plan, PlanStepKind.Opened, clock);
        await timers.Set(new PlanReviewComing(plan.Id), plan.Id.ToString(), clock.Midnight(plan.ReviewOn), ct);
        return Outcome.Of(plan).Publishing(new SharedPlanOpened(plan.Client, plan.Id, plan.Owner, plan.Team, plan.ReviewOn, plan.OpenedAt));
    }
}
