using CarePlatform.Intake.Contracts;

namespace CarePlatform.Intake;

/// <summary>What a tenant wants otherwise than usual at its front door.</summary>
internal sealed class IntakeSettings
{
    /// <summary>What holds while the tenant has changed nothing.</summary>
    public static IntakeSettings Usual { get; } = new() { Id = default, Version = 0 };

    public required IntakeSettingsId Id { get; init; }

    public MatchSettings Matching { get; private set; } = MatchSettings.Usual;

    public AccessLimits Limits { get; private set; } = AccessLimits.Usual;

    public int Version { get; private set; } = 1;

    /// <summary>Takes what is given and leaves the rest as it is.</summary>
    public void Change(MatchSettings? matching, AccessLimits? limits) =>
        (Matching, Limits) = (matching ?? Matching, limits ?? Limits);
}

/// <summary>Within how many business days after the request the first appointment must be, by acuity; the day itself is day 0.</summary>
/// <param name="EmergentDays">For emergent inquiries.</param>
/// <param name="UrgentDays">For urgent inquiries.</param>
/// <param name="RoutineDays">For routine inquiries.</param>
internal sealed record AccessLimits(int EmergentDays, int UrgentDays, int RoutineDays)
{
    /// <summary>The same day, one business day, ten business days.</summary>
    public static AccessLimits Usual { get; } = new(0, 1, 10);
}
