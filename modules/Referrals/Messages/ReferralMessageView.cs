using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>A message on a referral, from one side to the other.</summary>
[View<ReferralMessage>]
internal static class ReferralMessageView
{
    /// <summary>The message's id.</summary>
    public static ReferralMessageId Id(ReferralMessage message) => message.Id;

    /// <summary>Whether the partner wrote it.</summary>
    public static bool FromPartner(ReferralMessage message) => message.FromPartner is not null;

    /// <summary>Who wrote it, by name.</summary>
    public static string ByName(ReferralMessage message) => message.ByName;

    /// <summary>When.</summary>
    public static DateTimeOffset At(ReferralMessage message) => message.At;

    /// <summary>What it says.</summary>
    public static string Text(ReferralMessage message) => message.Text;

    /// <summary>When the other side read it; null while it has not.</summary>
    public static DateTimeOffset? ReadAt(ReferralMessage message) => message.ReadAt;

    /// <summary>Who of the other side read it, by name.</summary>
    public static string? ReadByName(ReferralMessage message) => message.ReadByName;
}
