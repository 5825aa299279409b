using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>What a tenant has set for measuring the way into care.</summary>
[View<AccessRuleSet>]
internal static class AccessRuleSetView
{
    /// <summary>The rules that hold.</summary>
    public static AccessRules Rules(AccessRuleSet set) => set.Rules;

    /// <summary>Where each rule comes from, and how sure it is.</summary>
    public static IReadOnlyList<AccessRuleSource> Sources(AccessRuleSet set) => AccessRuleSources.All;

    /// <summary>Counts changes; 0 while nothing was ever changed. Send it back as expectedVersion.</summary>
    public static int Version(AccessRuleSet set) => set.Id == default ? 0 : set.Version;
}

/// <summary>Where a rule of measuring comes from.</summary>
[View<AccessRuleSource>]
internal static class AccessRuleSourceView
{
    /// <summary>The rule, as changeAccessRules names it.</summary>
    public static string Key(AccessRuleSource source) => source.Key;

    /// <summary>How sure it is.</summary>
    public static RuleStanding Standing(AccessRuleSource source) => source.Standing;

    /// <summary>Who says so, and what others say.</summary>
    public static string Source(AccessRuleSource source) => source.Source;
}

/// <summary>How the way into care is measured.</summary>
[View<AccessRules>]
internal static class AccessRulesView
{
    /// <summary>Somebody is new who was not served in so many months before they asked; the first day of them counts.</summary>
    public static int NewClientMonths(AccessRules rules) => rules.NewClientMonths;

    /// <summary>The same in days; when given, it takes the place of the months.</summary>
    public static int? NewClientDays(AccessRules rules) => rules.NewClientDays;

    /// <summary>Who asks in so many last days of the year is not looked at.</summary>
    public static int LeftOutDays(AccessRules rules) => rules.LeftOutDays;

    /// <summary>What an evaluation or service after the end of the year counts, in business days.</summary>
    public static int LateDays(AccessRules rules) => rules.LateDays;

    /// <summary>How old people must be on the last day of the year.</summary>
    public static int MinimumAge(AccessRules rules) => rules.MinimumAge;

    /// <summary>From which age on the last day of the year people count as adults.</summary>
    public static int AdultAge(AccessRules rules) => rules.AdultAge;

    /// <summary>Within how many business days people should be seen.</summary>
    public static int TargetDays(AccessRules rules) => rules.TargetDays;

    /// <summary>How days count when somebody asks on a closed day.</summary>
    public static WeekendStart WeekendStart(AccessRules rules) => rules.WeekendStart;

    /// <summary>Whether closings and hours of the clinic make a day closed, besides weekends and holidays.</summary>
    public static bool ClosuresCount(AccessRules rules) => rules.ClosuresCount;

    /// <summary>The month in which the measurement year begins.</summary>
    public static int YearStartsIn(AccessRules rules) => rules.YearStartsIn;

    /// <summary>Codes of encounters that are an initial evaluation.</summary>
    public static IReadOnlyList<string> EvaluationCodes(AccessRules rules) => rules.EvaluationCodes ?? [];

    /// <summary>Codes of encounters that are a service; all are when none is named.</summary>
    public static IReadOnlyList<string> ServiceCodes(AccessRules rules) => rules.ServiceCodes ?? [];

    /// <summary>Source systems whose encounters are the clinic's own; all are when none is named.</summary>
    public static IReadOnlyList<string> OwnSystems(AccessRules rules) => rules.OwnSystems ?? [];

    /// <summary>Whether the initial evaluation can itself be the first service.</summary>
    public static bool EvaluationIsService(AccessRules rules) => rules.EvaluationIsService;

    /// <summary>Whether an appointment that has begun counts as attended although nobody wrote down that the client came.</summary>
    public static bool BookedIsAttended(AccessRules rules) => rules.BookedIsAttended;

    /// <summary>Doors at which somebody of the organisation speaks with the person at once.</summary>
    public static IReadOnlyList<Door> SpokenDoors(AccessRules rules) => rules.SpokenDoors ?? AccessRules.UsualSpoken;

    /// <summary>Doors of crisis.</summary>
    public static IReadOnlyList<Door> CrisisDoors(AccessRules rules) => rules.CrisisDoors ?? AccessRules.UsualCrisis;

    /// <summary>Whether only a service face to face answers a crisis.</summary>
    public static bool CrisisFaceToFace(AccessRules rules) => rules.CrisisFaceToFace;

    /// <summary>What is counted.</summary>
    public static CrisisUnit CrisisUnit(AccessRules rules) => rules.CrisisUnit;

    /// <summary>Crises in so many last days of the year are not looked at.</summary>
    public static int CrisisLeftOutDays(AccessRules rules) => rules.CrisisLeftOutDays;

    /// <summary>Whether only crises of new clients count.</summary>
    public static bool CrisisNewClientsOnly(AccessRules rules) => rules.CrisisNewClientsOnly;
}
