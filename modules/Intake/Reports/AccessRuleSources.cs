namespace CarePlatform.Intake;

/// <summary>How sure a rule is.</summary>
internal enum RuleStanding
{
    /// <summary>The sources agree.</summary>
    Stated,

    /// <summary>The sources differ.</summary>
    Conflict,

    /// <summary>No source was read that says so.</summary>
    Unconfirmed,
}

/// <summary>Where a rule of measuring comes from.</summary>
/// <param name="Key">The rule, as changeAccessRules names it.</param>
/// <param name="Standing">How sure it is.</param>
/// <param name="Source">Who says so, and what others say.</param>
internal sealed record AccessRuleSource(string Key, RuleStanding Standing, string Source);

/// <summary>Where each rule comes from; the official manual was not read, so that no rule is more than what implementations say of it.</summary>
internal static class AccessRuleSources
{
    public static IReadOnlyList<AccessRuleSource> All { get; } =
    [
        new("newClientMonths", RuleStanding.Stated, "Public I-SERV implementations: not served in the 6 months before first contact."),
        new("newClientDays", RuleStanding.Conflict, "One implementation uses 180 days instead of 6 months."),
        new("leftOutDays", RuleStanding.Conflict, "I-SERV implementations leave out the last 30 days; one leaves out all of December (31)."),
        new("lateDays", RuleStanding.Stated, "I-SERV implementations: an event after the end of the year is recorded as 31 business days."),
        new("minimumAge", RuleStanding.Stated, "I-SERV implementations: 12 or older on the last day of the year."),
        new("adultAge", RuleStanding.Stated, "I-SERV age bands 12-17 and 18+, on the last day of the year."),
        new("targetDays", RuleStanding.Stated, "Routine needs within 10 business days; an operational figure, not part of the measure."),
        new("weekendStart", RuleStanding.Conflict, "Saturday to Monday is 1 by (d0, d1]; two implementations count inclusively less one and get 0. The stricter is usual."),
        new("closuresCount", RuleStanding.Unconfirmed, "Weekends and holidays are stated; clinic closures are optional and off."),
        new("yearStartsIn", RuleStanding.Stated, "Calendar year since the 2024 manual; older demonstration years could begin in another month."),
        new("evaluationCodes", RuleStanding.Unconfirmed, "No list of codes was read; the tenant names those of its own systems."),
        new("serviceCodes", RuleStanding.Unconfirmed, "No list of codes was read; without one every encounter is a service."),
        new("ownSystems", RuleStanding.Unconfirmed, "Encounters of other providers are no service of the clinic; the tenant names its own systems."),
        new("evaluationIsService", RuleStanding.Unconfirmed, "Two sub-measures speak for two events; no source was read that says so."),
        new("bookedIsAttended", RuleStanding.Unconfirmed, "Ours, for sites that do not write down who came; switch it off where check-in is used."),
        new("spokenDoors", RuleStanding.Unconfirmed, "Ours: at these doors the request is itself the first contact."),
        new("crisisDoors", RuleStanding.Unconfirmed, "Ours: the crisis line; a mobile team may have further doors."),
        new("crisisFaceToFace", RuleStanding.Unconfirmed, "Face to face by one implementation."),
        new("crisisUnit", RuleStanding.Unconfirmed, "Episodes or clients: unconfirmed."),
        new("crisisLeftOutDays", RuleStanding.Unconfirmed, "Hours end soon enough to need no rest of the year; no source was read."),
        new("crisisNewClientsOnly", RuleStanding.Unconfirmed, "Ages and exclusions of the crisis measure are unconfirmed."),
    ];
}
