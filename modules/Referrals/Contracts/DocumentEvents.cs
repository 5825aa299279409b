using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>A document on a referral.</summary>
public readonly record struct ReferralDocumentId(Guid Value) : IId<ReferralDocumentId>
{
    public static string Prefix => "rdo";

    public static ReferralDocumentId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>Somebody attached a document to a referral; what it is called and holds stays there.</summary>
/// <param name="FromPartner">Whether the partner did.</param>
[Event("referrals.document-attached@1")]
public sealed record DocumentAttached(
    [property: Stream] ClientId Client, ReferralId Referral, ReferralDocumentId Document, OrganisationId Partner, bool FromPartner, UserId Owner,
    TeamId? Team, ReferralPriority Priority, DateTimeOffset AttachedAt);

/// <summary>The partner may read a document from here.</summary>
[Event("referrals.document-shared@1")]
public sealed record DocumentShared(
    [property: Stream] ClientId Client, ReferralId Referral, ReferralDocumentId Document, OrganisationId Partner, DateTimeOffset SharedAt);

/// <summary>Somebody of the other side opened a document for the first time.</summary>
/// <param name="ByPartner">Whether that was the partner.</param>
[Event("referrals.document-opened@1")]
public sealed record DocumentOpened(
    [property: Stream] ClientId Client, ReferralId Referral, ReferralDocumentId Document, OrganisationId Partner, bool ByPartner, DateTimeOffset OpenedAt);

/// <summary>A document was taken back; nobody opens it any more.</summary>
/// <param name="Reason">Code of why.</param>
[Event("referrals.document-retracted@1")]
public sealed record DocumentRetracted(
    [property: Stream] ClientId Client, ReferralId Referral, ReferralDocumentId Document, OrganisationId Partner, string Reason, DateTimeOffset RetractedAt);
