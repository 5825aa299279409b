using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>Whether a document may go to the partner of its referral now, and on what that rests.</summary>
/// <param name="Missing">What is missing before it may be shared, in words; null when nothing.</param>
/// <param name="Consent">The consent on which it rests; null when it rests on none.</param>
/// <param name="Notice">What accompanies it, where it comes from a program under 42 CFR Part 2.</param>
internal sealed record DocumentSharing(
    OrganisationId Partner, string PartnerName, RecipientKind Recipient, PurposeOfUse Purpose, AccessDecision Decision, string? Missing, string? Consent,
    SentNotice? Notice);

/// <summary>Decides whether the partner of a referral may have a document: by the tenant's matrix for partners of that kind and the consents that hold now.</summary>
internal sealed class DocumentGate(ReferralsDb db, TenantPrivacy privacy, IAccessGroundsLookup grounds, OrganisationById organisations, TenantClock clock)
{
    /// <summary>What sharing the document now would rest on.</summary>
    public Task<DocumentSharing> Of(ReferralDocument document, Referral referral, CancellationToken ct) =>
        Of(document.Class, document.Program, Extent.Full, referral, ct);

    /// <summary>
    /// What bringing a message to the partner's own tenant now would rest on: it tells of the need, as much as the referral does. Whoever sent without a consent
    /// has said why.
    /// </summary>
    public async Task<DocumentSharing> OfMessage(Referral referral, CancellationToken ct)
    {
        var sharing = await Of(referral.NeedClass, program: null, ExtentOfMessage(referral.NeedClass), referral, ct);
        return referral.OverrideReason is null ? sharing : sharing with { Missing = null };
    }

    /// <summary>How much of its class a message tells: where the need is more than social, the summary that its partner may have of it.</summary>
    public static Extent ExtentOfMessage(DataClass need) => need is DataClass.G ? Extent.Full : Extent.Minimum;

    private async Task<DocumentSharing> Of(DataClass of, string? program, Extent extent, Referral referral, CancellationToken ct)
    {
        var (rules, policy, now) = (await db.Rules(ct), await privacy.Policy(ct), clock.GetUtcNow());
        var partner = (await organisations.ReadAsync([referral.Partner], ct)).GetValueOrDefault(referral.Partner);
        var view = policy.ViewOf(partner?.Kind);
        var recipient = view?.Recipient ?? RecipientKind.NonHipaa;
        var purpose = view is null || view.Purposes.Contains(PurposeOfUse.Treatment) ? PurposeOfUse.Treatment : view.Purposes[0];
        var found = (await grounds.Find([referral.Client.Value], ct)).GetValueOrDefault(referral.Client.Value, AccessGrounds.None) with { IsInvolved = true };
        var asked = new AskedFor(purpose, of, extent, program is not null, program, IsOwnReferral: true);
        var decision = AccessRules.Decide(
            new Accessor(AccessorKind.Partner, null, new HashSet<string>(), new HashSet<TeamId>(), referral.Partner, partner?.Kind), asked, found, policy, now);
        var consent = decision.Ground ?? found.Consents.FirstOrDefault(c => c.HoldsAt(now) && c.Serves(purpose) && c.Classes.Contains(asked.Counts)
            && (c.Recipients.Contains(referral.Partner) || (partner is not null && c.RecipientClasses.Contains(partner.Kind))))?.Id;
        var missing = !decision.Allowed ? decision.Reason
            : rules.ConsentFor.Contains(recipient) && consent is null
                ? "Partners like this one are given this only with a consent that names them or their kind. Ask the person: draftConsent, signConsent."
                : null;
        return new DocumentSharing(
            referral.Partner, partner?.Name ?? "", recipient, purpose, decision, missing, consent, asked.Counts is DataClass.D ? policy.NoticeFor(decision.Ground, recipient, found) : null);
    }
}

/// <summary>Whether a document may go to the partner of its referral now, and on what that rests.</summary>
[View<DocumentSharing>]
internal static class DocumentSharingView
{
    /// <summary>The partner.</summary>
    public static OrganisationId Partner(DocumentSharing sharing) => sharing.Partner;

    /// <summary>What binds the partner.</summary>
    public static RecipientKind Recipient(DocumentSharing sharing) => sharing.Recipient;

    /// <summary>What it is shared for.</summary>
    public static PurposeOfUse Purpose(DocumentSharing sharing) => sharing.Purpose;

    /// <summary>Whether it may be shared.</summary>
    public static bool Allowed(DocumentSharing sharing) => sharing.Missing is null;

    /// <summary>Why, or why not, by the rules of privacy.</summary>
    public static string Reason(DocumentSharing sharing) => sharing.Decision.Reason;

    /// <summary>The number of the rule that decided.</summary>
    public static int Rule(DocumentSharing sharing) => sharing.Decision.Rule;

    /// <summary>What is missing before it may be shared; null when nothing.</summary>
    public static string? Missing(DocumentSharing sharing) => sharing.Missing;

    /// <summary>Id of the consent on which it rests; null when it rests on none.</summary>
    public static string? Consent(DocumentSharing sharing) => sharing.Consent;

    /// <summary>The notice that accompanies it; null where none has to.</summary>
    public static string? Notice(DocumentSharing sharing) => sharing.Notice?.Text;
}
