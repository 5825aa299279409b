using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>A visit or stay that another system told of.</summary>
[View<Encounter>, DataClass(DataClass.B), About(nameof(Encounter.Client), Part2 = nameof(Encounter.Part2), Program = nameof(Encounter.SourceProgram))]
internal static class EncounterView
{
    /// <summary>The encounter's id.</summary>
    public static EncounterId Id(Encounter encounter) => encounter.Id;

    /// <summary>As the source says, such as ambulatory or emergency.</summary>
    public static string Class(Encounter encounter) => encounter.Class;

    /// <summary>What was done, as a code of the source.</summary>
    public static string? Code(Encounter encounter) => encounter.Code;

    /// <summary>Where the code comes from.</summary>
    public static string? CodeSystem(Encounter encounter) => encounter.CodeSystem;

    /// <summary>What was done, in words.</summary>
    public static string? Display(Encounter encounter) => encounter.Display;

    /// <summary>When it began.</summary>
    public static DateTimeOffset StartsAt(Encounter encounter) => encounter.StartsAt;

    /// <summary>When it ended.</summary>
    public static DateTimeOffset? EndsAt(Encounter encounter) => encounter.EndsAt;

    /// <summary>The calendar day of the start, in the time zone of the organisation.</summary>
    public static DateOnly LocalDate(Encounter encounter) => encounter.LocalDate;

    /// <summary>Where.</summary>
    public static CareOrganisationId? Organisation(Encounter encounter) => encounter.Organisation;

    /// <summary>With whom.</summary>
    public static PractitionerId? Practitioner(Encounter encounter) => encounter.Practitioner;

    /// <summary>Who paid.</summary>
    public static string? PayerName(Encounter encounter) => encounter.PayerName;

    /// <summary>What was charged in all.</summary>
    public static decimal? TotalCost(Encounter encounter) => encounter.TotalCost;

    /// <summary>What the payer covered of it.</summary>
    public static decimal? PayerPaid(Encounter encounter) => encounter.PayerPaid;

    /// <summary>Why, as a code of the source.</summary>
    public static string? ReasonCode(Encounter encounter) => encounter.ReasonCode;

    /// <summary>Why, in words.</summary>
    public static string? ReasonDisplay(Encounter encounter) => encounter.ReasonDisplay;

    /// <summary>Which system told of it.</summary>
    public static string SourceSystem(Encounter encounter) => encounter.SourceSystem;
}

/// <summary>A problem or finding that another system told of.</summary>
[View<Condition>, DataClass(DataClass.B), About(nameof(Condition.Client), Part2 = nameof(Condition.Part2), Program = nameof(Condition.SourceProgram))]
internal static class ConditionView
{
    /// <summary>The condition's id.</summary>
    public static ConditionId Id(Condition condition) => condition.Id;

    /// <summary>What it is, as a code of the source.</summary>
    public static string Code(Condition condition) => condition.Code;

    /// <summary>Where the code comes from.</summary>
    public static string? CodeSystem(Condition condition) => condition.CodeSystem;

    /// <summary>What it is, in words.</summary>
    public static string? Display(Condition condition) => condition.Display;

    /// <summary>The day it was found.</summary>
    public static DateOnly? OnsetOn(Condition condition) => condition.OnsetOn;

    /// <summary>The day it ended; null while it is active.</summary>
    public static DateOnly? AbatedOn(Condition condition) => condition.AbatedOn;

    /// <summary>Which system told of it.</summary>
    public static string SourceSystem(Condition condition) => condition.SourceSystem;
}

/// <summary>A clinic or hospital known from imported records.</summary>
[View<CareOrganisation>]
internal static class CareOrganisationView
{
    /// <summary>The organisation's id.</summary>
    public static CareOrganisationId Id(CareOrganisation organisation) => organisation.Id;

    /// <summary>Its name.</summary>
    public static string Name(CareOrganisation organisation) => organisation.Name;

    /// <summary>City or town.</summary>
    public static string? City(CareOrganisation organisation) => organisation.City;

    /// <summary>State.</summary>
    public static string? State(CareOrganisation organisation) => organisation.State;

    /// <summary>Which program under 42 CFR Part 2 the organisation is; null when it is none.</summary>
    public static string? Part2Program(CareOrganisation organisation) => organisation.Part2Program;
}

/// <summary>A clinician known from imported records.</summary>
[View<Practitioner>]
internal static class PractitionerView
{
    /// <summary>The clinician's id.</summary>
    public static PractitionerId Id(Practitioner practitioner) => practitioner.Id;

    /// <summary>Name.</summary>
    public static string Name(Practitioner practitioner) => practitioner.Name;

    /// <summary>National Provider Identifier.</summary>
    public static string? Npi(Practitioner practitioner) => practitioner.Npi;

    /// <summary>What they are trained in.</summary>
    public static string? Specialty(Practitioner practitioner) => practitioner.Specialty;

    /// <summary>Where they work.</summary>
    public static CareOrganisationId? Organisation(Practitioner practitioner) => practitioner.Organisation;
}
