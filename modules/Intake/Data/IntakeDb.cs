using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>The front door's tables.</summary>
internal sealed class IntakeDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Schema => "intake";

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

    public DbSet<CareOrganisation> CareOrganisations => Set<CareOrganisation>();

    public DbSet<Practitioner> Practitioners => Set<Practitioner>();

    public DbSet<Encounter> Encounters => Set<Encounter>();

    public DbSet<Condition> Conditions => Set<Condition>();

    public DbSet<Observation> Observations => Set<Observation>();

    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    public DbSet<ImportProblem> ImportProblems => Set<ImportProblem>();

    public DbSet<IntakeSettings> Settings => Set<IntakeSettings>();

    public DbSet<AccessRuleSet> AccessRules => Set<AccessRuleSet>();
}
