using CarePlatform.Intake.Contracts;

namespace CarePlatform.Intake;

/// <summary>A problem or finding that another system told of.</summary>
internal sealed class Condition
{
    public required ConditionId Id { get; init; }

    public required ClientId Client { get; init; }

    public EncounterId? Encounter { get; init; }

    public required string SourceSystem { get; init; }

    public required string ExternalId { get; init; }

    public string? CodeSystem { get; init; }

    public required string Code { get; init; }

    public string? Display { get; init; }

    public DateOnly? OnsetOn { get; init; }

    /// <summary>Null while the condition is active.</summary>
    public DateOnly? AbatedOn { get; init; }

    /// <summary>The program under 42 CFR Part 2 that it comes from; see <see cref="Part2Labels"/>.</summary>
    public string? SourceProgram { get; init; }

    public bool Part2 { get; init; }
}

/// <summary>A measurement or answer that another system told of.</summary>
internal sealed class Observation
{
    public required ObservationId Id { get; init; }

    public required ClientId Client { get; init; }

    public EncounterId? Encounter { get; init; }

    public required string SourceSystem { get; init; }

    public required string ExternalId { get; init; }

    public string? Category { get; init; }

    public string? CodeSystem { get; init; }

    public required string Code { get; init; }

    public string? Display { get; init; }

    /// <summary>The value when it is a number; otherwise <see cref="ValueText"/> holds it.</summary>
    public decimal? Value { get; init; }

    public string? ValueText { get; init; }

    public string? Unit { get; init; }

    public required DateTimeOffset ObservedAt { get; init; }

    public required DateOnly LocalDate { get; init; }

    /// <summary>The program under 42 CFR Part 2 that it comes from; see <see cref="Part2Labels"/>.</summary>
    public string? SourceProgram { get; init; }

    public bool Part2 { get; init; }
}
