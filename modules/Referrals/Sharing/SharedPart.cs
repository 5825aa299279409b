using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>Something that goes to a partner with a referral, or is held back.</summary>
/// <param name="Name">What it is, as the partner's view names it.</param>
/// <param name="Class">How sensitive it is.</param>
/// <param name="Required">Whether the referral is of no use without it.</param>
/// <param name="Decision">Whether it goes, and why.</param>
internal sealed record SharedPart(string Name, DataClass Class, bool Required, AccessDecision Decision);

/// <summary>What will be shared with a partner when a referral is sent, decided by the same rules as every other look at a client.</summary>
/// <param name="Recipient">What binds the partner.</param>
/// <param name="Purpose">What it is shared for.</param>
/// <param name="NeedsConsent">Whether nobody is referred to such partners without a consent that reaches them.</param>
/// <param name="Consent">The consent that reaches the partner; null when there is none.</param>
/// <param name="ProgramNotice">What accompanies records under 42 CFR Part 2, should it hold any.</param>
internal sealed record SharingPreview(
    OrganisationId Partner, RecipientKind Recipient, PurposeOfUse Purpose, IReadOnlyList<SharedPart> Parts, bool NeedsConsent, string? Consent,
    SentNotice ProgramNotice)
{
    /// <summary>What the note tells that such a partner should not learn, as far as words show it; it prevents nothing.</summary>
    public IReadOnlyList<TextWarning> Warnings { get; init; } = [];

    /// <summary>What is missing before it may be sent, each in words; empty when nothing.</summary>
    public IReadOnlyList<string> Missing =>
    [
        .. NeedsConsent && Consent is null
            ? (string[])["Partners like this one are told of people only with a consent that names them or their kind. Ask the person: draftConsent, signConsent."]
            : [],
        .. Parts.Where(p => p is { Required: true, Decision.Allowed: false }).Select(p => $"{p.Name}: {p.Decision.Reason}"),
    ];

    /// <summary>The notice that accompanies what the partner will see; null where none has to.</summary>
    public SentNotice? Notice => NoticeOf(Shared);

    /// <summary>The notice that accompanies these parts, whether they may be seen or somebody has answered for them; null where none has to.</summary>
    public SentNotice? NoticeOf(IReadOnlyList<string> shared) => Parts.Any(p => p.Class is DataClass.D && shared.Contains(p.Name)) ? ProgramNotice : null;

    /// <summary>Names of what the partner will see.</summary>
    public IReadOnlyList<string> Shared => [.. Parts.Where(p => p.Decision.Allowed).Select(p => p.Name)];
}
