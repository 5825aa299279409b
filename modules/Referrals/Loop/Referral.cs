using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>
/// A request to a service of a partner for a client, until its loop is closed or it ends for a reason. Somebody here is responsible for it
/// from the first second on.
/// </summary>
internal sealed partial class Referral
{
    private Referral()
    {
    }

    public ReferralId Id { get; private init; }

    public ClientId Client { get; private set; }

    /// <summary>The client for whom it began; another than now after records were merged.</summary>
    public ClientId FirstClient { get; private init; }

    public ServiceId Service { get; private init; }

    public OrganisationId Partner { get; private init; }

    /// <summary>Code of the need.</summary>
    public string Need { get; private init; } = "";

    /// <summary>How sensitive it is that somebody has this need, as the tenant laid down when it was written.</summary>
    public DataClass NeedClass { get; private init; } = DataClass.G;

    public ReferralPriority Priority { get; private init; }

    /// <summary>What the partner should know, in the referrer's words.</summary>
    public string? Note { get; private init; }

    public ReferralStatus Status { get; private set; }

    /// <summary>Who is responsible for it here.</summary>
    public UserId Owner { get; private set; }

    public TeamId? Team { get; private set; }

    /// <summary>Who was asked to take the responsibility over and has not answered.</summary>
    public UserId? OfferedTo { get; private set; }

    public DateTimeOffset DraftedAt { get; private init; }

    public UserId? DraftedBy { get; private init; }

    public DateTimeOffset? SentAt { get; private set; }

    public UserId? SentBy { get; private set; }

    public DateTimeOffset? ReceivedAt { get; private set; }

    /// <summary>When the partner first accepted or declined.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public DateTimeOffset? DeclinedAt { get; private set; }

    public string? DeclineReason { get; private set; }

    /// <summary>When a time was first agreed.</summary>
    public DateTimeOffset? ScheduledAt { get; private set; }

    /// <summary>The agreed time; null while there is none.</summary>
    public DateTimeOffset? StartsAt { get; private set; }

    public DateTimeOffset? AttendedAt { get; private set; }

    /// <summary>How often the client did not come.</summary>
    public int Missed { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public DateTimeOffset? OutcomeAt { get; private set; }

    public NeedMet? Met { get; private set; }

    /// <summary>What came of it, in the partner's words.</summary>
    public string? Outcome { get; private set; }

    public DateTimeOffset? ReviewedAt { get; private set; }

    public UserId? ReviewedBy { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Where it stood before its end.</summary>
    public ReferralStatus? EndedFrom { get; private set; }

    public string? EndReason { get; private set; }

    /// <summary>The referral whose place it took.</summary>
    public ReferralId? Before { get; private init; }

    /// <summary>The referral that took its place.</summary>
    public ReferralId? Next { get; private set; }

    /// <summary>The agreement with the partner under which it was sent.</summary>
    public AgreementId? Agreement { get; private set; }

    /// <summary>Why it was sent without an agreement that partners of this kind need.</summary>
    public string? NoAgreementReason { get; private set; }

    /// <summary>Names of what the partner may see of it and of the client.</summary>
    public string[] Shared { get; private set; } = [];

    /// <summary>Wire id of the consent on which sending it rests.</summary>
    public string? Consent { get; private set; }

    /// <summary>Why it was sent without a consent that it takes.</summary>
    public string? OverrideReason { get; private set; }

    /// <summary>How many messages of the partner nobody here has read.</summary>
    public int UnreadHere { get; private set; }

    /// <summary>How many messages from here nobody of the partner has read.</summary>
    public int UnreadThere { get; private set; }

    /// <summary>How many steps its history has.</summary>
    public int Steps { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>Whether something is still expected of somebody.</summary>
    public bool IsOpen => !LoopRules.IsEnd(Status);

    /// <summary>The elements of a closed loop as they are now; those of a closed one as they were when it closed.</summary>
    public LoopElements Elements => Status is ReferralStatus.Closed ? new(true, true, true, true) : new(
        SentAt is not null, AnsweredAt is not null && UnreadHere == 0, CompletedAt is not null, OutcomeAt is not null && ReviewedAt is not null);

    /// <summary>A referral is written; nobody outside knows of it.</summary>
    public static Referral Draft(NewReferral draft, UserId? by, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new Referral
        {
            Id = Platform.Id.New<ReferralId>(clock),
            Client = draft.Client,
            FirstClient = draft.Client,
            Service = draft.Service,
            Partner = draft.Partner,
            Need = draft.Need,
            NeedClass = draft.NeedClass,
            Priority = draft.Priority,
            Note = draft.Note,
            Owner = draft.Owner,
            Team = draft.Team,
            Before = draft.Before,
            DraftedAt = now,
            DraftedBy = by,
        };
    }

    /// <summary>What it was sent with.</summary>
    public void Release(Release release) => (Shared, Consent, OverrideReason, Agreement, NoAgreementReason) =
        ([.. release.Shared], release.Consent, release.OverrideReason, release.Agreement, release.NoAgreementReason);

    /// <summary>A message was written.</summary>
    public void Hear(bool fromPartner) =>
        (UnreadHere, UnreadThere) = fromPartner ? (UnreadHere + 1, UnreadThere) : (UnreadHere, UnreadThere + 1);

    /// <summary>Why the move cannot be made; null when it can.</summary>
    public Refusal? Prevents(ReferralMove move, int? expectedVersion) =>
        expectedVersion is { } expected && expected != Version ? new VersionConflict(expected, Version)
        : LoopRules.After(Status, move, EndedFrom) is null ? new WrongState(Status, [.. LoopRules.MovesFrom(Status, EndedFrom)])
        : null;
}

/// <summary>What a referral begins with.</summary>
internal sealed record NewReferral(
    ClientId Client, ServiceId Service, OrganisationId Partner, string Need, ReferralPriority Priority, UserId Owner, TeamId? Team,
    string? Note = null, ReferralId? Before = null, DataClass NeedClass = DataClass.G);

/// <summary>On what sending a referral rests, and what goes with it.</summary>
internal sealed record Release(
    IReadOnlyList<string> Shared, string? Consent, string? OverrideReason, AgreementId? Agreement, string? NoAgreementReason);
