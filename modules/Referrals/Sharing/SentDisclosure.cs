using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>Writes down that a referral left the organisation: to whom, which classes, on what it rests; never what it says.</summary>
internal sealed class SentDisclosure(
    OrganisationById organisations, IReferralFactsLookup facts, DisclosureLog log, Session session, TenantClock clock)
{
    public async Task Write(Referral referral, SharingPreview preview, IReadOnlyList<string> shared, CancellationToken ct, string description = "Referral")
    {
        var partner = (await organisations.ReadAsync([referral.Partner], ct))[referral.Partner];
        var person = (await facts.Find([referral.Client], clock.Today(), ct)).GetValueOrDefault(referral.Client);
        var parts = preview.Parts.Where(p => shared.Contains(p.Name) && IsKnown(p.Name, person)).ToList();
        var notice = preview.NoticeOf([.. parts.Select(p => p.Name)]);
        await log.Write(session, [new NewDisclosure(
            referral.Client.Value, referral.Client.ToString(), [.. parts.Select(p => p.Class).Distinct().Order()], notice is not null,
            [referral.Id.ToString(), .. parts.Select(p => p.Name)], partner.Id, partner.Name, null, preview.Recipient, preview.Purpose,
            preview.Consent is not null ? DisclosureBasis.Consent
                : preview.Purpose is PurposeOfUse.Treatment or PurposeOfUse.Payment or PurposeOfUse.Operations ? DisclosureBasis.Tpo
                : DisclosureBasis.Law,
            preview.Consent, preview.Missing.Count > 0 ? "Referral, sent without the consent that it takes" : description,
            notice, "referral")], ct);
    }

    // What is not known of the person was told to nobody.
    private static bool IsKnown(string part, ReferralFacts? person) => person is null || part switch
    {
        SharedNames.BirthDate => person.BirthDate is not null,
        SharedNames.Phone => person.Phone is not null,
        SharedNames.Language => person.Language is not null,
        _ => true,
    };
}
