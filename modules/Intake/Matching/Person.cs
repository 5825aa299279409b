namespace CarePlatform.Intake;

/// <summary>A name to compare: given and family name, either may be unknown.</summary>
internal sealed record ComparedName(string? Given, string? Family);

/// <summary>An address to compare.</summary>
internal sealed record ComparedAddress(string? Line, string? PostalCode);

/// <summary>What is compared to find out whether two records are one person.</summary>
/// <param name="Names">The legal name first, then preferred and prior names.</param>
/// <param name="Identifiers">System and value.</param>
internal sealed record Person(
    IReadOnlyList<ComparedName> Names,
    DateOnly? BirthDate = null,
    Gender? Gender = null,
    IReadOnlyList<string>? Phones = null,
    IReadOnlyList<string>? Emails = null,
    IReadOnlyList<ComparedAddress>? Addresses = null,
    IReadOnlyList<(string System, string Value)>? Identifiers = null)
{
    /// <summary>The person that a client's own facts describe, without the parts.</summary>
    public static Person Of(ClientFacts facts, IEnumerable<ComparedName> priorNames) => new(
        [new(facts.Given, facts.Family), .. facts.Preferred is { } preferred ? [new(preferred, facts.Family)] : (ComparedName[])[],
            .. priorNames.Select(n => new ComparedName(n.Given ?? facts.Given, n.Family ?? facts.Family))],
        facts.BirthDate,
        facts.Gender);
}
