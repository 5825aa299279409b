using CarePlatform.Intake.Contracts;

namespace CarePlatform.Intake;

/// <summary>How business days count when somebody asks for help on a closed day.</summary>
internal enum WeekendStart
{
    /// <summary>The first open day after it counts: Saturday to Monday is 1.</summary>
    CountsNextDay,

    /// <summary>The first open day after it is day 0: Saturday to Monday is 0.</summary>
    StartsNextDay,
}

/// <summary>What is counted in the measure of crisis.</summary>
internal enum CrisisUnit
{
    /// <summary>Each inquiry that came through a door of crisis.</summary>
    Episode,

    /// <summary>The first such inquiry of each client.</summary>
    Client,
}

/// <summary>How the way into care is measured: times to services (I-SERV) and the funnel. Whatever no source settles is a rule here.</summary>
/// <param name="NewClientMonths">Somebody is new who was not served in so many months before they asked; the first day of them counts.</param>
/// <param name="NewClientDays">The same in days; when given, it takes the place of the months.</param>
/// <param name="LeftOutDays">Who asks in so many last days of the year is not looked at.</param>
/// <param name="LateDays">What an evaluation or service after the end of the year counts, in business days.</param>
/// <param name="MinimumAge">How old people must be on the last day of the year.</param>
/// <param name="AdultAge">From which age on the last day of the year people count as adults.</param>
/// <param name="TargetDays">Within how many business days people should be seen.</param>
/// <param name="WeekendStart">How days count when somebody asks on a closed day.</param>
/// <param name="ClosuresCount">Whether closings and hours of the clinic make a day closed, besides weekends and holidays.</param>
/// <param name="YearStartsIn">The month in which the measurement year begins.</param>
/// <param name="EvaluationCodes">Codes of encounters that are an initial evaluation.</param>
/// <param name="ServiceCodes">Codes of encounters that are a service; all are when none is named.</param>
/// <param name="OwnSystems">Source systems whose encounters are the clinic's own; all are when none is named.</param>
/// <param name="EvaluationIsService">Whether the initial evaluation can itself be the first service.</param>
/// <param name="BookedIsAttended">Whether an appointment that has begun counts as attended although nobody wrote down that the client came.</param>
/// <param name="SpokenDoors">Doors at which somebody of the organisation speaks with the person at once.</param>
/// <param name="CrisisDoors">Doors of crisis.</param>
/// <param name="CrisisFaceToFace">Whether only a service face to face answers a crisis.</param>
/// <param name="CrisisUnit">What is counted.</param>
/// <param name="CrisisLeftOutDays">Crises in so many last days of the year are not looked at.</param>
/// <param name="CrisisNewClientsOnly">Whether only crises of new clients count.</param>
internal sealed record AccessRules(
    int NewClientMonths = 6,
    int? NewClientDays = null,
    int LeftOutDays = 30,
    int LateDays = 31,
    int MinimumAge = 12,
    int AdultAge = 18,
    int TargetDays = 10,
    WeekendStart WeekendStart = WeekendStart.CountsNextDay,
    bool ClosuresCount = false,
    int YearStartsIn = 1,
    IReadOnlyList<string>? EvaluationCodes = null,
    IReadOnlyList<string>? ServiceCodes = null,
    IReadOnlyList<string>? OwnSystems = null,
    bool EvaluationIsService = false,
    bool BookedIsAttended = true,
    IReadOnlyList<Door>? SpokenDoors = null,
    IReadOnlyList<Door>? CrisisDoors = null,
    bool CrisisFaceToFace = true,
    CrisisUnit CrisisUnit = CrisisUnit.Episode,
    int CrisisLeftOutDays = 0,
    bool CrisisNewClientsOnly = false)
{
    private const int MostDays = 366;

    /// <summary>What holds while the tenant has changed nothing; <see cref="AccessRuleSources"/> says where each comes from.</summary>
    public static AccessRules Usual { get; } = new();

    /// <summary>At these doors people are spoken with while nobody has said otherwise.</summary>
    public static IReadOnlyList<Door> UsualSpoken { get; } = [Door.WalkIn, Door.Call, Door.CrisisLine];

    /// <summary>These are doors of crisis while nobody has said otherwise.</summary>
    public static IReadOnlyList<Door> UsualCrisis { get; } = [Door.CrisisLine];

    /// <summary>The doors at which people are spoken with, in the form of the database.</summary>
    public string[] Spoken => [.. (SpokenDoors ?? UsualSpoken).Select(d => d.ToText())];

    /// <summary>The doors of crisis, in the form of the database.</summary>
    public string[] Crisis => [.. (CrisisDoors ?? UsualCrisis).Select(d => d.ToText())];

    /// <summary>What is wrong with the rules; null when nothing is.</summary>
    public string? Problem() => this switch
    {
        { NewClientMonths: < 0 or > 60 } or { NewClientDays: < 0 or > 5 * MostDays } => "Let newClientMonths lie between 0 and 60, newClientDays between 0 and 1830.",
        { LeftOutDays: < 0 or > MostDays } or { CrisisLeftOutDays: < 0 or > MostDays } => "Let the days that are left out lie between 0 and 366.",
        { LateDays: < 0 } or { TargetDays: < 0 } => "Let lateDays and targetDays not be negative.",
        { MinimumAge: < 0 } => "Let minimumAge not be negative.",
        { YearStartsIn: < 1 or > 12 } => "Let yearStartsIn be a month from 1 to 12.",
        _ when AdultAge < MinimumAge => "Let adultAge not be below minimumAge.",
        _ => null,
    };
}

/// <summary>What a tenant has set for measuring the way into care.</summary>
internal sealed class AccessRuleSet
{
    public required AccessRulesId Id { get; init; }

    public AccessRules Rules { get; set; } = AccessRules.Usual;

    public int Version { get; private set; } = 1;
}
