using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>
/// Hands a person whom the front door cannot reach to outreach, in a conversation and with what is known: a warm handoff. The outreach team
/// owns the inquiry from now on, and a workflow begins by which it looks for the person.
/// </summary>
[Mutation, Feature("intake"), Requires("intake.receive")]
internal static class HandToOutreach
{
    /// <summary>Who takes over, and what they should know.</summary>
    /// <param name="Inquiry">Which one.</param>
    /// <param name="Team">The outreach team.</param>
    /// <param name="Note">Where the person may be found, who may know them, what was tried.</param>
    /// <param name="SpokenTo">Who of the team took it in the conversation, and owns it now; its queue holds it when nobody did.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(InquiryId Inquiry, TeamId Team, string Note, UserId? SpokenTo = null, int? ExpectedVersion = null);

    /// <summary>The person who shall take it does not belong to the team, or is not there.</summary>
    public sealed record NobodyThere() : Refusal(
        "intake.nobody_there", "This person is not there, or not of this team. Speak to somebody who is, or hand it to the team's queue.", "input.spokenTo");

    public static async Task<Outcome<Inquiry>> Handle(
        Input input, IntakeDb db, People people, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindInquiry(input.Inquiry, "intake.receive", ct) is not { } inquiry)
        {
            return new NotFound("input.inquiry");
        }

        if (inquiry.Problem("input.inquiry", input.ExpectedVersion) is { } problem)
        {
            return problem;
        }

        if (await people.Team(input.Team, ct) is null)
        {
            return new NotFound("input.team");
        }

        if (input.SpokenTo is { } person && !IsThere(await people.User(person, ct), input.Team))
        {
            return new NobodyThere();
        }

        var now = clock.GetUtcNow();
        db.Add(new OutreachHandoff
        {
            Id = Id.New<OutreachHandoffId>(clock),
            Inquiry = inquiry.Id,
            FromTeam = inquiry.Team,
            Team = input.Team,
            SpokenTo = input.SpokenTo,
            Note = input.Note,
            HandedAt = now,
            HandedBy = actor.User,
        });
        inquiry.Assign(input.Team, input.SpokenTo);
        db.Add(inquiry.OwnedSince(now, actor.User, "warm handoff to outreach", clock));
        return Outcome.Of(inquiry)
            .Publishing(new InquiryAssigned(inquiry.Client, inquiry.Id, inquiry.Team, inquiry.Owner))
            .Publishing(new OutreachHanded(inquiry.Client, inquiry.Id, inquiry.Team, inquiry.Owner, inquiry.Site, now));
    }

    private static bool IsThere(User? person, TeamId team) => person is { Active: true, Away: false } && person.Teams.Contains(team);

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator() => RuleFor(i => i.Note).NotEmpty().MaximumLength(NoteLength);
    }
}
