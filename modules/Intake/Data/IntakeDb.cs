using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>The front door's tables.</summary>
internal sealed class IntakeDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Schema => "intake";

    /// <summary>
    /// The clients who are not restricted to people other than the actor. Whether the platform itself acts is not asked here: loaders keep
    /// what this says for whoever comes next. Kept with the context, since most requests ask for it and writing it anew costs more than to read a few rows.
    /// </summary>
    internal IQueryable<Client> OpenClients => field ??= Clients.Where(c => c.NamedUsers == null || c.NamedUsers.Contains(MeKey));

    /// <summary>The inquiries of such clients.</summary>
    internal IQueryable<Inquiry> OpenInquiries => field ??= Inquiries.Where(i => i.NamedUsers == null || i.NamedUsers.Contains(MeKey));

    public DbSet<Client> Clients => Set<Client>();

    public DbSet<ClientVersion> ClientVersions => Set<ClientVersion>();

    public DbSet<PriorName> PriorNames => Set<PriorName>();

    public DbSet<MatchKey> MatchKeys => Set<MatchKey>();

    public DbSet<ClientIdentifier> ClientIdentifiers => Set<ClientIdentifier>();

    public DbSet<ContactPoint> ContactPoints => Set<ContactPoint>();

    public DbSet<Address> Addresses => Set<Address>();

    public DbSet<ClientMerge> ClientMerges => Set<ClientMerge>();

    public DbSet<MergeMove> MergeMoves => Set<MergeMove>();

    public DbSet<Coverage> Coverages => Set<Coverage>();

    public DbSet<Inquiry> Inquiries => Set<Inquiry>();

    public DbSet<InquiryContact> InquiryContacts => Set<InquiryContact>();

    public DbSet<InquiryOwner> InquiryOwners => Set<InquiryOwner>();

    public DbSet<PublishedScript> TriageScripts => Set<PublishedScript>();

    public DbSet<Triage> Triages => Set<Triage>();

    public DbSet<Appointment> Appointments => Set<Appointment>();

    public DbSet<Discharge> Discharges => Set<Discharge>();

    public DbSet<VisitType> VisitTypes => Set<VisitType>();

    public DbSet<ClinicHours> ClinicHours => Set<ClinicHours>();

    public DbSet<HoursException> HoursExceptions => Set<HoursException>();

    public DbSet<ClinicianPanel> ClinicianPanels => Set<ClinicianPanel>();

    public DbSet<WaitlistEntry> Waitlist => Set<WaitlistEntry>();

    public DbSet<ContactPreference> ContactPreferences => Set<ContactPreference>();

    public DbSet<Reminder> Reminders => Set<Reminder>();

    public DbSet<AccessTime> AccessTimes => Set<AccessTime>();

    public DbSet<SchedulingSettings> SchedulingSettings => Set<SchedulingSettings>();

    public DbSet<CareOrganisation> CareOrganisations => Set<CareOrganisation>();

    public DbSet<Practitioner> Practitioners => Set<Practitioner>();

    public DbSet<Encounter> Encounters => Set<Encounter>();

    public DbSet<Condition> Conditions => Set<Condition>();

    public DbSet<Observation> Observations => Set<Observation>();

    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    public DbSet<ImportProblem> ImportProblems => Set<ImportProblem>();

    public DbSet<EligibilityPayer> EligibilityPayers => Set<EligibilityPayer>();

    public DbSet<EligibilitySettings> EligibilitySettings => Set<EligibilitySettings>();

    public DbSet<EligibilityCheck> EligibilityChecks => Set<EligibilityCheck>();

    public DbSet<EligibilityRun> EligibilityRuns => Set<EligibilityRun>();

    public DbSet<EligibilitySimulation> EligibilitySimulations => Set<EligibilitySimulation>();

    public DbSet<Authorisation> Authorisations => Set<Authorisation>();

    public DbSet<AuthorisationUse> AuthorisationUses => Set<AuthorisationUse>();

    public DbSet<Consent> Consents => Set<Consent>();

    public DbSet<ConsentRecipient> ConsentRecipients => Set<ConsentRecipient>();

    public DbSet<ConsentStep> ConsentSteps => Set<ConsentStep>();

    public DbSet<ConsentRefusal> ConsentRefusals => Set<ConsentRefusal>();

    public DbSet<EmergencyAccess> EmergencyAccesses => Set<EmergencyAccess>();

    public DbSet<ProtectedNote> ProtectedNotes => Set<ProtectedNote>();

    public DbSet<CourtOrder> CourtOrders => Set<CourtOrder>();

    public DbSet<Representative> Representatives => Set<Representative>();

    public DbSet<AccountRequest> AccountRequests => Set<AccountRequest>();

    public DbSet<Sequestration> Sequestrations => Set<Sequestration>();

    public DbSet<SequestrationUser> SequestrationUsers => Set<SequestrationUser>();

    public DbSet<PublicRequest> PublicRequests => Set<PublicRequest>();

    public DbSet<ContactAttempt> ContactAttempts => Set<ContactAttempt>();

    public DbSet<OutreachHandoff> OutreachHandoffs => Set<OutreachHandoff>();

    public DbSet<ImmediateAction> ImmediateActions => Set<ImmediateAction>();

    public DbSet<InitialEvaluation> InitialEvaluations => Set<InitialEvaluation>();

    public DbSet<DoorSettings> DoorSettings => Set<DoorSettings>();

    public DbSet<PublishedForm> PublishedForms => Set<PublishedForm>();

    public DbSet<FilledForm> FilledForms => Set<FilledForm>();

    public DbSet<KnownFact> KnownFacts => Set<KnownFact>();

    public DbSet<TypedAgain> TypedAgain => Set<TypedAgain>();

    public DbSet<IntakeSettings> Settings => Set<IntakeSettings>();

    public DbSet<AccessRuleSet> AccessRules => Set<AccessRuleSet>();
}
