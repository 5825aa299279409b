using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Writes down a try to reach the person of an open inquiry. The number or address that was tried is thereby verified, or marked wrong.
/// </summary>
[Mutation, Feature("intake"), Requires("intake.receive")]
internal static class RecordContactAttempt
{
    /// <summary>What was tried, and what came of it.</summary>
    /// <param name="Inquiry">For which request.</param>
    /// <param name="Channel">By what.</param>
    /// <param name="Result">What came of it.</param>
    /// <param name="ContactPoint">The number or address that was tried.</param>
    /// <param name="AttemptedAt">When, if that was before now.</param>
    /// <param name="Note">What a colleague should know.</param>
    public sealed record Input(
        InquiryId Inquiry, ContactChannel Channel, ContactResult Result, ContactPointId? ContactPoint = null,
        DateTimeOffset? AttemptedAt = null, string? Note = null);

    /// <summary>Such a channel does not go to such a number or address.</summary>
    public sealed record ChannelDoesNotFit() : Refusal(
        "intake.channel_does_not_fit",
        "Calls and texts go to a telephone number, mails to a mail address, letters and visits to neither. Name the number or address that was tried.",
        "input.contactPoint");

    /// <summary>Nobody can say what is wrong.</summary>
    public sealed record WhatIsWrong() : Refusal(
        "intake.what_is_wrong", "Name the number or address that turned out to be wrong.", "input.contactPoint");

    public static async Task<Outcome<Inquiry>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindInquiry(input.Inquiry, "intake.receive", ct) is not { } inquiry)
        {
            return new NotFound("input.inquiry");
        }

        if (inquiry.Problem("input.inquiry") is { } problem)
        {
            return problem;
        }

        var at = input.AttemptedAt?.ToUniversalTime() ?? clock.GetUtcNow();
        if (at > clock.GetUtcNow() || at < inquiry.ReceivedAt)
        {
            return new InvalidInput("input.attemptedAt", "A try lies between the request and now.");
        }

        var point = input.ContactPoint is { } id
            ? await db.ContactPoints.FirstOrDefaultAsync(p => p.Id == id && p.Client == inquiry.Client, ct)
            : null;
        if (Refuse(input, point) is { } refusal)
        {
            return refusal;
        }

        Check(point, input.Result, clock);
        db.Add(new ContactAttempt
        {
            Id = Id.New<ContactAttemptId>(clock),
            Inquiry = inquiry.Id,
            Channel = input.Channel,
            Result = input.Result,
            ContactPoint = point?.Id,
            Note = input.Note,
            AttemptedAt = at,
            AttemptedBy = actor.User,
        });
        return Outcome.Of(inquiry).Publishing(
            new ContactAttempted(inquiry.Client, inquiry.Id, input.Channel, input.Result, actor.User, at));
    }

    private static Refusal? Refuse(Input input, ContactPoint? point)
    {
        if (input.ContactPoint is not null && point is null)
        {
            return new NotFound("input.contactPoint");
        }

        var goesTo = input.Channel switch
        {
            ContactChannel.Phone or ContactChannel.Text => ContactKind.Phone,
            ContactChannel.Email => ContactKind.Email,
            _ => (ContactKind?)null,
        };
        return point is not null && point.Kind != goesTo ? new ChannelDoesNotFit()
            : point is null && goesTo is not null && input.Result is ContactResult.Wrong ? new WhatIsWrong()
            : null;
    }

    private static void Check(ContactPoint? point, ContactResult result, TimeProvider clock)
    {
        if (result is ContactResult.Reached)
        {
            point?.Verify(clock.Today());
        }
        else if (result is ContactResult.Wrong)
        {
            point?.MarkWrong();
        }
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator() => RuleFor(i => i.Note).MaximumLength(NoteLength);
    }
}
