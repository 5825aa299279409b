using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>How a referral of somebody else arrived.</summary>
internal enum InboundVia
{
    /// <summary>The sender's people or programs wrote it here.</summary>
    Platform,

    /// <summary>By fax, written down here.</summary>
    Fax,

    /// <summary>By telephone, written down here.</summary>
    Phone,

    /// <summary>By mail or a secure message, written down here.</summary>
    Mail,

    /// <summary>From the sender's own tenant of the platform.</summary>
    Link,
}

/// <summary>A person as the sender describes them.</summary>
/// <param name="Given">Given name.</param>
/// <param name="Family">Family name.</param>
/// <param name="BirthDate">The day of birth.</param>
/// <param name="Phone">Where the person is reached.</param>
/// <param name="Language">The language in which the person wants to be spoken to, as a BCP 47 tag.</param>
[NotMapped]
internal sealed record ReferredIn(string? Given = null, string? Family = null, DateOnly? BirthDate = null, string? Phone = null, string? Language = null);

/// <summary>
/// A referral that somebody else sent to this organisation: an inquiry of its front door, told back to its sender. It stands where the same
/// referral would stand with its sender; the moves of the partner are ours here.
/// </summary>
internal sealed partial class InboundReferral
{
    private InboundReferral()
    {
    }

    public InboundReferralId Id { get; private init; }

    /// <summary>Who sent it; null for an organisation that is not known here.</summary>
    public OrganisationId? Sender { get; private init; }

    public string SenderName { get; private init; } = "";

    /// <summary>By what the sender calls it; null where it was written down without.</summary>
    public string? Reference { get; private init; }

    /// <summary>Tells senders apart: the wire id, or the name in small letters.</summary>
    public string SenderKey { get; private init; } = "";

    public InboundVia Via { get; private init; }

    public ReferredIn Person { get; private init; } = new();

    /// <summary>Code of the need.</summary>
    public string Need { get; private init; } = "";

    /// <summary>How sensitive it is that somebody has it, as the settings said when it came.</summary>
    public DataClass NeedClass { get; private init; }

    public ReferralPriority Priority { get; private init; }

    public string? Reason { get; private init; }

    /// <summary>The service that was asked for, as the sender calls it.</summary>
    public string? AskedFor { get; private init; }

    public string? ContactName { get; private init; }

    public string? ContactPhone { get; private init; }

    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>Who wrote it down; null where no person did.</summary>
    public UserId? WrittenBy { get; private init; }

    /// <summary>The client whom whoever wrote it down named.</summary>
    public ClientId? NamedClient { get; private init; }

    public ClientId? Client { get; private set; }

    /// <summary>The client as whom the person was taken in; another than now after records were merged.</summary>
    public ClientId? FirstClient { get; private set; }

    /// <summary>The inquiry of the front door; null until it has taken it in, and once more when the sender wants it again.</summary>
    public InquiryId? Inquiry { get; private set; }

    public ReferralStatus Status { get; private set; }

    public DateTimeOffset? AcknowledgedAt { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public DateTimeOffset? DeclinedAt { get; private set; }

    public string? DeclineReason { get; private set; }

    public DateTimeOffset? ScheduledAt { get; private set; }

    /// <summary>The agreed time; null while there is none.</summary>
    public DateTimeOffset? StartsAt { get; private set; }

    public DateTimeOffset? SeenAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public DateTimeOffset? OutcomeAt { get; private set; }

    public NeedMet? Met { get; private set; }

    /// <summary>What came of it, in words.</summary>
    public string? Outcome { get; private set; }

    /// <summary>What of the outcome the rules of privacy let the sender see when it was told.</summary>
    public string[] Shared { get; private set; } = [];

    /// <summary>The link by which it came; null where it came otherwise.</summary>
    public TenantLinkId? Link { get; private init; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Where it stood when the sender took it back.</summary>
    public ReferralStatus? EndedFrom { get; private set; }

    /// <summary>When the sender wanted it again.</summary>
    public DateTimeOffset? ReopenedAt { get; private set; }

    /// <summary>How many messages of the sender nobody here has read.</summary>
    public int UnreadHere { get; private set; }

    /// <summary>How many messages from here nobody of the sender's has read.</summary>
    public int UnreadThere { get; private set; }

    /// <summary>The elements of a closed loop as they look from here: answered is what nobody here owes the sender an answer to, told is the outcome.</summary>
    public LoopElements Elements => new(
        Inquiry is not null, (AcceptedAt ?? DeclinedAt) is not null && UnreadHere == 0, CompletedAt is not null, OutcomeAt is not null);

    /// <summary>How many steps its history has.</summary>
    public int Steps { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>Somebody else refers a person to this organisation.</summary>
    public static InboundReferral Of(NewInbound sent, UserId? by, TimeProvider clock) => new()
    {
        Id = Platform.Id.New<InboundReferralId>(clock),
        Sender = sent.Sender?.Id,
        SenderName = sent.SenderName,
        SenderKey = KeyOf(sent.Sender?.Id, sent.SenderName),
        Reference = sent.Reference,
        Via = sent.Via,
        Person = sent.Person,
        Need = sent.Need,
        NeedClass = sent.NeedClass,
        Priority = sent.Priority,
        Reason = sent.Reason,
        AskedFor = sent.AskedFor,
        ContactName = sent.ContactName,
        ContactPhone = sent.ContactPhone,
        ReceivedAt = sent.ReceivedAt,
        NamedClient = sent.Client,
        Link = sent.Link,
        WrittenBy = by,
        Status = ReferralStatus.Sent,
    };

    /// <summary>What tells this sender apart from others.</summary>
    public static string KeyOf(OrganisationId? sender, string name) => sender?.ToString() ?? name.Trim().ToLowerInvariant();

    public InboundReferralReceived ToReceived() => new(Id, Sender, Priority, ReopenedAt ?? ReceivedAt);

    /// <summary>The front door has taken it in.</summary>
    public void TakeIn(ClientId client, InquiryId inquiry) => (Client, FirstClient, Inquiry) = (client, client, inquiry);

    /// <summary>A message was written.</summary>
    public void Hear(bool fromSender) =>
        (UnreadHere, UnreadThere) = fromSender ? (UnreadHere + 1, UnreadThere) : (UnreadHere, UnreadThere + 1);

    /// <summary>Everything that the sender wrote has been read here.</summary>
    public void ReadHere() => UnreadHere = 0;

    /// <summary>The sender has read all but so many of the messages from here.</summary>
    public void ReadThere(int unread) => UnreadThere = unread;

    /// <summary>Two records turned out to be one person, or not.</summary>
    public void BelongTo(ClientId client) => Client = client;
}

/// <summary>What a referral of somebody else begins with.</summary>
internal sealed record NewInbound(
    Organisation? Sender, string SenderName, string? Reference, InboundVia Via, ReferredIn Person, string Need, DataClass NeedClass,
    ReferralPriority Priority, string? Reason, string? AskedFor, string? ContactName, string? ContactPhone, DateTimeOffset ReceivedAt, ClientId? Client = null, TenantLinkId? Link = null);
