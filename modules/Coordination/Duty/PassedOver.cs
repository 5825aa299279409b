using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Why the search for an owner went on.</summary>
internal enum Passing
{
    /// <summary>The rule names nobody whom the organisation knows: the field is empty, or the role or team has nobody.</summary>
    Nobody,

    /// <summary>The person is away.</summary>
    Absent,

    /// <summary>The person no longer works here.</summary>
    Left,

    /// <summary>The person has given this work to somebody else for some days.</summary>
    Delegated,

    /// <summary>The person has as much open work as is allowed.</summary>
    OverCapacity,

    /// <summary>Nobody is on duty before the step is due.</summary>
    OffDuty,

    /// <summary>The person's roles may not do work of this kind.</summary>
    OutsideBoundary,

    /// <summary>The person's roles may not do work of this kind; the person got it all the same, and this says so.</summary>
    FlaggedOutsideBoundary,

    /// <summary>The person is the one who let the step lapse.</summary>
    SameOwner,

    /// <summary>A partner organisation could owe it, but nobody of the team that is to watch over it is there.</summary>
    Unwatched,

    /// <summary>The person has asked for the decision, and nobody decides on what they have asked for themselves.</summary>
    Asker,

    /// <summary>The step lies with a program under 42 CFR Part 2, and the person, role or queue is not of it.</summary>
    OutsideProgram,

    /// <summary>The person, or somebody of the queue, may not see whom the step is about.</summary>
    MayNotSee,

    /// <summary>The step checks what the person did, or concerns them otherwise, so that somebody else must do it.</summary>
    Concerned,
}

/// <summary>One place where an owner was looked for in vain, or with a reservation.</summary>
/// <param name="Why">Why the search went on.</param>
/// <param name="Person">The person, when it was one.</param>
/// <param name="Team">The team, when it was a queue.</param>
/// <param name="Role">Key of the role, when nobody of a role could be found.</param>
[NotMapped]
internal sealed record PassedOver(Passing Why, UserId? Person = null, TeamId? Team = null, string? Role = null);

/// <summary>One place where an owner was looked for in vain, or with a reservation.</summary>
[View<PassedOver>]
internal static class PassedOverView
{
    /// <summary>Why the search went on.</summary>
    public static Passing Why(PassedOver passed) => passed.Why;

    /// <summary>The person, when it was one.</summary>
    public static UserId? Person(PassedOver passed) => passed.Person;

    /// <summary>The team, when it was a queue.</summary>
    public static TeamId? Team(PassedOver passed) => passed.Team;

    /// <summary>Key of the role, when nobody of a role could be found.</summary>
    public static string? Role(PassedOver passed) => passed.Role;
}
