using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Partners have the referrals to answer that were sent to them and have not ended.</summary>
internal sealed class ReferralsSentToPartners(ReferralsDb db) : IPartnerInvolvementLookup
{
    private static readonly ReferralStatus[] Ended =
        [ReferralStatus.Declined, ReferralStatus.Rerouted, ReferralStatus.Closed, ReferralStatus.NotClosed, ReferralStatus.Void];

    public async Task<IReadOnlySet<ClientId>> ClientsOf(OrganisationId partner, IReadOnlyCollection<ClientId>? among, CancellationToken ct)
    {
        var open = db.Referrals.AsNoTracking().Where(r => r.Partner == partner && r.SentAt != null && !Ended.Contains(r.Status));
        return (await (among is null ? open : open.Where(r => among.Contains(r.Client))).Select(r => r.Client).Distinct().ToListAsync(ct)).ToHashSet();
    }
}
