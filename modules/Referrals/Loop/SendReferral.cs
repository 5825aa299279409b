using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Sends a referral to the partner, who then has the agreed time to answer. What it shares is decided by the rules of privacy and written down as
/// a disclosure.
/// </summary>
[Mutation, Feature("referrals"), Requires("referrals.send")]
internal static class SendReferral
{
    /// <param name="Referral">The draft.</param>
    /// <param name="NoAgreementReason">Why it goes to a partner with which there should be an agreement and is none.</param>
    /// <param name="OverrideReason">
    /// Why it goes without a consent that it takes: on the responsibility of whoever may do so (<c>referrals.override-consent</c>).
    /// </param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(ReferralId Referral, string? NoAgreementReason = null, string? OverrideReason = null, int? ExpectedVersion = null);

    /// <summary>The client has not agreed to share with this partner, or the rules let the partner see too little.</summary>
    /// <param name="Missing">What is missing, each in words.</param>
    public sealed record ConsentMissing(IReadOnlyList<string> Missing) : Refusal(
        "referrals.consent_missing",
        $"The referral cannot be sent yet. {string.Join(" ", Missing)} What would be shared stands in the referral's sharing.", "input.referral");

    /// <summary>Only some may send without the consent that it takes.</summary>
    public sealed record OverrideNotAllowed() : Refusal(
        "referrals.override_not_allowed",
        "Sending without the consent that it takes needs the permission referrals.override-consent. Ask the person for the consent, or somebody who may decide.",
        "input.overrideReason");

    /// <summary>Partners of this kind need an agreement.</summary>
    /// <param name="MustSay">What it must say.</param>
    /// <param name="Source">The rule that asks for it.</param>
    public sealed record AgreementMissing(string MustSay, string Source) : Refusal(
        "referrals.agreement_missing",
        $"There is no agreement in force with this partner, and partners of its kind need one ({Source}). It must say: {MustSay} Record it, or give noAgreementReason.",
        "input.noAgreementReason");

    public static async Task<Outcome<Referral>> Handle(
        Input input, ReferralsDb db, SharingDesk sharing, AgreementBook agreements, SentDisclosure disclosure, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindReferral(input.Referral, "referrals.send", ct) is not { } referral)
        {
            return new NotFound("input.referral");
        }

        if (referral.Prevents(ReferralMove.Send, input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        var service = await db.Services.AsNoTracking().SingleAsync(s => s.Id == referral.Service, ct);
        if (ReferralStart.ServiceProblems(service, clock.Today()).ToList() is { Count: > 0 } problems)
        {
            return Outcome<Referral>.Refused(problems);
        }

        if (service.Channel is ReferralChannel.Tenant && await db.LinkTo(referral.Partner, ct) is null)
        {
            return new PartnerNotLinked();
        }

        if (await LicenceExpired.Of(db, referral.Partner, clock.Today(), ct) is { } expired)
        {
            return expired;
        }

        var preview = await sharing.Preview(referral, ct);
        if (preview.Missing.Count > 0 && string.IsNullOrWhiteSpace(input.OverrideReason))
        {
            return new ConsentMissing(preview.Missing);
        }

        var overrides = preview.Missing.Count > 0;
        if (overrides && db.Actor.ReachOf("referrals.override-consent") is Reach.None)
        {
            return new OverrideNotAllowed();
        }

        var standing = await agreements.StandingOf(referral.Partner, clock.Today(), ct);
        if (standing is { Duty: { } duty, InForce: null } && string.IsNullOrWhiteSpace(input.NoAgreementReason))
        {
            return new AgreementMissing(duty.MustSay, duty.Source);
        }

        // Whoever overrides sends what the partner cannot do without besides what it may see anyway; its eyes are kept from the rest with each request.
        var shared = overrides ? preview.Parts.Where(p => p.Required || p.Decision.Allowed).Select(p => p.Name).ToList() : preview.Shared;
        referral.Release(new Release(
            shared, preview.Consent, overrides ? input.OverrideReason : null, standing.InForce, standing is { Duty: not null, InForce: null } ? input.NoAgreementReason : null));
        await disclosure.Write(referral, preview, shared, ct);
        return db.Moved(referral, new LoopChange(ReferralMove.Send, overrides ? "consent-overridden" : null, overrides ? input.OverrideReason : null), clock)
            .Publishing(await db.PlanUsualHandoff(referral, clock, ct));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int ReasonLength = 1000;

        public Validator()
        {
            RuleFor(i => i.NoAgreementReason).MaximumLength(ReasonLength);
            RuleFor(i => i.OverrideReason).MaximumLength(ReasonLength);
        }
    }
}
