using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>What a client agreed to about their information.</summary>
[View<Consent>, Audited(nameof(Client))]
internal static class ConsentView
{
    /// <summary>The consent's id.</summary>
    public static ConsentId Id(Consent consent) => consent.Id;

    /// <summary>Whose information.</summary>
    public static ClientId Client(Consent consent) => consent.Client;

    /// <summary>What kind of agreement.</summary>
    public static ConsentKind Kind(Consent consent) => consent.Kind;

    /// <summary>How far it has come.</summary>
    public static ConsentState State(Consent consent) => consent.State;

    /// <summary>What it says.</summary>
    [DataClass(DataClass.A)]
    public static ConsentTerm Terms(Consent consent) => consent.Terms;

    /// <summary>The proof that it was signed; null while it is a draft.</summary>
    [DataClass(DataClass.A)]
    public static ConsentSignature? Signature(Consent consent) => consent.Signature;

    /// <summary>When it was signed; it holds from then on.</summary>
    public static DateTimeOffset? SignedAt(Consent consent) => consent.SignedAt;

    /// <summary>From when on it holds no longer; null while no end is in sight.</summary>
    public static DateTimeOffset? EndsAt(Consent consent) => consent.EndsAt;

    /// <summary>When it was taken back.</summary>
    public static DateTimeOffset? RevokedAt(Consent consent) => consent.RevokedAt;

    /// <summary>In which written form it was taken back.</summary>
    public static RevocationMethod? RevocationMethod(Consent consent) => consent.RevocationMethod;

    /// <summary>When the client got a copy.</summary>
    public static DateTimeOffset? CopyGivenAt(Consent consent) => consent.CopyGivenAt;

    /// <summary>What it lacks before it can be signed; empty when nothing.</summary>
    public static IReadOnlyList<string> Missing(Consent consent) =>
        [.. ConsentElements.Missing(consent.Kind, consent.Terms).Select(m => m.Element).Distinct()];

    /// <summary>What happened to it, in order.</summary>
    public static Loaded<IReadOnlyList<ConsentStep>> History(Consent consent, StepsByConsent loader) => loader.For(consent.Id);

    /// <summary>Counts changes.</summary>
    public static int Version(Consent consent) => consent.Version;
}

/// <summary>What a consent says.</summary>
[View<ConsentTerm>("ConsentTerms")]
internal static class ConsentTermView
{
    /// <summary>Who may tell.</summary>
    public static string? Discloser(ConsentTerm terms) => terms.Discloser;

    /// <summary>The organisations that may be told.</summary>
    public static async Task<IReadOnlyList<Organisation>> Recipients(ConsentTerm terms, OrganisationById organisations, CancellationToken ct) =>
        terms.Recipients.Count == 0 ? [] : [.. (await organisations.ReadAsync(terms.Recipients, ct)).Values.OrderBy(o => o.Name, StringComparer.Ordinal)];

    /// <summary>Kinds of organisation that may be told.</summary>
    public static IReadOnlyList<string> RecipientClasses(ConsentTerm terms) => terms.RecipientClasses;

    /// <summary>What binds them.</summary>
    public static RecipientKind? RecipientKind(ConsentTerm terms) => terms.RecipientKind;

    /// <summary>Which classes of information.</summary>
    public static IReadOnlyList<DataClass> Information(ConsentTerm terms) => terms.Information;

    /// <summary>What for.</summary>
    public static IReadOnlyList<PurposeOfUse> Purposes(ConsentTerm terms) => terms.Purposes;

    /// <summary>The last day on which it holds.</summary>
    public static DateOnly? ExpiresOn(ConsentTerm terms) => terms.ExpiresOn;

    /// <summary>What ends it, when no day does.</summary>
    public static string? ExpiryEvent(ConsentTerm terms) => terms.ExpiryEvent;

    /// <summary>Whether it has no end.</summary>
    public static bool NeverExpires(ConsentTerm terms) => terms.NeverExpires;

    /// <summary>The language of the form, as a BCP 47 tag.</summary>
    public static string? Language(ConsentTerm terms) => terms.Language;

    /// <summary>Which form, in which version.</summary>
    public static string? FormVersion(ConsentTerm terms) => terms.FormVersion;

    /// <summary>The notices that the form gives.</summary>
    public static string? Notice(ConsentTerm terms) => terms.Notice;
}

/// <summary>The proof that somebody signed.</summary>
[View<ConsentSignature>]
internal static class ConsentSignatureView
{
    /// <summary>Where the signature is found.</summary>
    public static string Evidence(ConsentSignature signature) => signature.Evidence;

    /// <summary>Who signed.</summary>
    public static Signatory By(ConsentSignature signature) => signature.By;

    /// <summary>The name of whoever signed for the client.</summary>
    public static string? Representative(ConsentSignature signature) => signature.Representative;

    /// <summary>By what right.</summary>
    public static string? Authority(ConsentSignature signature) => signature.Authority;
}

/// <summary>One step in the life of a consent.</summary>
[View<ConsentStep>]
internal static class ConsentStepView
{
    /// <summary>What happened, such as <c>signed</c>.</summary>
    public static string What(ConsentStep step) => step.What;

    /// <summary>When.</summary>
    public static DateTimeOffset At(ConsentStep step) => step.At;

    /// <summary>Who; null when the platform did.</summary>
    public static UserId? By(ConsentStep step) => step.By;
}

/// <summary>A consent that a client did not give when asked.</summary>
[View<ConsentRefusal>, Audited(nameof(Client))]
internal static class ConsentRefusalView
{
    /// <summary>The refusal's id.</summary>
    public static ConsentRefusalId Id(ConsentRefusal refusal) => refusal.Id;

    /// <summary>Who was asked.</summary>
    public static ClientId Client(ConsentRefusal refusal) => refusal.Client;

    /// <summary>For what kind of agreement.</summary>
    public static ConsentKind Kind(ConsentRefusal refusal) => refusal.Kind;

    /// <summary>Who would have been told.</summary>
    public static OrganisationId? Recipient(ConsentRefusal refusal) => refusal.Recipient;

    /// <summary>Why, in the client's words.</summary>
    [DataClass(DataClass.C)]
    public static string? Reason(ConsentRefusal refusal) => refusal.Reason;

    /// <summary>When.</summary>
    public static DateTimeOffset RefusedAt(ConsentRefusal refusal) => refusal.RefusedAt;

    /// <summary>When the client is asked again.</summary>
    public static DateOnly ReAskOn(ConsentRefusal refusal) => refusal.ReAskOn;
}

/// <summary>What clients agreed to, on the client.</summary>
[Extends<ClientId>, Feature("intake.consent")]
internal static class ClientConsents
{
    /// <summary>What the client agreed to, consents that hold first.</summary>
    public static Loaded<IReadOnlyList<Consent>> Consents(ClientId client, ConsentsByClient loader) => loader.For(client);

    /// <summary>What the client was asked for and did not agree to, the latest first.</summary>
    public static Loaded<IReadOnlyList<ConsentRefusal>> ConsentRefusals(ClientId client, RefusalsByClient loader) => loader.For(client);
}
