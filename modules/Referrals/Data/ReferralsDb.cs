using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>The tables of referrals, of the directory of partners' services and of the agreements with partners.</summary>
internal sealed class ReferralsDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Schema => "referrals";

    public DbSet<Referral> Referrals => Set<Referral>();

    /// <summary>Clients whose records are for named people alone.</summary>
    public DbSet<RestrictedRecord<ClientId>> Restricted => Set<RestrictedRecord<ClientId>>();

    public DbSet<ReferralStep> Steps => Set<ReferralStep>();

    public DbSet<ReferralMessage> Messages => Set<ReferralMessage>();

    public DbSet<WarmHandoff> WarmHandoffs => Set<WarmHandoff>();

    public DbSet<HandoffPlan> HandoffPlans => Set<HandoffPlan>();

    public DbSet<ReferralDocument> Documents => Set<ReferralDocument>();

    public DbSet<DocumentContent> DocumentContents => Set<DocumentContent>();

    public DbSet<ServiceEntry> Services => Set<ServiceEntry>();

    public DbSet<ServiceNeed> ServiceNeeds => Set<ServiceNeed>();

    public DbSet<Agreement> Agreements => Set<Agreement>();

    public DbSet<AgreementAttempt> AgreementAttempts => Set<AgreementAttempt>();

    public DbSet<ReferralSettings> Settings => Set<ReferralSettings>();

    public DbSet<InboundReferral> Inbound => Set<InboundReferral>();

    public DbSet<InboundStep> InboundSteps => Set<InboundStep>();

    public DbSet<InboundMessage> InboundMessages => Set<InboundMessage>();

    public DbSet<InboundHandoff> InboundHandoffs => Set<InboundHandoff>();

    public DbSet<InboundDocument> InboundDocuments => Set<InboundDocument>();

    public DbSet<InboundContent> InboundContents => Set<InboundContent>();

    public DbSet<TenantLink> Links => Set<TenantLink>();

    public DbSet<LinkArrival> Arrivals => Set<LinkArrival>();
    public DbSet<Stay> Stays => Set<Stay>();

    public DbSet<TransitionNotice> TransitionNotices => Set<TransitionNotice>();

    public DbSet<TransitionFeed> TransitionFeeds => Set<TransitionFeed>();

    public DbSet<TransitionSettings> TransitionSettings => Set<TransitionSettings>();
    public DbSet<MeasuredVisit> MeasuredVisits => Set<MeasuredVisit>();

    public DbSet<AccountabilitySettings> AccountabilitySettings => Set<AccountabilitySettings>();

    public DbSet<PartnerReview> PartnerReviews => Set<PartnerReview>();

    public DbSet<CorrectiveAction> CorrectiveActions => Set<CorrectiveAction>();

    public DbSet<AgreementNotice> AgreementNotices => Set<AgreementNotice>();

    public DbSet<SharedPlan> SharedPlans => Set<SharedPlan>();

    public DbSet<PlanMember> PlanMembers => Set<PlanMember>();

    public DbSet<PlanEntry> PlanEntries => Set<PlanEntry>();

    public DbSet<PlanNote> PlanNotes => Set<PlanNote>();

    public DbSet<PlanElsewhere> PlansElsewhere => Set<PlanElsewhere>();

    public DbSet<PlanContribution> PlanContributions => Set<PlanContribution>();

    public DbSet<PlanStep> PlanSteps => Set<PlanStep>();
}
