using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>A message on a referral, from one side to the other.</summary>
internal sealed class ReferralMessage
{
    public required ReferralMessageId Id { get; init; }

    public required ReferralId Referral { get; init; }

    /// <summary>The partner, where it wrote; null where somebody here did.</summary>
    public OrganisationId? FromPartner { get; init; }

    public UserId? By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Text { get; init; }

    /// <summary>When the other side read it; null while it has not.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    public string? ReadByName { get; private set; }

    public void Read(string by, DateTimeOffset at) => (ReadByName, ReadAt) = (by, at);
}
