using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A handoff as the partner sees it: its own and those of the other side, on a referral that was sent to it.</summary>
internal sealed record ReceivedHandoff(WarmHandoff Handoff, ClientId Client)
{
    /// <summary>Whoever is shown it has been let through to the referral.</summary>
    public bool IsOwn { get; } = true;
}

/// <summary>How a person was connected with the caller's organisation, or how that was tried.</summary>
[View<ReceivedHandoff>, About(nameof(ReceivedHandoff.Client), OwnReferral = nameof(ReceivedHandoff.IsOwn))]
internal static class ReceivedHandoffView
{
    /// <summary>By which it is taken back.</summary>
    public static string Id(ReceivedHandoff handoff) => handoff.Handoff.Id.ToString();

    /// <summary>Whether people met, or left a message.</summary>
    public static HandoffKind Kind(ReceivedHandoff handoff) => handoff.Handoff.Kind;

    /// <summary>How.</summary>
    public static HandoffWay Way(ReceivedHandoff handoff) => handoff.Handoff.Way;

    /// <summary>Who took part besides the person.</summary>
    [DataClass(DataClass.G)]
    public static IReadOnlyList<HandoffPerson>? Joined(ReceivedHandoff handoff) => handoff.Handoff.Joined;

    /// <summary>Whether the person took part.</summary>
    public static bool ClientPresent(ReceivedHandoff handoff) => handoff.Handoff.ClientPresent;

    /// <summary>Whether the person agreed to be handed over.</summary>
    public static bool ClientAgreed(ReceivedHandoff handoff) => handoff.Handoff.ClientAgreed;

    /// <summary>Whether a time was confirmed.</summary>
    public static bool AppointmentConfirmed(ReceivedHandoff handoff) => handoff.Handoff.AppointmentConfirmed;

    /// <summary>The confirmed time, when known.</summary>
    public static DateTimeOffset? AppointmentAt(ReceivedHandoff handoff) => handoff.Handoff.AppointmentAt;

    /// <summary>Whether it was checked that both can reach each other.</summary>
    public static bool DetailsVerified(ReceivedHandoff handoff) => handoff.Handoff.DetailsVerified;

    /// <summary>Whether they are in touch.</summary>
    public static bool Connected(ReceivedHandoff handoff) => handoff.Handoff.Connected;

    /// <summary>Why it did not connect them; null where it did.</summary>
    public static HandoffFailure? Reason(ReceivedHandoff handoff) => handoff.Handoff.Reason;

    /// <summary>When it happened.</summary>
    public static DateTimeOffset HappenedAt(ReceivedHandoff handoff) => handoff.Handoff.HappenedAt;

    /// <summary>Whether the partner wrote it down itself.</summary>
    public static bool ByPartner(ReceivedHandoff handoff) => handoff.Handoff.Organisation is not null;

    /// <summary>When it was taken back; null while it counts.</summary>
    public static DateTimeOffset? RetractedAt(ReceivedHandoff handoff) => handoff.Handoff.RetractedAt;
}

/// <summary>The handoffs of referrals as partners see them. Whoever asks has been let through to the referral.</summary>
internal sealed class HandoffsOfReceived(ReferralsDb db) : DataLoader<ReferralId, IReadOnlyList<ReceivedHandoff>>
{
    public override async Task<IReadOnlyDictionary<ReferralId, IReadOnlyList<ReceivedHandoff>>> ReadAsync(IReadOnlyList<ReferralId> keys, CancellationToken ct) =>
        (await db.WarmHandoffs.AsNoTracking().Where(h => keys.Contains(h.Referral))
            .Join(db.Referrals, h => h.Referral, r => r.Id, (h, r) => new { Handoff = h, r.Client }).ToListAsync(ct))
        .GroupBy(h => h.Handoff.Referral)
        .ToDictionary(g => g.Key, g => (IReadOnlyList<ReceivedHandoff>)
            [.. g.OrderBy(h => h.Handoff.HappenedAt).ThenBy(h => h.Handoff.Id.Value).Select(h => new ReceivedHandoff(h.Handoff, h.Client))]);
}
