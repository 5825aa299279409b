namespace CarePlatform.Intake;

/// <summary>What a client is called and who they are: the facts that are amended together and kept version by version.</summary>
/// <param name="Prefix">Such as Dr. or Ms.</param>
/// <param name="Given">Legal given name.</param>
/// <param name="Middle">Further legal given names.</param>
/// <param name="Family">Legal family name.</param>
/// <param name="Suffix">Such as Jr.</param>
/// <param name="Preferred">The name by which the person wants to be called.</param>
/// <param name="BirthDate">The day of birth.</param>
/// <param name="DiedOn">The day of death.</param>
/// <param name="Gender">The gender that the person gave.</param>
/// <param name="Races">The answers to the question for race, as they were given.</param>
/// <param name="Ethnicity">The answer to the question for ethnicity, as it was given.</param>
/// <param name="Language">The language in which the person wants to be spoken to, as a BCP 47 tag such as <c>es</c>.</param>
internal sealed record ClientFacts(
    string? Prefix = null,
    string? Given = null,
    string? Middle = null,
    string? Family = null,
    string? Suffix = null,
    string? Preferred = null,
    DateOnly? BirthDate = null,
    DateOnly? DiedOn = null,
    Gender? Gender = null,
    IReadOnlyList<string>? Races = null,
    string? Ethnicity = null,
    string? Language = null);
