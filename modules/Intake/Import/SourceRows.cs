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

/// <summary>A person's name without titles.</summary>
internal sealed record SourceName(string? Given, string? Middle, string? Family, string? Suffix);

/// <summary>Where a person lives, or lived until <paramref name="Until"/>.</summary>
internal sealed record SourceAddress(
    string? Line, string? City, string? State, string? PostalCode, string? County, string? CountyFips, bool IsOld = false);

/// <summary>A way to reach a person.</summary>
/// <param name="Kind"><c>phone</c> or <c>email</c>.</param>
internal readonly record struct SourceContact(string Kind, string Value);

/// <summary>A person. <paramref name="Key"/> is what the other rows of this import refer to.</summary>
/// <param name="PriorFamily">The family name before, such as the maiden name.</param>
internal sealed record SourcePerson(
    Origin Origin,
    string Key,
    IReadOnlyList<SourceIdentifier> Identifiers,
    SourceName Name,
    string? PriorFamily,
    DateOnly? BornOn,
    DateOnly? DiedOn,
    string? Sex,
    string? Race,
    string? Ethnicity,
    string? MaritalStatus,
    string? Language,
    IReadOnlyList<SourceAddress> Addresses,
    IReadOnlyList<SourceContact> Contacts) : SourceRow(Origin);

/// <summary>A span of days, both included, in which a payer covers a person.</summary>
/// <param name="Order">1 pays first.</param>
/// <param name="To">Null while it has no end.</param>
internal sealed record SourceCoverage(
    Origin Origin, string Person, string Payer, string? MemberId, int Order, DateOnly From, DateOnly? To) : SourceRow(Origin);

/// <summary>One time of care somewhere.</summary>
/// <param name="Key">The source's own id of it.</param>
/// <param name="Class">In the words of Synthea, such as <c>emergency</c> or <c>wellness</c>.</param>
/// <param name="ClassIsExact">False when the source folds several classes into one, as FHIR does: then it must not decide
/// about payment.</param>
/// <param name="Day">The calendar day of its beginning in the tenant's time zone.</param>
internal sealed record SourceEncounter(
    Origin Origin,
    string Person,
    string Key,
    string Status,
    string Class,
    bool ClassIsExact,
    Coding? Type,
    Coding? Reason,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    DateOnly Day,
    string? Organisation,
    string? Provider) : SourceRow(Origin);

/// <summary>A code with its system and what it says.</summary>
internal sealed record Coding(string System, string Code, string? Display);

/// <summary>A diagnosis, problem or social finding.</summary>
/// <param name="Encounter">Key of the encounter that found it.</param>
/// <param name="To">Null while it is active.</param>
internal sealed record SourceCondition(
    Origin Origin, string Person, string? Encounter, Coding Code, DateOnly? From, DateOnly? To, bool IsActive) : SourceRow(Origin);

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
    Origin Origin, string Key, string Name, SourceAddress? Address, string? Phone) : SourceRow(Origin);

/// <summary>A person who gives care, known to the source by <paramref name="Key"/>.</summary>
/// <param name="Npi">The National Provider Identifier, which Synthea's CSV does not have.</param>
internal sealed record SourceProvider(
    Origin Origin, string Key, string Name, string? Npi, string? Speciality, string? Organisation) : SourceRow(Origin);
