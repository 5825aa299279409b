using System.Collections.Frozen;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// A referral to a partner that is a linked tenant is brought to its front door: what was released for it when it was sent, which was written down
/// as a disclosure then, and what is written and shared from here later. What ends here without its loop being closed is taken back there, and
/// wanted there again when it goes on.
/// </summary>
[Feature("referrals")]
internal static class WhenReferralsTravel
{
    private static readonly FrozenDictionary<string, Func<LogEntry, ReferralId?>> Travels = new Dictionary<string, Func<LogEntry, ReferralId?>>
    {
        [SentCargo.Sent] = e => e.As<ReferralSent>().Referral,
        [SentCargo.Ended] = e => e.As<ReferralEnded>() is { End: not ReferralEnd.Closed } ended ? ended.Referral : null,
        [SentCargo.Reopened] = e => e.As<ReferralReopened>().Referral,
        [SentCargo.Written] = e => e.As<ReferralMessageWritten>() is { FromPartner: false } written ? written.Referral : null,
        [SentCargo.Read] = e => e.As<ReferralMessagesRead>().Referral,
        [SentCargo.Shared] = e => e.As<DocumentShared>().Referral,
        [SentCargo.Opened] = e => e.As<DocumentOpened>() is { ByPartner: false } opened ? opened.Referral : null,
        [SentCargo.Retracted] = e => e.As<DocumentRetracted>().Referral,
        [SentCargo.HandedOff] = e => e.As<HandoffRecorded>().Referral,
        [SentCargo.HandoffUndone] = e => e.As<HandoffRetracted>().Referral,
    }.ToFrozenDictionary();

    /// <summary>Those of these types of events that let something travel.</summary>
    public static Task<IReadOnlySet<string>> Awaited(IReadOnlyList<string> types, CancellationToken ct) =>
        Task.FromResult<IReadOnlySet<string>>(types.Where(Travels.ContainsKey).ToHashSet(StringComparer.Ordinal));

    public static async Task<IReadOnlyList<object>> Handle(LogEntry happened, ReferralsDb db, LinkPost post, SentCargo cargo, CancellationToken ct)
    {
        if (Travels[happened.Type](happened) is not { } id)
        {
            return [];
        }

        var referral = await db.Referrals.AsNoTracking().SingleAsync(r => r.Id == id, ct);
        if (!await db.IsOfTenant(referral, ct) || await db.LinkTo(referral.Partner, ct) is not { } link || await cargo.Of(happened, referral, ct) is not { } carried)
        {
            return [];
        }

        return await post.Deliver(new TenantId(link.Other!.Value).ToString(), carried.Kind, link.Key, id.ToString(), carried.Step, carried.Body, ct)
            ? []
            : throw new NotDeliveredException(link.Id);
    }
}
