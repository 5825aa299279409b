using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Takes in what somebody without an account asks on the public page, or on a page of the organisation's own. It becomes an inquiry like any
/// other. Nobody learns by it whether the person is known here: whoever may be the same person is left for staff to look at.
/// </summary>
[Mutation, Feature("intake.public-door"), Requires("intake.receive")]
internal static class AskForHelp
{
    /// <summary>Who needs help and how whoever asks is answered.</summary>
    /// <param name="Form">A random text for this request, made by whoever shows the form; sending it again makes no second request.</param>
    /// <param name="Person">Who needs help.</param>
    /// <param name="AnswerBy">How whoever asks wants to be told.</param>
    /// <param name="AnswerTo">The telephone number or mail address for that.</param>
    /// <param name="Relation">What the asker is to the person.</param>
    /// <param name="AskerName">The asker's name, when it is not the person.</param>
    /// <param name="Reason">In their words.</param>
    /// <param name="Language">The language of the page, as a BCP 47 tag.</param>
    public sealed record Input(
        string Form,
        PersonDetails Person,
        AnswerBy AnswerBy,
        string AnswerTo,
        AskerRelation Relation = AskerRelation.Self,
        string? AskerName = null,
        string? Reason = null,
        string Language = "en");

    public static async Task<Outcome<PublicRequest>> Handle(
        Input input, IntakeDb db, FrontDoor frontDoor, Calendars calendars, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var form = PublicCode.Hash(input.Form);
        if (await db.PublicRequests.FirstOrDefaultAsync(r => r.FormHash == form, ct) is { } sentBefore)
        {
            return sentBefore.Telling(input.Form);
        }

        var inquiry = Asked(input);
        var received = await ReceiveInquiry.Handle(inquiry, db, frontDoor, actor, clock, ct);
        if (received.Refusals is [ReceiveInquiry.PossibleMatches, ..])
        {
            received = await ReceiveInquiry.Handle(inquiry with { RegisterAsNew = true }, db, frontDoor, actor, clock, ct);
        }

        if (received.Value is not { } made)
        {
            return Outcome<PublicRequest>.Refused(received.Refusals);
        }

        var settings = await db.CurrentDoorSettings(ct);
        var callBackBy = (await calendars.Of(made.Site, ct)).EndOfBusinessDay(clock.GetUtcNow(), settings.Page.CallBackDays);
        var request = PublicRequest.Of(made.Id, input.Form, input.AnswerBy, input.AnswerTo.Trim(), input.Language, callBackBy, clock);
        db.Add(request);
        return Outcome.Of(request.Telling(input.Form)).Publishing(received.Events)
            .Publishing(new AskedInPublic(made.Client, made.Id, request.Id, request.RequestedAt));
    }

    private static ReceiveInquiry.Input Asked(Input input) => new(
        input.Relation is AskerRelation.Self ? Door.Self : Door.Web,
        Person: input.Person,
        Asker: input.Relation is AskerRelation.Self
            ? null
            : new ReceiveInquiry.Asker(input.Relation, input.AskerName, input.AnswerBy is AnswerBy.Email ? null : input.AnswerTo.Trim()),
        Reason: input.Reason);

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int ShortestForm = 16;
        private const int NameLength = 200;
        private const int ReasonLength = 4000;

        public Validator()
        {
            RuleFor(i => i.Form).MinimumLength(ShortestForm).MaximumLength(NameLength);
            RuleFor(i => i.Person).NotNull().SetValidator(new PersonDetailsValidator());
            RuleFor(i => i.AnswerTo).MaximumLength(NameLength);
            RuleFor(i => i.AnswerTo).Must(to => ReachForm.Email(to) is not null).When(i => i.AnswerBy is AnswerBy.Email)
                .WithMessage("A mail address has an @ with something before it.");
            RuleFor(i => i.AnswerTo).Must(to => ReachForm.Phone(to) is not null).When(i => i.AnswerBy is not AnswerBy.Email)
                .WithMessage("A telephone number has at least seven digits.");
            RuleFor(i => i.AskerName).MaximumLength(NameLength);
            RuleFor(i => i.Reason).MaximumLength(ReasonLength);
            RuleFor(i => i.Language).Matches("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$");
        }
    }
}
