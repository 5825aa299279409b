using System.Linq.Expressions;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Referrals;

/// <summary>A message on a referral of somebody else, from one side to the other. Both sides call it by the same number.</summary>
internal sealed class InboundMessage
{
    public required InboundMessageId Id { get; init; }

    public required InboundReferralId Referral { get; init; }

    /// <summary>Whether the sender of the referral wrote it, and not somebody here.</summary>
    public required bool FromSender { get; init; }

    public UserId? By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Text { get; init; }

    /// <summary>When the other side read it; null while it has not.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    public string? ReadByName { get; private set; }

    public void Read(string by, DateTimeOffset at) => (ReadByName, ReadAt) = (by, at);
}

internal sealed class InboundMessageMap : IEntityTypeConfiguration<InboundMessage>
{
    public void Configure(EntityTypeBuilder<InboundMessage> builder)
    {
        builder.ToTable("inbound_messages");
        builder.HasOne<InboundReferral>().WithMany().HasForeignKey(m => m.Referral);
    }
}

/// <summary>The messages of referrals of others, in order.</summary>
internal sealed class MessagesByInbound(ReferralsDb db) : RowsBy<ReferralsDb, InboundReferralId, InboundMessage>(db)
{
    protected override Expression<Func<InboundMessage, InboundReferralId>> Key => m => m.Referral;

    protected override IQueryable<InboundMessage> Rows(Reach reach) => Db.InboundMessages.OrderBy(m => m.At).ThenBy(m => m.Id);
}

/// <summary>A message on a referral of somebody else, from one side to the other.</summary>
[View<InboundMessage>]
internal static class InboundMessageView
{
    /// <summary>The message's id.</summary>
    public static InboundMessageId Id(InboundMessage message) => message.Id;

    /// <summary>Whether the sender of the referral wrote it.</summary>
    public static bool FromSender(InboundMessage message) => message.FromSender;

    /// <summary>Who wrote it, by name.</summary>
    public static string ByName(InboundMessage message) => message.ByName;

    /// <summary>When.</summary>
    public static DateTimeOffset At(InboundMessage message) => message.At;

    /// <summary>What it says.</summary>
    [DataClass(DataClass.G)]
    public static string? Text(InboundMessage message) => message.Text;

    /// <summary>When the other side read it; null while it has not.</summary>
    public static DateTimeOffset? ReadAt(InboundMessage message) => message.ReadAt;

    /// <summary>Who of the other side read it, by name.</summary>
    public static string? ReadByName(InboundMessage message) => message.ReadByName;
}
