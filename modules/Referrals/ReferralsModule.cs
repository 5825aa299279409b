using CarePlatform.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Referrals;

/// <summary>Referrals that close: the directory of partners' services, loops of four elements, agreements, partners who answer.</summary>
public sealed class ReferralsModule : IModule
{
    public string Name => "referrals";

    public IReadOnlyList<FeatureDeclaration> Features { get; } =
    [
        new("referrals", "Referrals to partners with loops that close, the directory of their services and the agreements with them", "intake"),
        new("referrals.shared-plans", "Plans that several organisations share for one person, each with its own records besides", "referrals", "intake.consent"),
    ];

    public IReadOnlyList<PermissionDeclaration> Permissions { get; } =
    [
        new("referrals.read", "See referrals, the directory and the agreements"),
        new("referrals.send", "Write, send, reroute, review and end referrals, and hand the responsibility for them over"),
        new("referrals.answer", "Answer referrals: a partner for itself, staff by writing down what a partner said"),
        new("referrals.void", "Say that a referral should never have been"),
        new("referrals.override-consent", "Send a referral without a consent that it takes, with a reason"),
        new("referrals.capacity", "Report openings of services, pause and resume them: a partner its own, staff any"),
        new("referrals.directory", "Write the directory of partners' services"),
        new("referrals.agree", "Write down agreements with partners, their end, and attempts at them"),
        new("referrals.hold-accountable", "Review partners, and open and close what they are to put right"),
        new("referrals.report", "See how loops close: per element, days per stage, by partner, need and referrer"),
        new("referrals.submit", "Refer people to this organisation: a partner for itself, staff by writing down what came by fax or telephone"),
        new("referrals.inbound", "See the referrals that others sent to this organisation, answer them and tell their outcome"),
        new("referrals.link", "Agree with other tenants of the platform to exchange referrals, and end that"),
        new("referrals.notify", "Send notices of admissions, visits and discharges: a partner its own, staff by writing down what a partner told"),
        new("referrals.transitions", "See notices and stays, and say whose an uncertain one is"),
        new("referrals.plan", "Open plans that partners share for a client, invite partners and write in them; a partner takes part for itself"),
        new("referrals.configure", "Change the needs and rules of referrals"),
    ];

    public void Register(IServiceCollection services) => services.AddScoped<ReferralStart>().AddScoped<SharingDesk>().AddScoped<SentDisclosure>()
        .AddScoped<AgreementBook>().AddScoped<SenderRules>().AddScoped<LinkPost>().AddScoped<SentCargo>().AddScoped<ReplyCargo>().AddScoped<DocumentGate>()
        .AddScoped<PlanCargo>().AddScoped<Contributing>().AddScoped<NoticeDesk>().AddScoped<FeedPulse>().AddScoped<NoticeRemoval>().AddScoped<StayMatching>().AddScoped<WaitingStays>()
        .AddScoped<LoopGroups>().AddScoped<ScorecardDesk>().AddScoped<ManagementWatch>().AddScoped<PlanGate>().AddScoped<ILinkGuide, ReferralLinkGuide>();
}
