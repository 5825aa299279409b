using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Who coordinates or manages a person's care.</summary>
/// <param name="Partner">The partner; null for the organisation itself.</param>
/// <param name="Referral">The referral by which the partner does.</param>
/// <param name="Since">Since when, where it is known.</param>
[NotMapped]
internal sealed record CareHolder(OrganisationId? Partner, ReferralId? Referral, DateTimeOffset? Since);

/// <summary>A person whose care more than one organisation coordinates or manages at once.</summary>
[NotMapped]
internal sealed record DoubledManagement(ClientId Client, IReadOnlyList<CareHolder> Holders);

/// <summary>Finds people with two managers: partners by the referrals that they took on, the organisation itself by the care team.</summary>
internal sealed class ManagementWatch(ReferralsDb db, ICareTeamLookup teams)
{
    private static readonly ReferralStatus[] Managing =
        [ReferralStatus.Accepted, ReferralStatus.OnHold, ReferralStatus.Scheduled, ReferralStatus.NotAttended, ReferralStatus.Attended];

    /// <summary>Those of these referrals' clients whose care two organisations manage, by client.</summary>
    public async Task<IReadOnlyList<DoubledManagement>> Of(IQueryable<Referral> referrals, CancellationToken ct)
    {
        var rules = await db.AccountabilityRules(ct);
        var (needs, managing) = (rules.ManagementNeeds, Managing);
        var held = (await referrals.AsNoTracking().Where(r => needs.Contains(r.Need) && managing.Contains(r.Status)).ToListAsync(ct)).GroupBy(r => r.Client).ToList();
        var here = await teams.Find([.. held.Select(h => h.Key)], ct);
        return
        [
            .. held.Select(of => new DoubledManagement(of.Key,
            [
                .. here.GetValueOrDefault(of.Key)?.Any(m => rules.ManagementRoles.Contains(m.Role)) is true ? [new CareHolder(null, null, null)] : Array.Empty<CareHolder>(),
                .. of.GroupBy(r => r.Partner).Select(p => p.MinBy(r => r.AcceptedAt)!).OrderBy(r => r.AcceptedAt).Select(r => new CareHolder(r.Partner, r.Id, r.AcceptedAt)),
            ])).Where(d => d.Holders.Count > 1).OrderBy(d => d.Client.Value),
        ];
    }
}

/// <summary>People whose care more than one organisation coordinates or manages at once, among those within the caller's reach.</summary>
[Query, Feature("referrals"), Requires(ReferralReach.Read)]
internal static class ManagementDuplicates
{
    /// <param name="client">This person only.</param>
    public static Task<IReadOnlyList<DoubledManagement>> Handle(ClientId? client, ManagementWatch watch, ReferralsDb db, CancellationToken ct) =>
        watch.Of(db.ReferralsFor(ReferralReach.Read).Where(r => client == null || r.Client == client), ct);
}

/// <summary>A person whose care more than one organisation coordinates or manages at once.</summary>
[View<DoubledManagement>]
internal static class DoubledManagementView
{
    /// <summary>The person.</summary>
    public static ClientId Client(DoubledManagement doubled) => doubled.Client;

    /// <summary>Everybody who does, the organisation itself first.</summary>
    public static IReadOnlyList<CareHolder> Holders(DoubledManagement doubled) => doubled.Holders;
}

/// <summary>Who coordinates or manages a person's care.</summary>
[View<CareHolder>]
internal static class CareHolderView
{
    /// <summary>The partner; null for the organisation itself.</summary>
    public static OrganisationId? Partner(CareHolder holder) => holder.Partner;

    /// <summary>The referral by which the partner does.</summary>
    public static ReferralId? Referral(CareHolder holder) => holder.Referral;

    /// <summary>Since when, where it is known.</summary>
    public static DateTimeOffset? Since(CareHolder holder) => holder.Since;
}
