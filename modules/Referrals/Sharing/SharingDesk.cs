using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Says what a referral will share, before it is sent: the names, the need and the note, each by the tenant's matrix for partners of that kind
/// and the consents that hold now. It only tells; what a partner reads is decided anew each time.
/// </summary>
internal sealed class SharingDesk(ReferralsDb db, TenantPrivacy privacy, IAccessGroundsLookup grounds, OrganisationById organisations, TenantClock clock)
{
    private static readonly (string Name, DataClass Class, Extent Extent, bool Required)[] OfPerson =
    [
        (SharedNames.Name, DataClass.A, Extent.Minimum, true),
        (SharedNames.BirthDate, DataClass.A, Extent.Minimum, false),
        (SharedNames.Phone, DataClass.A, Extent.Minimum, false),
        (SharedNames.Language, DataClass.A, Extent.Minimum, false),
    ];

    /// <summary>What sending the referral now would share.</summary>
    public async Task<SharingPreview> Preview(Referral referral, CancellationToken ct)
    {
        var rules = await db.Rules(ct);
        var policy = await privacy.Policy(ct);
        var partner = (await organisations.ReadAsync([referral.Partner], ct)).GetValueOrDefault(referral.Partner);
        var view = policy.ViewOf(partner?.Kind);
        var recipient = view?.Recipient ?? RecipientKind.NonHipaa;
        var purpose = view is null || view.Purposes.Contains(PurposeOfUse.Treatment) ? PurposeOfUse.Treatment : view.Purposes[0];
        var now = clock.GetUtcNow();
        // Once it is sent, the partner has something to do for the client.
        var found = (await grounds.Find([referral.Client.Value], ct)).GetValueOrDefault(referral.Client.Value, AccessGrounds.None) with { IsInvolved = true };
        var who = new Accessor(
            AccessorKind.Partner, null, new HashSet<string>(), new HashSet<TeamId>(), referral.Partner, partner?.Kind);
        var need = rules.NeedOf(referral.Need)?.Class ?? DataClass.G;
        List<(string Name, DataClass Class, Extent Extent, bool Required)> asked =
            [.. OfPerson, (SharedNames.Need, need, need is DataClass.G ? Extent.Full : Extent.Minimum, true)];
        if (!string.IsNullOrEmpty(referral.Note))
        {
            asked.Add((SharedNames.Note, DataClass.G, Extent.Full, false));
        }

        List<SharedPart> parts = [.. asked.Select(p => new SharedPart(p.Name, p.Class, p.Required, AccessRules.Decide(
            who, new AskedFor(purpose, p.Class, p.Extent, IsOwnReferral: true), found, policy, now)))];
        var consent = found.Consents.FirstOrDefault(c => c.HoldsAt(now) && c.Serves(purpose) && c.Classes.Contains(need)
            && (c.Recipients.Contains(referral.Partner) || (partner is not null && c.RecipientClasses.Contains(partner.Kind))));
        return new SharingPreview(
            referral.Partner, recipient, purpose, parts, rules.ConsentFor.Contains(recipient),
            consent?.Id ?? parts.Select(p => p.Decision.Ground).FirstOrDefault(g => g is not null),
            policy.NoticeFor(parts.FirstOrDefault(p => p is { Class: DataClass.D, Decision.Allowed: true })?.Decision.Ground, recipient, found))
        {
            Warnings = recipient is RecipientKind.NonHipaa ? TextWarnings.In(referral.Note, rules.WarnedOf) : [],
        };
    }
}

/// <summary>How the parts of a referral that a partner may see are called.</summary>
internal static class SharedNames
{
    public const string Name = "clientName";
    public const string BirthDate = "birthDate";
    public const string Phone = "phone";
    public const string Language = "language";
    public const string Need = "need";
    public const string Note = "note";
}
