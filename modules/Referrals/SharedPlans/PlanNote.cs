using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>
/// What an organisation wrote on a plan. Until it is shared it is that organisation's own and nobody else's: not the convenor's either.
/// A policy of the table keeps it so behind this.
/// </summary>
internal sealed class PlanNote
{
    public required PlanNoteId Id { get; init; }

    public required SharedPlanId Plan { get; init; }

    public PlanEntryId? Entry { get; init; }

    /// <summary>Whose it is: a partner's; null for the organisation that convenes.</summary>
    public OrganisationId? Organisation { get; init; }

    public required DataClass Class { get; init; }

    /// <summary>The program under 42 CFR Part 2 from which it comes.</summary>
    public string? Program { get; init; }

    public required string Text { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? SharedAt { get; private set; }

    public string? SharedByName { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>Whether somebody of a side may know of it: their own, or one that was shared.</summary>
    /// <param name="side">The partner; null for the organisation that convenes.</param>
    public static Expression<Func<PlanNote, bool>> MayBeKnownTo(OrganisationId? side) => n => n.Organisation == side || n.SharedAt != null;

    /// <summary>Everybody who takes part may read it from now on, as far as their consents go.</summary>
    public void Share(string by, DateTimeOffset now) => (SharedByName, SharedAt) = (by, now);

    /// <summary>It is for its own organisation alone again.</summary>
    public void TakeBack() => (SharedByName, SharedAt) = (null, null);
}

/// <summary>A shared note with whom it is about; or one's own, where people here read it.</summary>
internal sealed record SeenPlanNote(PlanNote Note, ClientId Client, PlanMemberId? Member)
{
    /// <summary>Whoever is shown it takes part in the plan, or convenes it.</summary>
    public bool IsOwn { get; } = true;

    public bool Part2 => Note.Program is not null;

    public string? Program => Note.Program;

    public DataClass Class => Note.Class;
}

/// <summary>A note as the organisation reads it whose it is: no disclosure, because it has written it itself.</summary>
internal sealed record OwnPlanNote(PlanNote Note);
