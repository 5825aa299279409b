using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Which day of an agreement comes near.</summary>
internal enum NoticeKind
{
    /// <summary>On which it is to be looked at again.</summary>
    Review,

    /// <summary>On which a licence runs out.</summary>
    Licence,
}

/// <summary>That a day of an agreement comes near was told; each day once.</summary>
internal sealed class AgreementNotice
{
    public required AgreementNoticeId Id { get; init; }

    public required AgreementId Agreement { get; init; }

    public required NoticeKind Kind { get; init; }

    /// <summary>Which licence; empty for a review.</summary>
    public required string About { get; init; }

    public required DateOnly Day { get; init; }

    public required DateTimeOffset ToldAt { get; init; }

    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>The days of an agreement that come near by this day, or have passed.</summary>
    public static IEnumerable<(NoticeKind Kind, string About, DateOnly Day)> DueOf(Agreement agreement, AccountabilityRules rules, DateOnly today)
    {
        if (!agreement.HoldsOn(today))
        {
            yield break;
        }

        if (agreement.ReviewOn is { } review && review.AddDays(-rules.ReviewAheadDays) <= today)
        {
            yield return (NoticeKind.Review, "", review);
        }

        foreach (var (about, day) in agreement.Terms.Licences
            .Where(l => l.ExpiresOn is { } end && end.AddDays(-rules.LicenceAheadDays) <= today)
            .Select(l => (AboutOf(l), l.ExpiresOn!.Value)).Distinct())
        {
            yield return (NoticeKind.Licence, about, day);
        }
    }

    private static string AboutOf(AgreedLicence licence) => $"{licence.Holder}|{licence.Kind}|{licence.Number}";
}
