using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Days on which somebody is away.</summary>
[View<Absence>]
internal static class AbsenceView
{
    /// <summary>Its id.</summary>
    public static AbsenceId Id(Absence absence) => absence.Id;

    /// <summary>Who is away.</summary>
    public static UserId Person(Absence absence) => absence.Person;

    /// <summary>The first day.</summary>
    public static DateOnly FirstDay(Absence absence) => absence.FirstDay;

    /// <summary>The last day; null while nobody knows when the person will be back.</summary>
    public static DateOnly? LastDay(Absence absence) => absence.LastDay;

    /// <summary>Why, as a code.</summary>
    public static string Reason(Absence absence) => absence.Reason;

    /// <summary>Who gets the person's work meanwhile; null when the rules of owners decide.</summary>
    public static UserId? Cover(Absence absence) => absence.Cover;
}

/// <summary>Whose working time somebody may arrange.</summary>
internal static class PersonReach
{
    /// <summary>Whether the permission reaches this person: oneself, the people of one's teams, or everybody.</summary>
    public static bool Reaches(this Actor actor, User person, string permission) => actor.ReachOf(permission) switch
    {
        Reach.None => false,
        Reach.Own => person.Id == actor.User,
        Reach.Team => person.Id == actor.User || person.Teams.Overlaps(actor.Teams),
        _ => true,
    };

    /// <summary>Whether the permission lets somebody arrange the work of this team.</summary>
    public static bool Arranges(this Actor actor, TeamId team, string permission) => actor.ReachOf(permission) switch
    {
        Reach.None or Reach.Own => false,
        Reach.Team => actor.Teams.Contains(team),
        _ => true,
    };
}
