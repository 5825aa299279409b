using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Referrals;

/// <summary>What somebody here did in a plan that a linked tenant convenes.</summary>
internal enum PlanContributionKind
{
    /// <summary>Took the invitation.</summary>
    Accept,

    /// <summary>Did not take the invitation.</summary>
    Decline,

    /// <summary>Left the plan.</summary>
    Leave,

    /// <summary>Wrote a goal or an action.</summary>
    Entry,

    /// <summary>Wrote a note for all that take part.</summary>
    Note,

    /// <summary>Took such a note back.</summary>
    TakeNoteBack,

    /// <summary>Took an action on.</summary>
    TakeOn,

    /// <summary>Gave an action back.</summary>
    GiveBack,

    /// <summary>Said that something is reached, done or not wanted any more.</summary>
    Settle,
}

/// <summary>How the convenor has taken it.</summary>
internal enum PlanContributionState
{
    /// <summary>It is on its way, or is being looked at there.</summary>
    Waiting,

    /// <summary>It took effect: the plan has it.</summary>
    Taken,

    /// <summary>It did not; the plan stands as it stood.</summary>
    Refused,
}

/// <summary>What was said, in the convenor's terms; which parts are there follows from the kind.</summary>
/// <param name="Entry">The goal or action that it is about.</param>
/// <param name="Note">The note that is taken back.</param>
/// <param name="Kind">What is written.</param>
/// <param name="Goal">The goal that a new action is for.</param>
/// <param name="Need">Code of the need that it is about, as the convenor calls it.</param>
/// <param name="Text">The words of an entry or a note.</param>
/// <param name="On">The last day of an action, or the day on which it was done.</param>
internal sealed record ContributionSaid(
    PlanEntryId? Entry = null, PlanNoteId? Note = null, PlanEntryKind? Kind = null, PlanEntryId? Goal = null, string? Need = null, string? Text = null,
    DateOnly? On = null, PlanDropReason? Dropped = null, PlanLeaveReason? Left = null, PlanNoteRetraction? Retracted = null);

/// <summary>
/// What somebody here did or wrote in a plan that a linked tenant convenes. It is brought there and takes effect by that tenant's rules, or not; both sides
/// call it by the same number.
/// </summary>
internal sealed class PlanContribution
{
    public required PlanContributionId Id { get; init; }

    public required PlanElsewhereId Plan { get; init; }

    public required PlanContributionKind Kind { get; init; }

    public required ContributionSaid Said { get; init; }

    /// <summary>As sensitive as what it is about.</summary>
    public required DataClass Class { get; init; }

    /// <summary>Whether it is about something that came with the label of 42 CFR Part 2.</summary>
    public required bool Part2 { get; init; }

    public UserId? ByUser { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    public PlanContributionState State { get; private set; }

    /// <summary>The code of the refusal.</summary>
    public string? Code { get; private set; }

    /// <summary>The refusal in words.</summary>
    public string? Message { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>It took effect.</summary>
    public void Take(DateTimeOffset at) => (State, AnsweredAt) = (PlanContributionState.Taken, at);

    /// <summary>It did not.</summary>
    public void Refuse(string code, string? message, DateTimeOffset at) => (State, Code, Message, AnsweredAt) = (PlanContributionState.Refused, code, message, at);
}

internal sealed class PlanContributionMap : IEntityTypeConfiguration<PlanContribution>
{
    public void Configure(EntityTypeBuilder<PlanContribution> builder)
    {
        builder.ToTable("plan_contributions");
        builder.Property<ContributionSaid>(nameof(PlanContribution.Said)).AsDocument();
        builder.HasOne<PlanElsewhere>().WithMany().HasForeignKey(c => c.Plan);
    }
}
