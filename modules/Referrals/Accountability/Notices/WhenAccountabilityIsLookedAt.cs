using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>The hour has come on a day on which nothing speaks against looking.</summary>
[Timer("referrals.accountability-look@1")]
internal sealed record AccountabilityLook([property: Stream] TenantId Tenant);

/// <summary>
/// Opens the review of each partner with an agreement over the month that has passed, and tells of days that come near. What was opened or told stays
/// so: after a pause it is done once, for the last month.
/// </summary>
[Feature("referrals")]
internal static class WhenAccountabilityIsLookedAt
{
    public static async Task<IReadOnlyList<object>> Handle(AccountabilityLook look, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        var (today, rules) = (clock.Today(), await db.AccountabilityRules(ct));
        var agreements = await db.InForce(today).ToListAsync(ct);
        List<object> events = [.. await db.Tell(agreements, rules, clock, ct)];
        foreach (var ended in await Ended(db, today, ct))
        {
            events.AddRange(await db.Settle(ended, rules, clock, ct));
        }

        var began = new DateOnly(today.Year, today.Month, rules.ReviewDay).AddMonths(today.Day >= rules.ReviewDay ? 0 : -1);
        events.AddRange(await Open(agreements, began, db, clock, ct));
        return events;
    }

    // Few: an agreement ends once.
    private static Task<List<Agreement>> Ended(ReferralsDb db, DateOnly today, CancellationToken ct) => db.Agreements.AsNoTracking()
        .Where(a => a.EndsOn != null && a.EndsOn < today && db.AgreementNotices.Any(n => n.Agreement == a.Id && n.SettledAt == null)).ToListAsync(ct);

    /// <param name="began">The last day on which reviews began: over the month before, of agreements that were written down by then.</param>
    private static async Task<IReadOnlyList<object>> Open(
        List<Agreement> agreements, DateOnly began, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        var month = new DateOnly(began.Year, began.Month, 1).AddMonths(-1);
        var writtenBy = began.AddDays(1).StartsAt(clock.LocalTimeZone);
        var there = (await db.PartnerReviews.Where(r => r.Month == month).Select(r => r.Partner).ToListAsync(ct)).ToHashSet();
        List<PartnerReview> reviews =
        [
            .. agreements.Where(a => a.StartsOn < month.AddMonths(1) && a.RecordedAt < writtenBy && !there.Contains(a.Partner)).GroupBy(a => a.Partner)
                .Select(of => of.OrderByDescending(a => a.Kind is AgreementKind.DcoContract).ThenByDescending(a => a.StartsOn).First())
                .Select(agreement => new PartnerReview
                {
                    Id = Id.New<PartnerReviewId>(clock),
                    Partner = agreement.Partner,
                    Agreement = agreement.Id,
                    Month = month,
                    OpenedAt = clock.GetUtcNow(),
                }),
        ];
        db.AddRange(reviews);
        return [.. reviews.Select(r => new PartnerReviewDue(r.Id, r.Partner, r.Agreement, r.Month, r.OpenedAt))];
    }
}
