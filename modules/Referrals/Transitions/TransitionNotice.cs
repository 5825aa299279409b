using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>One notice as its sender told it. It is only ever added; what concerns the person is taken out once it may not be kept any longer.</summary>
internal sealed class TransitionNotice
{
    public TransitionNoticeId Id { get; private init; }

    public StayId Stay { get; private set; }

    public OrganisationId Partner { get; private init; }

    /// <summary>The sender's id of the message, or one of ours for what staff wrote down.</summary>
    public string MessageId { get; private init; } = "";

    /// <summary>Tells a message that is sent again from another one with the same id; null once the content is taken out.</summary>
    public string? Fingerprint { get; private init; }

    public NoticeEvent Event { get; private init; }

    public DateTimeOffset OccurredAt { get; private init; }

    public DateTimeOffset? SentAt { get; private init; }

    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>What it says; null once it is taken out.</summary>
    public NoticeContent? Content { get; private init; }

    /// <summary>Fields of a complete notice that it lacks.</summary>
    public string[] Missing { get; private init; } = [];

    /// <summary>Whether the sender sent it; otherwise somebody here wrote it down.</summary>
    public bool ByPartner { get; private init; }

    public UserId? RecordedBy { get; private init; }

    /// <summary>The client whose stay it is, as long as that is known.</summary>
    public ClientId? Client { get; private set; }

    public Guid[]? NamedUsers { get; private set; }

    /// <summary>The program under 42 CFR Part 2 that sent it.</summary>
    public string? SourceProgram { get; private set; }

    /// <summary>When its content was taken out.</summary>
    public DateTimeOffset? RemovedAt { get; private init; }

    public bool Part2 { get; private init; }

    /// <summary>When the sender said it: the order in which contradictions are decided.</summary>
    public DateTimeOffset SaidAt => SentAt ?? OccurredAt;

    public static TransitionNotice Of(NoticeContent content, Stay stay, bool byPartner, UserId? by, TimeProvider clock)
    {
        var id = Platform.Id.New<TransitionNoticeId>(clock);
        return new TransitionNotice
        {
            Id = id,
            Stay = stay.Id,
            Partner = stay.Partner,
            MessageId = content.MessageId ?? id.ToString(),
            Fingerprint = NoticeCheck.Fingerprint(content),
            Event = content.Event,
            OccurredAt = content.OccurredAt,
            SentAt = content.SentAt,
            ReceivedAt = clock.GetUtcNow(),
            Content = content,
            Missing = NoticeCheck.Missing(content),
            ByPartner = byPartner,
            RecordedBy = by,
            Client = stay.Client,
            NamedUsers = stay.NamedUsers,
            SourceProgram = stay.SourceProgram,
            Part2 = stay.Part2,
        };
    }

    /// <summary>Another stay has taken the place of the one that it told of.</summary>
    public void MoveTo(StayId stay) => Stay = stay;

    public void BelongTo(ClientId? client, Guid[]? namedUsers) => (Client, NamedUsers) = (client, namedUsers);
}
