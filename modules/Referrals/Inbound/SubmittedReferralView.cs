using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Referrals that partner organisations sent to this one, for themselves.</summary>
[Query, ForPartners, Feature("referrals"), Requires("referrals.submit")]
internal static class SubmittedReferralQueries
{
    /// <summary>The referrals that the caller's organisation sent to this one, the latest first; nothing for people of the organisation itself.</summary>
    public static Task<Connection<SubmittedReferral>> ReferralsWeSubmitted(Page page, ReferralsDb db, Actor actor, CancellationToken ct)
    {
        var sender = actor.Organisation;
        return db.Inbound.Where(r => sender != null && r.Sender == sender).Select(SubmittedReferral.Shown)
            .ToConnection(page, new Ordering<SubmittedReferral, DateTimeOffset, InboundReferralId>(r => r.ReceivedAt, r => r.Referral, Descending: true), ct);
    }

    /// <summary>A referral that the caller's organisation sent to this one; null for any other.</summary>
    /// <param name="reference">By what the caller's organisation calls it.</param>
    public static Task<SubmittedReferral?> ReferralWeSubmitted(string reference, ReferralsDb db, Actor actor, CancellationToken ct)
    {
        var sender = actor.Organisation;
        return db.Inbound.AsNoTracking().Where(r => sender != null && r.Sender == sender && r.Reference == reference)
            .Select(SubmittedReferral.Shown).FirstOrDefaultAsync(ct);
    }
}

/// <summary>A referral of somebody else as that sender sees it.</summary>
[View<SubmittedReferral>, About(nameof(SubmittedReferral.Client))]
internal static class SubmittedReferralView
{
    /// <summary>By which both organisations can talk about it.</summary>
    public static string Id(SubmittedReferral referral) => referral.Referral.ToString();

    /// <summary>By what the sender calls it.</summary>
    public static string? Reference(SubmittedReferral referral) => referral.Reference;

    /// <summary>When it was received.</summary>
    public static DateTimeOffset ReceivedAt(SubmittedReferral referral) => referral.ReceivedAt;

    /// <summary>Where it stands.</summary>
    public static SubmittedProgress Progress(SubmittedReferral referral) => new(
        referral.Client, SenderRules.ClassOfStage(referral.NeedClass),
        referral.WithdrawnAt is not null ? SubmittedStage.Withdrawn
        : referral.DeclinedAt is not null ? SubmittedStage.NotAccepted
        : referral.OutcomeAt is not null ? SubmittedStage.Outcome
        : referral.SeenAt is not null ? SubmittedStage.Seen
        : referral.StartsAt is not null ? SubmittedStage.Scheduled
        : SubmittedStage.Received,
        referral.ScheduledAt, referral.StartsAt, referral.SeenAt, referral.DeclinedAt, referral.DeclineReason, IsOwn: true);

    /// <summary>What came of it; null while it was not told.</summary>
    public static SubmittedOutcome? Outcome(SubmittedReferral referral) => referral.OutcomeAt is { } at
        ? new SubmittedOutcome(
            referral.Client, referral.NeedClass, referral.Shared.Contains(HeardNames.Met) ? referral.Met : null,
            referral.Shared.Contains(HeardNames.Outcome) ? referral.Outcome : null, at, IsOwn: true)
        : null;

    /// <summary>How many messages to the sender nobody of the sender's has read.</summary>
    public static int Unread(SubmittedReferral referral) => referral.Unread;

    /// <summary>What was written on it, in order.</summary>
    public static Loaded<IReadOnlyList<SubmittedMessage>> Messages(SubmittedReferral referral, MessagesOfSubmitted loader) => loader.For(referral.Referral);

    /// <summary>What was sent with it, in order: the sender's own documents, and those that were sent to it and not taken back.</summary>
    public static Loaded<IReadOnlyList<SubmittedDocument>> Documents(SubmittedReferral referral, DocumentsOfSubmitted loader) => loader.For(referral.Referral);
}

/// <summary>Where a referral of somebody else stands, as far as its sender may know: withheld where the rules of privacy do not let it.</summary>
[View<SubmittedProgress>, DataClass(DataClass.G)]
[About(nameof(SubmittedProgress.Client), OwnReferral = nameof(SubmittedProgress.IsOwn), Class = nameof(SubmittedProgress.Class))]
internal static class SubmittedProgressView
{
    /// <summary>How far it has come.</summary>
    public static SubmittedStage? Stage(SubmittedProgress progress) => progress.Stage;

    /// <summary>When a time was first agreed.</summary>
    public static DateTimeOffset? ScheduledAt(SubmittedProgress progress) => progress.ScheduledAt;

    /// <summary>The agreed time; null while there is none.</summary>
    public static DateTimeOffset? StartsAt(SubmittedProgress progress) => progress.StartsAt;

    /// <summary>When the person first came.</summary>
    public static DateTimeOffset? SeenAt(SubmittedProgress progress) => progress.SeenAt;

    /// <summary>When it was said that the person is not taken.</summary>
    public static DateTimeOffset? NotAcceptedAt(SubmittedProgress progress) => progress.NotAcceptedAt;

    /// <summary>Why not, as a code.</summary>
    public static string? NotAcceptedReason(SubmittedProgress progress) => progress.NotAcceptedReason;
}

/// <summary>What came of a referral of somebody else: withheld where neither a consent nor the rules of privacy let its sender see it.</summary>
[View<SubmittedOutcome>, DataClass(DataClass.G)]
[About(nameof(SubmittedOutcome.Client), OwnReferral = nameof(SubmittedOutcome.IsOwn), Class = nameof(SubmittedOutcome.Class))]
internal static class SubmittedOutcomeView
{
    /// <summary>Whether the need is met.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static NeedMet? Met(SubmittedOutcome outcome) => outcome.Met;

    /// <summary>What came of it, in words.</summary>
    public static string? Text(SubmittedOutcome outcome) => outcome.Text;

    /// <summary>When it was told.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static DateTimeOffset? At(SubmittedOutcome outcome) => outcome.At;
}
