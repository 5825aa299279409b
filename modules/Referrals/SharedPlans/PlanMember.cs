using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Whether a partner takes part in a plan.</summary>
internal enum PlanMemberState
{
    /// <summary>It was asked and has not answered.</summary>
    Invited,

    /// <summary>It takes part.</summary>
    Accepted,

    /// <summary>It does not want to.</summary>
    Declined,

    /// <summary>It left.</summary>
    Left,

    /// <summary>It was taken out.</summary>
    Removed,

    /// <summary>The plan has ended.</summary>
    Ended,
}

/// <summary>Why a partner takes no part, or no part any more.</summary>
internal enum PlanLeaveReason
{
    /// <summary>It has nobody who could.</summary>
    NoCapacity,

    /// <summary>It does not serve the person, or no longer.</summary>
    NotServing,

    /// <summary>Its part is done.</summary>
    PartDone,

    /// <summary>The client does not want it.</summary>
    ClientAsked,

    /// <summary>No consent reaches it.</summary>
    NoConsent,

    /// <summary>The plan has ended.</summary>
    PlanEnded,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>That a partner takes part in a plan, from the invitation to the end. A partner that comes again is a member anew.</summary>
internal sealed class PlanMember
{
    public required PlanMemberId Id { get; init; }

    public required SharedPlanId Plan { get; init; }

    public required OrganisationId Organisation { get; init; }

    /// <summary>Code of the need for which it serves the person.</summary>
    public required string Need { get; init; }

    /// <summary>How sensitive it is that this organisation serves the person.</summary>
    public required DataClass Class { get; init; }

    /// <summary>The program under 42 CFR Part 2 that its part belongs to.</summary>
    public string? Program { get; init; }

    /// <summary>What it does, in words.</summary>
    public required string Role { get; init; }

    public PlanMemberState State { get; private set; }

    public required DateTimeOffset InvitedAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public string? AnsweredByName { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public PlanLeaveReason? Reason { get; private set; }

    /// <summary>Since when no consent reaches it. Only tells: what it is shown is decided with each request.</summary>
    public DateTimeOffset? ConsentLostAt { get; set; }

    public int Version { get; private set; } = 1;

    /// <summary>Whether it is invited or takes part.</summary>
    public bool IsOpen => State is PlanMemberState.Invited or PlanMemberState.Accepted;

    public void Accept(string by, DateTimeOffset now) => (State, AnsweredByName, AnsweredAt) = (PlanMemberState.Accepted, by, now);

    public void Decline(PlanLeaveReason why, string by, DateTimeOffset now) =>
        (State, Reason, AnsweredByName, AnsweredAt, EndedAt) = (PlanMemberState.Declined, why, by, now, now);

    /// <param name="how">Left, removed or ended.</param>
    public void Leave(PlanMemberState how, PlanLeaveReason why, DateTimeOffset now) => (State, Reason, EndedAt) = (how, why, now);
}

/// <summary>The partner stands otherwise in the plan than this takes.</summary>
/// <param name="State">How it stands.</param>
[ForPartners]
internal sealed record PlanMemberStands(PlanMemberState State) : Refusal(
    "referrals.plan_member_stands", $"This cannot be done for a partner whose part in the plan is {State.ToText()}.", "input.member");
