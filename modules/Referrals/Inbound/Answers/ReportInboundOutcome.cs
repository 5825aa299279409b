using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Tells the sender of a referral what came of it, as far as the rules of privacy let it hear. What was asked for is done by then, whether or not
/// somebody has said so.
/// </summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class ReportInboundOutcome
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Met">Whether the need is met.</param>
    /// <param name="Outcome">What came of it, in words that the sender needs and nothing beyond.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(InboundReferralId Referral, NeedMet Met, string? Outcome = null, int? ExpectedVersion = null);

    /// <summary>The rules of privacy do not let the sender hear what came of it.</summary>
    /// <param name="Missing">What stands in the way, each in words.</param>
    public sealed record OutcomeConsentMissing(IReadOnlyList<string> Missing) : Refusal(
        "referrals.outcome_consent_missing",
        $"The sender cannot be told yet. {string.Join(" ", Missing)} Ask the person for a consent that reaches the sender: draftConsent, signConsent.",
        "input.referral");

    /// <summary>The referral came by a link that has ended.</summary>
    public sealed record SenderUnlinked() : Refusal(
        "referrals.sender_unlinked",
        "This referral came by a link that has ended: nothing travels to its sender any more. Tell the sender by telephone, and record that as a disclosure.",
        "input.referral");

    public static async Task<Outcome<InboundReferral>> Handle(Input input, ReferralsDb db, SenderRules rules, PartnerPresence presence, TimeProvider clock, CancellationToken ct)
    {
        if (await db.InboundFor().FirstOrDefaultAsync(r => r.Id == input.Referral, ct) is not { } referral)
        {
            return new NotFound("input.referral");
        }

        var next = referral.Allows(ReferralMove.Complete) ? ReferralMove.Complete : ReferralMove.ReportOutcome;
        if (referral.Prevents(next, input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        if (referral.Link is not null && await db.NothingReaches(referral, presence, ct) is { } unlinked)
        {
            return unlinked;
        }

        var hearing = await rules.Decide(referral, ct);
        if (hearing.Sender is not null && hearing.Parts.Where(p => p is { Required: true, Decision.Allowed: false }).ToList() is { Count: > 0 } missing)
        {
            return new OutcomeConsentMissing([.. missing.Select(p => $"{p.Name}: {p.Decision.Reason}")]);
        }

        referral.Release(hearing.Of(HeardNames.Met, HeardNames.Outcome).Select(p => p.Name).Where(n => n is not HeardNames.Outcome || input.Outcome is not null));
        return Outcome.Of(referral).Publishing(db.MovedInbound(
            referral,
            [new LoopChange(ReferralMove.Complete), new LoopChange(ReferralMove.ReportOutcome, Note: input.Outcome, Met: input.Met)],
            clock));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int OutcomeLength = 4000;

        public Validator() => RuleFor(i => i.Outcome).MaximumLength(OutcomeLength);
    }
}
