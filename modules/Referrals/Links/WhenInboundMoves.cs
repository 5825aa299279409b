using System.Collections.Frozen;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// What becomes of a referral that came from a linked tenant is told there, step by step, with what is written and sent from here, as far as the rules of
/// privacy let its sender hear; each telling is a disclosure. What it may not hear does not leave.
/// </summary>
[Feature("referrals")]
internal static class WhenInboundMoves
{
    private static readonly FrozenDictionary<string, Func<LogEntry, InboundReferralId?>> Tells = new Dictionary<string, Func<LogEntry, InboundReferralId?>>
    {
        [ReplyCargo.Moved] = e => e.As<InboundReferralMoved>().Referral,
        [ReplyCargo.Written] = e => e.As<InboundMessageWritten>() is { FromSender: false } written ? written.Referral : null,
        [ReplyCargo.Read] = e => e.As<InboundMessagesRead>().Referral,
        [ReplyCargo.Attached] = e => e.As<InboundDocumentAttached>() is { FromSender: false } attached ? attached.Referral : null,
        [ReplyCargo.Opened] = e => e.As<InboundDocumentOpened>() is { BySender: false } opened ? opened.Referral : null,
        [ReplyCargo.HandedOff] = e => e.As<InboundHandoffRecorded>().Referral,
        [ReplyCargo.HandoffUndone] = e => e.As<InboundHandoffRetracted>().Referral,
        [ReplyCargo.Retracted] = e => e.As<InboundDocumentRetracted>() is { BySender: false } retracted ? retracted.Referral : null,
    }.ToFrozenDictionary();

    /// <summary>Those of these types of events of which a sender may hear.</summary>
    public static Task<IReadOnlySet<string>> Awaited(IReadOnlyList<string> types, CancellationToken ct) =>
        Task.FromResult<IReadOnlySet<string>>(types.Where(Tells.ContainsKey).ToHashSet(StringComparer.Ordinal));

    public static async Task<IReadOnlyList<object>> Handle(LogEntry happened, ReferralsDb db, LinkPost post, ReplyCargo cargo, CancellationToken ct)
    {
        if (Tells[happened.Type](happened) is not { } told)
        {
            return [];
        }

        var referral = await db.Inbound.AsNoTracking().SingleAsync(r => r.Id == told, ct);
        if (referral is not { Link: { } id, Reference: { } reference }
            || await db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.Id == id && l.State == LinkState.Accepted, ct) is not { } link
            || await cargo.Of(happened, referral, ct) is not { } carried)
        {
            return [];
        }

        return await post.Deliver(new TenantId(link.Other!.Value).ToString(), carried.Kind, link.Key, reference, carried.Step, carried.Body, ct)
            ? []
            : throw new NotDeliveredException(link.Id);
    }
}
