using System.Linq.Expressions;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Referrals;

/// <summary>
/// A warm handoff of a referral of somebody else: as its sender tells of it (that it was, who took part from here, and what came of it), or as people
/// here do. Both sides call it by the same number.
/// </summary>
internal sealed class InboundHandoff
{
    private const int MostNames = 20;
    private const int NameLength = 200;

    public required InboundHandoffId Id { get; init; }

    public required InboundReferralId Referral { get; init; }

    public HandoffKind Kind { get; init; }

    public HandoffWay Way { get; init; }

    /// <summary>Who took part from here, by name.</summary>
    public string[] Joined { get; init; } = [];

    public bool ClientPresent { get; init; }

    public bool Connected { get; init; }

    public HandoffFailure? Reason { get; init; }

    /// <summary>The time that was confirmed in it.</summary>
    public DateTimeOffset? AppointmentAt { get; init; }

    public required DateTimeOffset HappenedAt { get; init; }

    /// <summary>When it arrived, or was written down here.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>All that people here said of it; null where its sender tells of it.</summary>
    public HandoffFacts? Told { get; init; }

    public UserId? By { get; init; }

    public string? ByName { get; init; }

    public DateTimeOffset? RetractedAt { get; private set; }

    public HandoffRetraction? Retraction { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>What the sender told.</summary>
    public static InboundHandoff Of(InboundReferralId referral, TravellingHandoff told, TimeProvider clock) => new()
    {
        Id = new InboundHandoffId(told.Key),
        Referral = referral,
        Kind = told.Kind,
        Way = told.Way,
        Joined = [.. told.Joined.Take(MostNames).Select(n => n.Length > NameLength ? n[..NameLength] : n)],
        ClientPresent = told.ClientPresent,
        Connected = told.Reason is null,
        Reason = told.Reason,
        AppointmentAt = told.AppointmentAt?.ToUniversalTime(),
        HappenedAt = clock.NotAfter(told.HappenedAt).ToUniversalTime(),
        ArrivedAt = clock.GetUtcNow(),
    };

    /// <summary>What people here tell.</summary>
    public static InboundHandoff Of(InboundReferralId referral, HandoffFacts told, Actor by, DateTimeOffset happenedAt, TimeProvider clock) => new()
    {
        Id = Platform.Id.New<InboundHandoffId>(clock),
        Referral = referral,
        Kind = told.Kind,
        Way = told.Way,
        Joined = [.. told.Joined.Where(p => p is { Side: HandoffSide.Partner, Name: not null }).Select(p => p.Name!)],
        ClientPresent = told.ClientPresent,
        Connected = told.Connected,
        Reason = told.Reason,
        AppointmentAt = told.AppointmentAt?.ToUniversalTime(),
        HappenedAt = happenedAt,
        ArrivedAt = clock.GetUtcNow(),
        Told = told,
        By = by.User,
        ByName = by.Name,
    };

    /// <summary>Why nobody can be handed over now; null when somebody can. Once its sender was told what came of it, it may be closed there.</summary>
    public static Refusal? Prevents(InboundReferral referral) =>
        referral.Status is ReferralStatus.Declined or ReferralStatus.NotClosed or ReferralStatus.OutcomeReported or ReferralStatus.Closed or ReferralStatus.Void
            ? new NoHandoffNow(referral.Status) : null;

    /// <summary>It was written down by mistake.</summary>
    public void Retract(HandoffRetraction why, DateTimeOffset at) => (Retraction, RetractedAt) = (why, at);
}

internal sealed class InboundHandoffMap : IEntityTypeConfiguration<InboundHandoff>
{
    public void Configure(EntityTypeBuilder<InboundHandoff> builder)
    {
        builder.ToTable("inbound_handoffs");
        builder.Property<HandoffFacts>(nameof(InboundHandoff.Told)).AsDocument();
        builder.HasOne<InboundReferral>().WithMany().HasForeignKey(h => h.Referral);
    }
}

/// <summary>The warm handoffs of referrals of others, in order.</summary>
internal sealed class HandoffsByInbound(ReferralsDb db) : RowsBy<ReferralsDb, InboundReferralId, InboundHandoff>(db)
{
    protected override Expression<Func<InboundHandoff, InboundReferralId>> Key => h => h.Referral;

    protected override IQueryable<InboundHandoff> Rows(Reach reach) => Db.InboundHandoffs.OrderBy(h => h.HappenedAt).ThenBy(h => h.Id);
}

/// <summary>A warm handoff of a referral of somebody else, as its sender or people here tell of it.</summary>
[View<InboundHandoff>]
internal static class InboundHandoffView
{
    /// <summary>The handoff's id.</summary>
    public static InboundHandoffId Id(InboundHandoff handoff) => handoff.Id;

    /// <summary>Whether people met, or left a message.</summary>
    public static HandoffKind Kind(InboundHandoff handoff) => handoff.Kind;

    /// <summary>How.</summary>
    public static HandoffWay Way(InboundHandoff handoff) => handoff.Way;

    /// <summary>Who took part from here, by the names that whoever tells of it wrote down.</summary>
    public static IReadOnlyList<string> Joined(InboundHandoff handoff) => handoff.Joined;

    /// <summary>Whether the person took part.</summary>
    public static bool ClientPresent(InboundHandoff handoff) => handoff.ClientPresent;

    /// <summary>Whether the person and this organisation are in touch.</summary>
    public static bool Connected(InboundHandoff handoff) => handoff.Connected;

    /// <summary>Why it did not connect them; null where it did.</summary>
    public static HandoffFailure? Reason(InboundHandoff handoff) => handoff.Reason;

    /// <summary>The time that was confirmed in it. It is booked here by whoever books.</summary>
    public static DateTimeOffset? AppointmentAt(InboundHandoff handoff) => handoff.AppointmentAt;

    /// <summary>When it happened.</summary>
    public static DateTimeOffset HappenedAt(InboundHandoff handoff) => handoff.HappenedAt;

    /// <summary>Whether its sender tells of it, and not people here.</summary>
    public static bool FromSender(InboundHandoff handoff) => handoff.Told is null;

    /// <summary>Who here wrote it down, by name; null where its sender tells of it.</summary>
    public static string? ByName(InboundHandoff handoff) => handoff.ByName;

    /// <summary>Whether the person agreed to be handed over; null where its sender tells of it.</summary>
    public static bool? ClientAgreed(InboundHandoff handoff) => handoff.Told?.ClientAgreed;

    /// <summary>Everybody who took part besides the person; empty where its sender tells of it.</summary>
    public static IReadOnlyList<HandoffPerson> Everybody(InboundHandoff handoff) => handoff.Told?.Joined ?? [];

    /// <summary>What was written down beside it; the sender reads it as well. Null where its sender tells of it.</summary>
    [DataClass(DataClass.G)]
    public static string? Note(InboundHandoff handoff) => handoff.Told?.Note;

    /// <summary>When it was taken back; null while it counts.</summary>
    public static DateTimeOffset? RetractedAt(InboundHandoff handoff) => handoff.RetractedAt;

    /// <summary>Why it was taken back.</summary>
    public static HandoffRetraction? Retraction(InboundHandoff handoff) => handoff.Retraction;
}
