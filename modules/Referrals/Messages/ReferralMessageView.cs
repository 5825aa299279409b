using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>A message on a referral, from one side to the other: withheld from a partner where the rules of privacy do not let it.</summary>
[View<SeenMessage>("ReferralMessage")]
[About(nameof(SeenMessage.Client), OwnReferral = nameof(SeenMessage.IsOwn), Class = nameof(SeenMessage.Class))]
internal static class ReferralMessageView
{
    /// <summary>The message's id.</summary>
    public static ReferralMessageId Id(SeenMessage message) => message.Message.Id;

    /// <summary>Whether the partner wrote it.</summary>
    public static bool FromPartner(SeenMessage message) => message.Message.FromPartner is not null;

    /// <summary>Who wrote it, by name.</summary>
    public static string ByName(SeenMessage message) => message.Message.ByName;

    /// <summary>When.</summary>
    public static DateTimeOffset At(SeenMessage message) => message.Message.At;

    /// <summary>What it says; null where the referral should never have been.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static string? Text(SeenMessage message) => message.IsWithheld ? null : message.Message.Text;

    /// <summary>When the other side read it; null while it has not.</summary>
    public static DateTimeOffset? ReadAt(SeenMessage message) => message.Message.ReadAt;

    /// <summary>Who of the other side read it, by name.</summary>
    public static string? ReadByName(SeenMessage message) => message.Message.ReadByName;
}
