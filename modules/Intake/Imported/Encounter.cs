using CarePlatform.Intake.Contracts;

namespace CarePlatform.Intake;

/// <summary>A visit or stay that another system told of.</summary>
internal sealed class Encounter
{
    public required EncounterId Id { get; init; }

    public required ClientId Client { get; init; }

    public required string SourceSystem { get; init; }

    public required string ExternalId { get; init; }

    /// <summary>As the source says: <c>ambulatory</c>, <c>emergency</c>, <c>AMB</c>, <c>IMP</c>, …</summary>
    public required string Class { get; init; }

    public string? CodeSystem { get; init; }

    public string? Code { get; init; }

    public string? Display { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The calendar day of the start in the time zone of the site or the tenant.</summary>
    public required DateOnly LocalDate { get; init; }

    public CareOrganisationId? Organisation { get; init; }

    public PractitionerId? Practitioner { get; init; }

    public string? PayerId { get; init; }

    public string? PayerName { get; init; }

    public decimal? BaseCost { get; init; }

    public decimal? TotalCost { get; init; }

    /// <summary>What the payer covers of <see cref="TotalCost"/>.</summary>
    public decimal? PayerPaid { get; init; }

    public string? ReasonSystem { get; init; }

    public string? ReasonCode { get; init; }

    public string? ReasonDisplay { get; init; }

    /// <summary>The program under 42 CFR Part 2 that it comes from; see <see cref="Part2Labels"/>.</summary>
    public string? SourceProgram { get; init; }

    public bool Part2 { get; init; }
}
