using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Says whether a consent of the person reaches a partner, and what of a plan it would be shown. Nobody takes part without one, whatever binds them:
/// what is shared in a plan is shared with all of its members. It only tells; what a partner reads is decided anew each time.
/// </summary>
internal sealed class PlanGate(ReferralsDb db, TenantPrivacy privacy, IAccessGroundsLookup grounds, OrganisationById organisations, TenantClock clock)
{
    /// <summary>What the partner would be shown of the plan now: who it is about, and each need of its entries.</summary>
    public async Task<SharingPreview> Of(SharedPlan plan, OrganisationId partner, CancellationToken ct)
    {
        var needs = await db.PlanEntries.AsNoTracking().Where(e => e.Plan == plan.Id)
            .Select(e => new { e.Need, e.Class, e.Program }).Distinct().ToListAsync(ct);
        var (policy, now) = (await privacy.Policy(ct), clock.GetUtcNow());
        var organisation = (await organisations.ReadAsync([partner], ct)).GetValueOrDefault(partner);
        var (purpose, recipient) = For(policy, organisation);
        var found = await Grounds(plan.Client, ct);
        var who = As(partner, organisation);
        SharedPart Part(string name, DataClass of, Extent extent, string? program, bool required) => new(name, program is null ? of : DataClass.D, required, AccessRules.Decide(
            who, new AskedFor(purpose, of, extent, program is not null, program, IsOwnReferral: true, IsByConsent: true), found, policy, now));
        List<SharedPart> parts =
        [
            Part(SharedNames.Name, DataClass.A, Extent.Minimum, null, required: true),
            .. needs.OrderBy(n => n.Need, StringComparer.Ordinal).Select(n => Part(n.Need, n.Class, Extent.Full, n.Program, required: false)),
        ];
        return new SharingPreview(
            partner, recipient, purpose, parts, NeedsConsent: true, Reaching(found, organisation, purpose, now)?.Id,
            policy.NoticeFor(parts.FirstOrDefault(p => p is { Class: DataClass.D, Decision.Allowed: true })?.Decision.Ground, recipient, found));
    }

    /// <summary>Refuses where no consent reaches the partner; null where one does, and for people here.</summary>
    public async Task<PlanConsentMissing?> Missing(PlanSide side, CancellationToken ct) =>
        side.Member is { } member && !(await Reached(side.Plan.Client, [member.Organisation], ct)).Contains(member.Organisation)
            ? new PlanConsentMissing(["No consent of the person reaches your organisation now. Ask whoever convenes the plan."], "input.plan")
            : null;

    /// <summary>Refuses where a partner may not see even the least of an entry; null where it may, and for people here.</summary>
    public async Task<PlanEntryWithheld?> Withheld(SharedPlan plan, PlanMember? member, PlanEntry entry, CancellationToken ct)
    {
        if (member is null)
        {
            return null;
        }

        var policy = await privacy.Policy(ct);
        var organisation = (await organisations.ReadAsync([member.Organisation], ct)).GetValueOrDefault(member.Organisation);
        var decision = AccessRules.Decide(
            As(member.Organisation, organisation),
            new AskedFor(For(policy, organisation).Purpose, entry.Class, Extent.Minimum, entry.Program is not null, entry.Program, IsOwnReferral: true, IsByConsent: true),
            await Grounds(plan.Client, ct), policy, clock.GetUtcNow());
        return decision.Allowed ? null : new PlanEntryWithheld(decision.Reason);
    }

    /// <summary>What the partner may see now by the person's consents; null where none reaches it.</summary>
    public async Task<PlanSight?> Sight(ClientId client, OrganisationId partner, CancellationToken ct)
    {
        var (policy, found, now) = (await privacy.Policy(ct), await Grounds(client, ct), clock.GetUtcNow());
        var organisation = (await organisations.ReadAsync([partner], ct)).GetValueOrDefault(partner);
        var (purpose, recipient) = For(policy, organisation);
        return Reaching(found, organisation, purpose, now) is { } consent
            ? new PlanSight(organisation!, recipient, purpose, consent.Id, policy.NoticeFor(consent, recipient), (of, extent, program) => AccessRules.Decide(
                As(partner, organisation), new AskedFor(purpose, of, extent, program is not null, program, IsOwnReferral: true, IsByConsent: true), found, policy, now).Allowed)
            : null;
    }

    /// <summary>Those of the partners whom a consent of the person reaches now.</summary>
    public async Task<IReadOnlySet<OrganisationId>> Reached(ClientId client, IReadOnlyList<OrganisationId> partners, CancellationToken ct)
    {
        var (policy, found, now) = (await privacy.Policy(ct), await Grounds(client, ct), clock.GetUtcNow());
        return (await organisations.ReadAsync(partners, ct)).Where(o => Reaching(found, o.Value, For(policy, o.Value).Purpose, now) is not null).Select(o => o.Key).ToHashSet();
    }

    private static Accessor As(OrganisationId partner, Organisation? organisation) =>
        new(AccessorKind.Partner, null, new HashSet<string>(), new HashSet<TeamId>(), partner, organisation?.Kind);

    private static (PurposeOfUse Purpose, RecipientKind Recipient) For(PrivacyPolicy policy, Organisation? organisation) =>
        policy.ViewOf(organisation?.Kind) is not { } view ? (PurposeOfUse.Treatment, RecipientKind.NonHipaa)
        : (view.Purposes.Contains(PurposeOfUse.Treatment) ? PurposeOfUse.Treatment : view.Purposes[0], view.Recipient);

    private async Task<AccessGrounds> Grounds(ClientId client, CancellationToken ct) =>
        (await grounds.Find([client.Value], ct)).GetValueOrDefault(client.Value, AccessGrounds.None);

    private static ConsentTerms? Reaching(AccessGrounds found, Organisation? organisation, PurposeOfUse purpose, DateTimeOffset now) =>
        organisation is null ? null : found.Consents.FirstOrDefault(c => c.HoldsAt(now) && c.Serves(purpose)
            && c.Kind is not (ConsentKind.SudNotes or ConsentKind.PsychotherapyNotes)
            && (c.Recipients.Contains(organisation.Id) || c.RecipientClasses.Contains(organisation.Kind)));
}

/// <summary>What a partner may see of the plans of a person at one moment.</summary>
/// <param name="Consent">The consent that reaches it.</param>
/// <param name="Allows">Whether it may see something of this class, to this extent, from this program.</param>
internal sealed record PlanSight(
    Organisation Organisation, RecipientKind Recipient, PurposeOfUse Purpose, string Consent, SentNotice Notice, Func<DataClass, Extent, string?, bool> Allows)
{
    public bool May(DataClass of, Extent extent, string? program = null) => Allows(of, extent, program);

    /// <summary>As what it counts: what comes from a program is class D.</summary>
    public static DataClass ClassOf(DataClass of, string? program) => program is null ? of : DataClass.D;
}

/// <summary>No consent of the person reaches the partner, or it lets the partner see too little to take part.</summary>
/// <param name="Missing">What is missing, each in words.</param>
/// <param name="Path">The input that names the partner or the plan.</param>
[ForPartners]
internal sealed record PlanConsentMissing(IReadOnlyList<string> Missing, string Path) : Refusal(
    "referrals.plan_consent_missing", $"A shared plan is shared by consent. {string.Join(" ", Missing)}", Path);
