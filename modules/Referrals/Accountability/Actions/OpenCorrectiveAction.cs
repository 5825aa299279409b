using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Says what a partner is to put right, who there sees to it, and until when; the partner sees it, and it becomes work until it is judged.</summary>
[Mutation, Feature("referrals"), Requires("referrals.hold-accountable")]
internal static class OpenCorrectiveAction
{
    /// <param name="Partner">Which partner.</param>
    /// <param name="What">What it is to put right. The partner reads this: nothing about a client.</param>
    /// <param name="Responsible">Who at the partner sees to it.</param>
    /// <param name="DueOn">The last day.</param>
    /// <param name="Review">The review that asks for it: a recorded one of this partner.</param>
    public sealed record Input(OrganisationId Partner, string What, string Responsible, DateOnly DueOn, PartnerReviewId? Review = null);

    public static async Task<Outcome<CorrectiveAction>> Handle(
        Input input, ReferralsDb db, OrganisationById organisations, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (!(await organisations.ReadAsync([input.Partner], ct)).ContainsKey(input.Partner))
        {
            return new NotFound("input.partner");
        }

        if (input.Review is { } review && !await db.PartnerReviews.AnyAsync(r => r.Id == review && r.Partner == input.Partner && r.RecordedAt != null, ct))
        {
            return new NotFound("input.review");
        }

        if (input.DueOn < clock.Today())
        {
            return new InvalidInput("input.dueOn", "The last day has passed already.");
        }

        var action = new CorrectiveAction
        {
            Id = Id.New<CorrectiveActionId>(clock),
            Partner = input.Partner,
            Review = input.Review,
            What = input.What.Trim(),
            Responsible = input.Responsible.Trim(),
            DueOn = input.DueOn,
            OpenedAt = clock.GetUtcNow(),
            OpenedBy = actor.User,
        };
        db.Add(action);
        return Outcome.Of(action).Publishing(new CorrectiveActionOpened(
            action.Id, action.Partner, action.Review, actor.User, action.DueOn.StartsAt(clock.LocalTimeZone), action.OpenedAt));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int TextLength = 4000;
        private const int NameLength = 200;

        public Validator()
        {
            RuleFor(i => i.What).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Say what is to be put right.").MaximumLength(TextLength);
            RuleFor(i => i.Responsible).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Say who at the partner sees to it.").MaximumLength(NameLength);
        }
    }
}
