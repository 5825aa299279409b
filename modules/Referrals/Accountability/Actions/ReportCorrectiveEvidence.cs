using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Shows that something was put right: a partner for what it was asked, staff by writing down what the partner showed.</summary>
[Mutation, ForPartners, Feature("referrals"), Requires(ReferralReach.Answer)]
internal static class ReportCorrectiveEvidence
{
    /// <param name="Action">The corrective action.</param>
    /// <param name="Evidence">What shows it; nothing about a client.</param>
    public sealed record Input(CorrectiveActionId Action, string Evidence);

    public static async Task<Outcome<AskedOfPartner>> Handle(Input input, ReferralsDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var partner = actor.Organisation;
        var wide = actor.ReachOf(ReferralReach.Answer) is Reach.Tenant;
        if (await db.CorrectiveActions.FirstOrDefaultAsync(a => a.Id == input.Action && (partner == null ? wide : a.Partner == partner), ct) is not { } action)
        {
            return new NotFound("input.action");
        }

        if (action.Result is { } result)
        {
            return new ActionClosed(result);
        }

        action.Show(input.Evidence, actor.Name, clock.GetUtcNow());
        return Outcome.Of(AskedOfPartner.Of(action)).Publishing(new CorrectiveEvidenceReported(
            action.Id, action.Partner, partner is not null, clock.GetUtcNow()));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int TextLength = 8000;

        public Validator() => RuleFor(i => i.Evidence).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Say what shows it.").MaximumLength(TextLength);
    }
}
