using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Hands an inquiry over: to a person, or back to a team's queue. It is never without an owner.</summary>
[Mutation, Feature("intake"), Requires("intake.assign")]
internal static class AssignInquiry
{
    /// <summary>Who owns it from now on.</summary>
    /// <param name="Inquiry">What is handed over.</param>
    /// <param name="Owner">The person; nothing leaves it in the team's queue.</param>
    /// <param name="Team">The team whose queue holds it; the team stays as it is when nothing is said.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(
        InquiryId Inquiry, UserId? Owner = null, TeamId? Team = null, string? Reason = null, int? ExpectedVersion = null);

    /// <summary>Somebody must own it.</summary>
    public sealed record OwnerMissing() : Refusal(
        "intake.owner_missing", "Name the person or the team that shall own the inquiry.", "input");

    /// <summary>The person is not there to take it.</summary>
    public sealed record OwnerNotThere() : Refusal(
        "intake.owner_not_there", "This person is away or no longer works here. Choose somebody who is there, or a team.", "input.owner");

    public static async Task<Outcome<Inquiry>> Handle(
        Input input, IntakeDb db, People people, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindInquiry(input.Inquiry, "intake.assign", ct) is not { } inquiry)
        {
            return new NotFound("input.inquiry");
        }

        if (inquiry.Problem("input.inquiry", input.ExpectedVersion) is { } problem)
        {
            return problem;
        }

        if (await Refuse(input, people, ct) is { } refusal)
        {
            return refusal;
        }

        await db.MoveAhead(inquiry, input.Team, clock.GetUtcNow(), ct);
        inquiry.Assign(input.Team ?? inquiry.Team, input.Owner);
        db.Add(inquiry.OwnedSince(clock.GetUtcNow(), actor.User, input.Reason, clock));
        return Outcome.Of(inquiry).Publishing(new InquiryAssigned(inquiry.Client, inquiry.Id, inquiry.Team, inquiry.Owner));
    }

    private static async Task<Refusal?> Refuse(Input input, People people, CancellationToken ct)
    {
        if (input.Owner is null && input.Team is null)
        {
            return new OwnerMissing();
        }

        if (input.Team is { } team && await people.Team(team, ct) is null)
        {
            return new NotFound("input.team");
        }

        if (input.Owner is not { } owner)
        {
            return null;
        }

        return await people.User(owner, ct) switch
        {
            null => new NotFound("input.owner"),
            { Away: true } or { Active: false } => new OwnerNotThere(),
            _ => null,
        };
    }
}
