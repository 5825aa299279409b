using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>How far a consent has come.</summary>
internal enum ConsentState
{
    /// <summary>Written down and not signed: it lets nobody see anything.</summary>
    Draft,

    /// <summary>Signed; it holds.</summary>
    Active,

    /// <summary>Taken back.</summary>
    Revoked,

    /// <summary>At the end that it states.</summary>
    Expired,
}

/// <summary>Who signed.</summary>
internal enum Signatory
{
    /// <summary>The client.</summary>
    Client,

    /// <summary>Somebody who may sign for the client.</summary>
    Representative,
}

/// <summary>How a consent was taken back: in writing, in one of these forms.</summary>
internal enum RevocationMethod
{
    /// <summary>The organisation's form, signed.</summary>
    SignedForm,

    /// <summary>A letter.</summary>
    Letter,

    /// <summary>A message or form over a portal or mail.</summary>
    Electronic,
}

/// <summary>What a client agreed to about their information: who may tell whom what, for what, until when; with the proof.</summary>
internal sealed class Consent
{
    private Consent()
    {
    }

    public ConsentId Id { get; private init; }

    public ClientId Client { get; private init; }

    public ConsentKind Kind { get; private init; }

    public ConsentState State { get; private set; }

    /// <summary>What is agreed to.</summary>
    public ConsentTerm Terms { get; private set; } = ConsentTerm.Nothing;

    public DateTimeOffset DraftedAt { get; private init; }

    public UserId? DraftedBy { get; private init; }

    public ConsentSignature? Signature { get; private set; }

    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>From when on it holds no longer: the end that it states, or its revocation.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public RevocationMethod? RevocationMethod { get; private set; }

    public DateTimeOffset? CopyGivenAt { get; private set; }

    public int Version { get; private set; }

    /// <summary>A consent is written down.</summary>
    public static Consent Draft(ClientId client, ConsentKind kind, ConsentTerm terms, UserId? by, TimeProvider clock) => new()
    {
        Id = Platform.Id.New<ConsentId>(clock),
        Client = client,
        Kind = kind,
        Terms = terms,
        DraftedAt = clock.GetUtcNow(),
        DraftedBy = by,
        Version = 1,
    };

    /// <summary>Other terms, while nobody has signed.</summary>
    public void Redraft(ConsentTerm terms) => Terms = terms;

    /// <summary>It is signed and holds.</summary>
    public void Sign(ConsentSignature signature, DateTimeOffset at, TimeZoneInfo zone) =>
        (State, Signature, SignedAt, EndsAt) = (ConsentState.Active, signature, at, Terms.EndsAt(zone));

    /// <summary>It is taken back from this instant on.</summary>
    public void Revoke(RevocationMethod method, DateTimeOffset at) =>
        (State, RevocationMethod, RevokedAt, EndsAt) = (ConsentState.Revoked, method, at, at < EndsAt || EndsAt is null ? at : EndsAt);

    /// <summary>It has come to its end.</summary>
    public void Expire(DateTimeOffset at) => (State, EndsAt) = (ConsentState.Expired, EndsAt < at ? EndsAt : at);

    /// <summary>The client has a copy.</summary>
    public void GiveCopy(DateTimeOffset at) => CopyGivenAt ??= at;

    /// <summary>The terms as the decision on access sees them; null while nobody has signed.</summary>
    public ConsentTerms? ForDecision() => SignedAt is not { } signed ? null : new ConsentTerms(
        Id.ToString(), Kind, Terms.Recipients.ToHashSet(), Terms.RecipientClasses.ToHashSet(StringComparer.Ordinal),
        Terms.RecipientKind ?? RecipientKind.Hipaa, Terms.Information.ToHashSet(), Terms.Purposes.ToHashSet(), signed, EndsAt);
}

/// <summary>What a consent says (42 CFR 2.31).</summary>
/// <param name="Discloser">Who may tell: a name, or a general description.</param>
/// <param name="Recipients">The organisations that may be told.</param>
/// <param name="RecipientClasses">Kinds of organisation that may be told, such as <c>treating-providers</c> or <c>hospital</c>.</param>
/// <param name="RecipientKind">What binds them.</param>
/// <param name="Information">Which classes of information.</param>
/// <param name="Purposes">What for.</param>
/// <param name="ExpiresOn">The last day on which it holds.</param>
/// <param name="ExpiryEvent">What ends it, when no day does.</param>
/// <param name="NeverExpires">Whether it has no end, as a consent for treatment, payment and operations may.</param>
/// <param name="Language">The language of the form, as a BCP 47 tag.</param>
/// <param name="FormVersion">Which form, in which version.</param>
/// <param name="Notice">The notices that the form gives: the right to revoke and how, redisclosure.</param>
internal sealed record ConsentTerm(
    string? Discloser, IReadOnlyList<OrganisationId> Recipients, IReadOnlyList<string> RecipientClasses, RecipientKind? RecipientKind,
    IReadOnlyList<DataClass> Information, IReadOnlyList<PurposeOfUse> Purposes, DateOnly? ExpiresOn, string? ExpiryEvent, bool NeverExpires,
    string? Language, string? FormVersion, string? Notice)
{
    /// <summary>Nothing is agreed to.</summary>
    public static ConsentTerm Nothing { get; } = new(null, [], [], null, [], [], null, null, false, null, null, null);

    /// <summary>Whether it lets this organisation be told: by name, by its kind, or as one of those who treat.</summary>
    public bool Reaches(Organisation recipient) =>
        Recipients.Contains(recipient.Id) || RecipientClasses.Contains(recipient.Kind) || RecipientClasses.Contains(PrivacyPolicy.TreatingProviders);

    /// <summary>The instant at which the last day ends; null when no day is named.</summary>
    public DateTimeOffset? EndsAt(TimeZoneInfo zone)
    {
        if (ExpiresOn is not { } last)
        {
            return null;
        }

        var midnight = last.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}

/// <summary>The proof that somebody signed.</summary>
/// <param name="Evidence">Where the signature is found: a scanned form, the id of an electronic signature.</param>
/// <param name="By">Who signed.</param>
/// <param name="Representative">The name of whoever signed for the client.</param>
/// <param name="Authority">By what right: guardian, power of attorney, parent.</param>
internal sealed record ConsentSignature(string Evidence, Signatory By, string? Representative = null, string? Authority = null);

/// <summary>One step in the life of a consent; only ever added.</summary>
internal sealed class ConsentStep
{
    public required Guid Id { get; init; }

    public required ConsentId Consent { get; init; }

    /// <summary>Such as <c>signed</c>.</summary>
    public required string What { get; init; }

    public required DateTimeOffset At { get; init; }

    public UserId? By { get; init; }
}

/// <summary>A client was asked for a consent and did not give it.</summary>
internal sealed class ConsentRefusal
{
    public required ConsentRefusalId Id { get; init; }

    public required ClientId Client { get; init; }

    public required ConsentKind Kind { get; init; }

    public OrganisationId? Recipient { get; init; }

    public string? Reason { get; init; }

    public required DateTimeOffset RefusedAt { get; init; }

    public UserId? RecordedBy { get; init; }

    /// <summary>When the client is asked again.</summary>
    public required DateOnly ReAskOn { get; init; }
}
