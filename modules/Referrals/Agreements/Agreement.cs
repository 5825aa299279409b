using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>What an agreement is for.</summary>
internal enum AgreementKind
{
    /// <summary>Both coordinate the care of the same people.</summary>
    CareCoordination,

    /// <summary>The partner gives services for the tenant, as a designated collaborating organisation; the tenant bills and pays.</summary>
    DcoContract,
}

/// <summary>In what form it is.</summary>
internal enum AgreementForm
{
    /// <summary>A contract.</summary>
    Contract,

    /// <summary>A memorandum of agreement.</summary>
    MemorandumOfAgreement,

    /// <summary>A memorandum of understanding.</summary>
    MemorandumOfUnderstanding,

    /// <summary>A letter of support or commitment.</summary>
    LetterOfSupport,

    /// <summary>Joint protocols without signature, where no signed form is feasible.</summary>
    JointProtocol,
}

/// <summary>A service that a contract is about.</summary>
/// <param name="Name">Such as psychiatric rehabilitation.</param>
/// <param name="Service">The entry of the directory.</param>
/// <param name="FairMarketPrice">What the tenant pays for a unit, in US dollars.</param>
/// <param name="Unit">What a unit is, such as an hour or an encounter.</param>
/// <param name="PriceBasis">On what the price rests.</param>
[NotMapped]
internal sealed record AgreedService(
    string Name, ServiceId? Service = null, decimal? FairMarketPrice = null, string? Unit = null, string? PriceBasis = null);

/// <summary>A licence that is on file.</summary>
/// <param name="Holder">Who holds it: the organisation or a person of its staff.</param>
/// <param name="Kind">What it allows.</param>
/// <param name="Number">Its number.</param>
/// <param name="ExpiresOn">The last day on which it holds.</param>
[NotMapped]
internal sealed record AgreedLicence(string Holder, string Kind, string? Number = null, DateOnly? ExpiresOn = null);

/// <summary>What is agreed.</summary>
/// <param name="Services">The services that it is about.</param>
/// <param name="Licences">The licences that are on file.</param>
/// <param name="DataDuties">What the partner must tell, such as attendance within two days.</param>
/// <param name="QualityDuties">What it must reach.</param>
/// <param name="ConsentBasis">On what the exchange of information rests.</param>
/// <param name="Standards">The numbers that it is held to; what holds for everybody where it says nothing.</param>
[NotMapped]
internal sealed record AgreementTerms(
    IReadOnlyList<AgreedService> Services, IReadOnlyList<AgreedLicence> Licences, IReadOnlyList<string> DataDuties,
    IReadOnlyList<string> QualityDuties, string? ConsentBasis = null, AgreedStandards? Standards = null);

/// <summary>What was agreed with a partner organisation.</summary>
internal sealed class Agreement
{
    public AgreementId Id { get; private init; }

    public OrganisationId Partner { get; private init; }

    public AgreementKind Kind { get; private set; }

    public AgreementForm Form { get; private set; }

    public AgreementTerms Terms { get; private set; } = new([], [], [], []);

    public DateOnly StartsOn { get; private set; }

    /// <summary>The last day on which it holds; null while no end is agreed.</summary>
    public DateOnly? EndsOn { get; private set; }

    /// <summary>When it is to be looked at again.</summary>
    public DateOnly? ReviewOn { get; private set; }

    public string? EndReason { get; private set; }

    public DateTimeOffset RecordedAt { get; private init; }

    public UserId? RecordedBy { get; private init; }

    public int Version { get; private set; } = 1;

    /// <summary>Whether it holds on this day.</summary>
    public bool HoldsOn(DateOnly day) => StartsOn <= day && (EndsOn is null || day <= EndsOn);

    public static Agreement Record(OrganisationId partner, AgreementText text, UserId? by, TimeProvider clock)
    {
        var agreement = new Agreement
        {
            Id = Platform.Id.New<AgreementId>(clock),
            Partner = partner,
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = by,
        };
        agreement.Change(text);
        return agreement;
    }

    /// <summary>It says this from now on.</summary>
    public void Change(AgreementText text) => (Kind, Form, Terms, StartsOn, EndsOn, ReviewOn) =
        (text.Kind, text.Form, text.Terms, text.StartsOn, text.EndsOn, text.ReviewOn);

    /// <summary>It holds until this day and no longer.</summary>
    public void End(DateOnly lastDay, string reason) => (EndsOn, EndReason) = (lastDay, reason);
}

/// <summary>What an agreement says.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Form">In what form it is.</param>
/// <param name="Terms">What is agreed.</param>
/// <param name="StartsOn">The first day on which it holds.</param>
/// <param name="EndsOn">The last day.</param>
/// <param name="ReviewOn">When it is to be looked at again.</param>
[NotMapped]
internal sealed record AgreementText(
    AgreementKind Kind, AgreementForm Form, AgreementTerms Terms, DateOnly StartsOn, DateOnly? EndsOn = null, DateOnly? ReviewOn = null);

/// <summary>A try to come to an agreement; it proves that one was made.</summary>
internal sealed class AgreementAttempt
{
    public required AgreementAttemptId Id { get; init; }

    public required OrganisationId Partner { get; init; }

    public required DateOnly TriedOn { get; init; }

    /// <summary>What was tried and what came of it.</summary>
    public required string Note { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public UserId? RecordedBy { get; init; }
}
