using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>Ends an inquiry: in care, in a referral elsewhere or with a reason.</summary>
[Mutation, Feature("intake"), Requires("intake.resolve")]
internal static class ResolveInquiry
{
    /// <summary>How it ends.</summary>
    /// <param name="Inquiry">Which one.</param>
    /// <param name="Resolution">How.</param>
    /// <param name="Note">What a colleague should know.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(InquiryId Inquiry, Resolution Resolution, string? Note = null, int? ExpectedVersion = null);

    /// <summary>Not enough was tried to reach the person.</summary>
    /// <param name="Missing">What the organisation's rule still asks for, each in words.</param>
    public sealed record TryFurther(IReadOnlyList<string> Missing) : Refusal(
        "intake.try_further", $"The person cannot be given up yet. {string.Join(" ", Missing)}", "input.resolution");

    public static async Task<Outcome<Inquiry>> Handle(
        Input input, IntakeDb db, Calendars calendars, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindInquiry(input.Inquiry, "intake.resolve", ct) is not { } inquiry)
        {
            return new NotFound("input.inquiry");
        }

        if (inquiry.Problem("input.inquiry", input.ExpectedVersion) is { } problem)
        {
            return problem;
        }

        if (input.Resolution is Resolution.NotReached && await db.MissingFor(inquiry, calendars, clock, ct) is { Count: > 0 } missing)
        {
            return new TryFurther(missing);
        }

        inquiry.Resolve(input.Resolution, input.Note, actor.User, clock.GetUtcNow());
        return Outcome.Of(inquiry).Publishing(new InquiryResolved(
            inquiry.Client, inquiry.Id, input.Resolution.ToText(), inquiry.ReceivedAt));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator() => RuleFor(i => i.Note).MaximumLength(NoteLength);
    }
}
