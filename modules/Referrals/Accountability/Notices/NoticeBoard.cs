using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Tells of days of agreements that come near, each once, and that what they asked for is done.</summary>
internal static class NoticeBoard
{
    /// <summary>Tells of what has come near of these agreements and was not told.</summary>
    public static async Task<IReadOnlyList<object>> Tell(
        this ReferralsDb db, IReadOnlyList<Agreement> agreements, AccountabilityRules rules, TimeProvider clock, CancellationToken ct)
    {
        List<AgreementId> ids = [.. agreements.Select(a => a.Id)];
        var told = (await db.AgreementNotices.AsNoTracking().Where(n => ids.Contains(n.Agreement)).ToListAsync(ct))
            .Select(n => (n.Agreement, n.Kind, n.About, n.Day)).ToHashSet();
        var events = new List<object>();
        foreach (var agreement in agreements)
        {
            foreach (var (kind, about, day) in AgreementNotice.DueOf(agreement, rules, clock.Today()).Where(d => !told.Contains((agreement.Id, d.Kind, d.About, d.Day))))
            {
                var notice = new AgreementNotice
                {
                    Id = Id.New<AgreementNoticeId>(clock),
                    Agreement = agreement.Id,
                    Kind = kind,
                    About = about,
                    Day = day,
                    ToldAt = clock.GetUtcNow(),
                };
                db.Add(notice);
                var lastDay = day.StartsAt(clock.LocalTimeZone);
                events.Add(kind is NoticeKind.Review
                    ? new AgreementReviewUpcoming(agreement.Id, notice.Id, agreement.Partner, day, lastDay)
                    : new LicenceEnding(agreement.Id, notice.Id, agreement.Partner, day, lastDay));
            }
        }

        return events;
    }

    /// <summary>Settles what was told of this agreement and is asked for no more: it was reviewed, ended, or the licence renewed.</summary>
    public static async Task<IReadOnlyList<object>> Settle(
        this ReferralsDb db, Agreement agreement, AccountabilityRules rules, TimeProvider clock, CancellationToken ct)
    {
        var asked = AgreementNotice.DueOf(agreement, rules, clock.Today()).ToHashSet();
        var settled = (await db.AgreementNotices.Where(n => n.Agreement == agreement.Id && n.SettledAt == null).ToListAsync(ct))
            .Where(n => !asked.Contains((n.Kind, n.About, n.Day))).ToList();
        settled.ForEach(n => n.SettledAt = clock.GetUtcNow());
        return [.. settled.Select(n => new AgreementNoticeSettled(agreement.Id, n.Id, agreement.Partner, n.SettledAt!.Value))];
    }
}
