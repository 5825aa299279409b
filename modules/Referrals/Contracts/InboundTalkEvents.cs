using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>A message on a referral that somebody else sent to this organisation.</summary>
public readonly record struct InboundMessageId(Guid Value) : IId<InboundMessageId>
{
    public static string Prefix => "inm";

    public static InboundMessageId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A document on a referral that somebody else sent to this organisation.</summary>
public readonly record struct InboundDocumentId(Guid Value) : IId<InboundDocumentId>
{
    public static string Prefix => "ind";

    public static InboundDocumentId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>Somebody wrote to the other side of a referral to this organisation; what it says stays there.</summary>
/// <param name="FromSender">Whether the sender of the referral did.</param>
[Event("referrals.inbound-message-written@1")]
public sealed record InboundMessageWritten(
    [property: Stream] InboundReferralId Referral, InboundMessageId Message, bool FromSender, ReferralPriority Priority, DateTimeOffset WrittenAt);

/// <summary>All messages of the sender on a referral to this organisation have been read here.</summary>
[Event("referrals.inbound-messages-read@1")]
public sealed record InboundMessagesRead([property: Stream] InboundReferralId Referral, UserId? By, DateTimeOffset ReadAt);

/// <summary>There is a new document on a referral to this organisation, for the other side; what it is called and holds stays there.</summary>
/// <param name="FromSender">Whether it is the sender's.</param>
[Event("referrals.inbound-document-attached@1")]
public sealed record InboundDocumentAttached(
    [property: Stream] InboundReferralId Referral, InboundDocumentId Document, bool FromSender, ReferralPriority Priority, DateTimeOffset AttachedAt);

/// <summary>Somebody of the other side opened a document on a referral to this organisation for the first time.</summary>
/// <param name="BySender">Whether the sender did.</param>
[Event("referrals.inbound-document-opened@1")]
public sealed record InboundDocumentOpened(
    [property: Stream] InboundReferralId Referral, InboundDocumentId Document, bool BySender, DateTimeOffset OpenedAt);

/// <summary>A document on a referral to this organisation was taken back; nobody opens it any more.</summary>
/// <param name="BySender">Whether the sender did.</param>
/// <param name="Reason">Code of why.</param>
[Event("referrals.inbound-document-retracted@1")]
public sealed record InboundDocumentRetracted(
    [property: Stream] InboundReferralId Referral, InboundDocumentId Document, bool BySender, string Reason, DateTimeOffset RetractedAt);
