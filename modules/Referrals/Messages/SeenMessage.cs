using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A message as one side of its referral sees it.</summary>
/// <param name="Client">Whom it tells of; nobody where whoever sees it wrote it, who is told nothing by it.</param>
/// <param name="Class">How sensitive what it says is to whoever sees it.</param>
/// <param name="IsWithheld">Whether nothing of what it says is shown: its referral should never have been.</param>
internal sealed record SeenMessage(ReferralMessage Message, ClientId? Client, DataClass Class, bool IsWithheld)
{
    /// <summary>Whoever is shown it has been let through to the referral.</summary>
    public bool IsOwn { get; } = true;

    /// <summary>
    /// As the caller sees it. To a partner, what was written here tells of the need, and nothing where the referral should never have been.
    /// </summary>
    /// <param name="partner">The caller's partner organisation; null for people here.</param>
    public static SeenMessage Of(ReferralMessage message, ClientId client, DataClass need, ReferralStatus status, OrganisationId? partner) =>
        partner is null ? new SeenMessage(message, client, DataClass.G, IsWithheld: false)
        : message.FromPartner is not null ? new SeenMessage(message, Client: null, DataClass.G, IsWithheld: false)
        : new SeenMessage(message, client, need, status is ReferralStatus.Void);
}

/// <summary>What was written on referrals, in order. Whoever asks has been let through to the referral, which is why partners may.</summary>
[ForPartners]
internal sealed class MessagesByReferral(ReferralsDb db) : DataLoader<ReferralId, IReadOnlyList<SeenMessage>>
{
    public override async Task<IReadOnlyDictionary<ReferralId, IReadOnlyList<SeenMessage>>> ReadAsync(IReadOnlyList<ReferralId> keys, CancellationToken ct) =>
        (await db.Messages.AsNoTracking().Where(m => keys.Contains(m.Referral))
            .Join(db.Referrals, m => m.Referral, r => r.Id, (m, r) => new { Message = m, r.Client, r.NeedClass, r.Status }).ToListAsync(ct))
        .GroupBy(m => m.Message.Referral)
        .ToDictionary(
            g => g.Key,
            g => (IReadOnlyList<SeenMessage>)[.. g.OrderBy(m => m.Message.Id.Value)
                .Select(m => SeenMessage.Of(m.Message, m.Client, m.NeedClass, m.Status, db.Actor.Organisation))]);
}
