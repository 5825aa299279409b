using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Whose schedule somebody may change: with less than the whole organisation in reach, their own.</summary>
internal static class ScheduleReach
{
    /// <summary>Whether the actor may change the hours of this clinician.</summary>
    public static bool Designs(this Actor actor, UserId clinician) => actor.ReachOf("intake.design-schedule") switch
    {
        Reach.None => false,
        Reach.Own or Reach.Team => actor.User == clinician,
        _ => true,
    };
}
