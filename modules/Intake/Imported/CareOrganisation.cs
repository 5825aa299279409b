using CarePlatform.Intake.Contracts;

namespace CarePlatform.Intake;

/// <summary>A clinic or hospital known from imported records.</summary>
internal sealed class CareOrganisation
{
    public required CareOrganisationId Id { get; init; }

    public required string SourceSystem { get; init; }

    public required string ExternalId { get; init; }

    public required string Name { get; init; }

    public string? Phone { get; init; }

    public string? Line { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? PostalCode { get; init; }

    /// <summary>Which program under 42 CFR Part 2 the organisation is; null when it is none.</summary>
    public string? Part2Program { get; init; }
}

/// <summary>A clinician known from imported records.</summary>
internal sealed class Practitioner
{
    public required PractitionerId Id { get; init; }

    public required string SourceSystem { get; init; }

    public required string ExternalId { get; init; }

    public CareOrganisationId? Organisation { get; init; }

    public required string Name { get; init; }

    /// <summary>National Provider Identifier.</summary>
    public string? Npi { get; init; }

    public string? Specialty { get; init; }

    public string? Line { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? PostalCode { get; init; }
}
