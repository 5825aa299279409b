using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>
/// Writes down what was done at once about an emergency, and by when somebody looks after the person again. It stops the clock of the
/// emergency and begins that of the follow-up.
/// </summary>
[Mutation, Feature("intake"), Requires("intake.triage")]
internal static class RecordImmediateAction
{
    /// <summary>What was done.</summary>
    /// <param name="Inquiry">For which request.</param>
    /// <param name="Action">What.</param>
    /// <param name="Note">How it went; needed where the action is another one.</param>
    /// <param name="TakenAt">When, if that was before now.</param>
    /// <param name="FollowUpBy">By when somebody looks after the person again; after the usual hours when nothing is said.</param>
    public sealed record Input(
        InquiryId Inquiry, EmergencyResponse Action, string? Note = null, DateTimeOffset? TakenAt = null, DateTimeOffset? FollowUpBy = null);

    public static async Task<Outcome<Inquiry>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindInquiry(input.Inquiry, "intake.triage", ct) is not { } inquiry)
        {
            return new NotFound("input.inquiry");
        }

        if (inquiry.Problem("input.inquiry") is { } problem)
        {
            return problem;
        }

        var taken = input.TakenAt?.ToUniversalTime() ?? clock.GetUtcNow();
        if (taken > clock.GetUtcNow() || taken < inquiry.ReceivedAt)
        {
            return new InvalidInput("input.takenAt", "What was done lies between the request and now.");
        }

        var followUp = input.FollowUpBy?.ToUniversalTime() ?? taken.AddHours((await db.CurrentDoorSettings(ct)).FollowUpHours);
        if (followUp < taken)
        {
            return new InvalidInput("input.followUpBy", "The follow-up comes after what was done.");
        }

        var action = new ImmediateAction
        {
            Id = Id.New<ImmediateActionId>(clock),
            Inquiry = inquiry.Id,
            Action = input.Action,
            Note = input.Note,
            TakenAt = taken,
            TakenBy = actor.User,
            FollowUpBy = followUp,
        };
        db.Add(action);
        return Outcome.Of(inquiry).Publishing(
            new ImmediateActionTaken(inquiry.Client, inquiry.Id, input.Action, actor.User, taken, followUp));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator()
        {
            RuleFor(i => i.Note).MaximumLength(NoteLength);
            RuleFor(i => i.Note).NotEmpty().When(i => i.Action is EmergencyResponse.Other).WithMessage("Say what was done.");
        }
    }
}
