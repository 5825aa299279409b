namespace CarePlatform.Intake;

/// <summary>One thing that a source says, in the platform's words, with the place that says it.</summary>
internal abstract record SourceRow(Origin Origin);

/// <summary>Where something was read: the file, the line and, in a FHIR bundle, the entry (counted from 0).</summary>
internal readonly record struct Origin(ImportFile File, int Line, int? Entry = null);

/// <summary>A number or name under which some system knows a person.</summary>
/// <param name="System">The URI of the numbering, as FHIR has it.</param>
/// <param name="Decides">Whether it names the person in the source's own records; a driver's licence or an insurance number
/// only counts together with the date of birth.</param>
internal readonly record struct SourceIdentifier(string System, string Value, bool Decides);

/// <summary>A person's name.</summary>
internal sealed record SourceName(string? Prefix, string? Given, string? Middle, string? Family, string? Suffix);

/// <summary>A name that a person had before.</summary>
/// <param name="Kind"><c>maiden</c>, <c>former</c> or <c>alias</c>.</param>
internal readonly record struct SourcePriorName(string Kind, string? Given, string? Family);

/// <summary>Where somebody lives or works, as far as the source says.</summary>
internal sealed record SourceAddress(
    string? Line,
    string? City,
    string? State,
    string? PostalCode,
    string? County = null,
    string? CountyFips = null,
    DateOnly? Since = null,
    DateOnly? Until = null);

/// <summary>A way to reach a person.</summary>
/// <param name="Kind"><c>phone</c> or <c>email</c>.</param>
internal readonly record struct SourceContact(string Kind, string Value);

/// <summary>A person. <paramref name="Key"/> is what the other rows of this import refer to.</summary>
/// <param name="System">The source that keeps the person's records: the system of the identifier that decides.</param>
internal sealed record SourcePerson(
    Origin Origin,
    string Key,
    string System,
    IReadOnlyList<SourceIdentifier> Identifiers,
    SourceName Name,
    IReadOnlyList<SourcePriorName> PriorNames,
    DateOnly? BornOn,
    DateOnly? DiedOn,
    string? Gender,
    IReadOnlyList<string> Races,
    string? Ethnicity,
    string? Language,
    IReadOnlyList<SourceAddress> Addresses,
    IReadOnlyList<SourceContact> Contacts) : SourceRow(Origin);

/// <summary>A span of days, both included, in which a payer covers a person, or in which the source says that nobody does.</summary>
/// <param name="Key">The source's own id of it; null when it has none and the payer and the first day identify it.</param>
/// <param name="Priority">1 pays first.</param>
/// <param name="To">Null while it has no end.</param>
internal sealed record SourceCoverage(
    Origin Origin,
    string Person,
    string? Key,
    string Payer,
    string? PayerId,
    string? MemberId,
    string? PolicyHolder,
    int Priority,
    DateOnly From,
    DateOnly? To) : SourceRow(Origin);

/// <summary>One time of care somewhere.</summary>
/// <param name="Key">The source's own id of it.</param>
/// <param name="Class">As the source says: Synthea's <c>emergency</c> or FHIR's <c>EMER</c>. FHIR folds wellness, outpatient
/// and urgent care into AMB, so that it must not decide about payment.</param>
/// <param name="Day">The calendar day of its beginning in the tenant's time zone.</param>
internal sealed record SourceEncounter(
    Origin Origin,
    string Person,
    string Key,
    string Class,
    Coding? Type,
    Coding? Reason,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt,
    DateOnly Day,
    string? Organisation,
    string? Practitioner,
    SourceCost? Cost = null) : SourceRow(Origin);

/// <summary>What an encounter cost and who was asked to pay.</summary>
internal sealed record SourceCost(string? PayerId, string? PayerName, decimal? Base, decimal? Total, decimal? PaidByPayer);

/// <summary>A code with its system and what it says.</summary>
internal sealed record Coding(string System, string Code, string? Display);

/// <summary>A diagnosis, problem or social finding, identified by the encounter that found it, its code and its first day.</summary>
/// <param name="Encounter">Key of the encounter that found it.</param>
/// <param name="To">Null while it is active.</param>
internal sealed record SourceCondition(
    Origin Origin, string Person, string? Encounter, Coding Code, DateOnly? From, DateOnly? To) : SourceRow(Origin);

/// <summary>A measurement or an answer: a number with its unit, or text.</summary>
internal sealed record SourceObservation(
    Origin Origin,
    string Person,
    string? Encounter,
    string? Category,
    Coding Code,
    DateTimeOffset At,
    DateOnly Day,
    decimal? Number,
    string? Text,
    string? Unit) : SourceRow(Origin);

/// <summary>A place of care, known to the source by <paramref name="Key"/>.</summary>
internal sealed record SourceOrganisation(
    Origin Origin, string System, string Key, string Name, string? Phone, SourceAddress? Address) : SourceRow(Origin);

/// <summary>A person who gives care, known to the source by <paramref name="Key"/>.</summary>
/// <param name="Npi">The National Provider Identifier, which Synthea's CSV does not have.</param>
internal sealed record SourcePractitioner(
    Origin Origin, string System, string Key, string Name, string? Npi, string? Specialty, string? Organisation, SourceAddress? Address)
    : SourceRow(Origin);
