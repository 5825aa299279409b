using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>
/// Takes an inquiry out of the queue, or from a colleague, as one's own. Whoever works in programs under 42 CFR Part 2 alone takes it into the
/// program: that they have it says where the person is.
/// </summary>
[Mutation, Feature("intake"), Requires("intake.receive")]
internal static class TakeInquiry
{
    /// <summary>What is taken.</summary>
    /// <param name="Inquiry">Which one.</param>
    /// <param name="ExpectedVersion">The version that the caller has read: of two who take it at once, one gets it.</param>
    public sealed record Input(InquiryId Inquiry, int? ExpectedVersion = null);

    /// <summary>Only a person can take an inquiry.</summary>
    public sealed record NobodyTakes() : Refusal(
        "intake.nobody_takes", "Only a signed-in person can take an inquiry; programs assign it to somebody instead.", "input");

    public static async Task<Outcome<Inquiry>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (actor.User is not { } me)
        {
            return new NobodyTakes();
        }

        if (await db.FindInquiry(input.Inquiry, "intake.receive", ct) is not { } inquiry)
        {
            return new NotFound("input.inquiry");
        }

        if (inquiry.Problem("input.inquiry", input.ExpectedVersion) is { } problem)
        {
            return problem;
        }

        if (inquiry.Owner == me)
        {
            return inquiry;
        }

        await db.MoveAhead(inquiry, actor.ProgramTeam, clock.GetUtcNow(), ct);
        inquiry.Assign(actor.ProgramTeam ?? inquiry.Team, me);
        db.Add(inquiry.OwnedSince(clock.GetUtcNow(), me, reason: null, clock));
        return Outcome.Of(inquiry).Publishing(new InquiryAssigned(inquiry.Client, inquiry.Id, inquiry.Team, me));
    }
}
