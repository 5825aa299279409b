using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>What sending a referral shares with the partner, and what is missing before it may be sent.</summary>
[View<SharingPreview>]
internal static class SharingPreviewView
{
    /// <summary>The partner.</summary>
    public static OrganisationId Partner(SharingPreview preview) => preview.Partner;

    /// <summary>What binds the partner.</summary>
    public static RecipientKind Recipient(SharingPreview preview) => preview.Recipient;

    /// <summary>What it is shared for.</summary>
    public static PurposeOfUse Purpose(SharingPreview preview) => preview.Purpose;

    /// <summary>Each thing that goes with the referral, or is held back.</summary>
    public static IReadOnlyList<SharedPart> Parts(SharingPreview preview) => preview.Parts;

    /// <summary>Whether nobody is referred to such partners without a consent that reaches them.</summary>
    public static bool NeedsConsent(SharingPreview preview) => preview.NeedsConsent;

    /// <summary>Id of the consent on which it rests; null when it rests on none.</summary>
    public static string? Consent(SharingPreview preview) => preview.Consent;

    /// <summary>What is missing before it may be sent, each in words; empty when nothing.</summary>
    public static IReadOnlyList<string> Missing(SharingPreview preview) => preview.Missing;

    /// <summary>
    /// Where a partner whom HIPAA does not bind would read of a diagnosis, a medicine or substance use in the note, as far as words show it. It may be sent all the same.
    /// </summary>
    public static IReadOnlyList<TextWarning> Warnings(SharingPreview preview) => preview.Warnings;

    /// <summary>The notice that accompanies it; null where none has to.</summary>
    public static string? Notice(SharingPreview preview) => preview.Notice?.Text;
}

/// <summary>Something that goes to a partner with a referral, or is held back.</summary>
[View<SharedPart>]
internal static class SharedPartView
{
    /// <summary>What it is, as the partner's view names it.</summary>
    public static string Name(SharedPart part) => part.Name;

    /// <summary>How sensitive it is.</summary>
    public static DataClass Class(SharedPart part) => part.Class;

    /// <summary>Whether the referral is of no use without it.</summary>
    public static bool Required(SharedPart part) => part.Required;

    /// <summary>Whether the partner will see it.</summary>
    public static bool Shared(SharedPart part) => part.Decision.Allowed;

    /// <summary>Why, or why not.</summary>
    public static string Reason(SharedPart part) => part.Decision.Reason;

    /// <summary>The number of the rule that decided.</summary>
    public static int Rule(SharedPart part) => part.Decision.Rule;
}
