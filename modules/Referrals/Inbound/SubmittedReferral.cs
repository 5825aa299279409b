using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>How far a referral has come, as its sender sees it.</summary>
internal enum SubmittedStage
{
    /// <summary>It has arrived.</summary>
    Received,

    /// <summary>A time is agreed with the person.</summary>
    Scheduled,

    /// <summary>The person has come.</summary>
    Seen,

    /// <summary>What came of it is told.</summary>
    Outcome,

    /// <summary>The person is not taken, for a reason.</summary>
    NotAccepted,

    /// <summary>The sender took it back.</summary>
    Withdrawn,
}

/// <summary>A referral of somebody else as that sender sees it: what it needs to know of its own, and nothing else.</summary>
internal sealed class SubmittedReferral
{
    public InboundReferralId Referral { get; init; }

    public string? Reference { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public ClientId? Client { get; init; }

    public DataClass NeedClass { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? ScheduledAt { get; init; }

    public DateTimeOffset? SeenAt { get; init; }

    public DateTimeOffset? OutcomeAt { get; init; }

    public DateTimeOffset? DeclinedAt { get; init; }

    public string? DeclineReason { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    public NeedMet? Met { get; init; }

    public string? Outcome { get; init; }

    public string[] Shared { get; init; } = [];

    public int Unread { get; init; }

    /// <summary>What a sender sees of a referral.</summary>
    public static Expression<Func<InboundReferral, SubmittedReferral>> Shown { get; } = r => new SubmittedReferral
    {
        Referral = r.Id,
        Reference = r.Reference,
        ReceivedAt = r.ReceivedAt,
        Client = r.Client,
        NeedClass = r.NeedClass,
        StartsAt = r.StartsAt,
        ScheduledAt = r.ScheduledAt,
        SeenAt = r.SeenAt,
        OutcomeAt = r.OutcomeAt,
        DeclinedAt = r.DeclinedAt,
        DeclineReason = r.DeclineReason,
        WithdrawnAt = r.WithdrawnAt,
        Met = r.Met,
        Outcome = r.Outcome,
        Shared = r.Shared,
        Unread = r.UnreadThere,
    };

    private static readonly Func<InboundReferral, SubmittedReferral> Show = Shown.Compile();

    public static SubmittedReferral Of(InboundReferral referral) => Show(referral);
}

/// <summary>Where a referral of somebody else stands, as far as its sender may know.</summary>
/// <param name="IsOwn">Whether it is the referral of whoever asks.</param>
internal sealed record SubmittedProgress(
    ClientId? Client, DataClass Class, SubmittedStage Stage, DateTimeOffset? ScheduledAt, DateTimeOffset? StartsAt, DateTimeOffset? SeenAt,
    DateTimeOffset? NotAcceptedAt, string? NotAcceptedReason, bool IsOwn);

/// <summary>What came of a referral of somebody else, as far as its sender may know.</summary>
/// <param name="IsOwn">Whether it is the referral of whoever asks.</param>
internal sealed record SubmittedOutcome(ClientId? Client, DataClass Class, NeedMet? Met, string? Text, DateTimeOffset At, bool IsOwn);
