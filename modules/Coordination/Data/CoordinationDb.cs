using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Coordination's tables: templates, runs, work items and the history of both; decisions; daily management.</summary>
internal sealed class CoordinationDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Schema => "coordination";

    public DbSet<WorkflowTemplate> Templates => Set<WorkflowTemplate>();

    public DbSet<MissedEvent> MissedEvents => Set<MissedEvent>();

    public DbSet<Workflow> Workflows => Set<Workflow>();

    public DbSet<WorkItem> WorkItems => Set<WorkItem>();

    public DbSet<HistoryEntry> History => Set<HistoryEntry>();

    /// <summary>Clients whose records are for named people alone.</summary>
    public DbSet<RestrictedRecord<ClientId>> Restricted => Set<RestrictedRecord<ClientId>>();

    public DbSet<DecisionType> DecisionTypes => Set<DecisionType>();

    public DbSet<DecisionRequest> DecisionRequests => Set<DecisionRequest>();

    public DbSet<ManagementSettings> ManagementSettings => Set<ManagementSettings>();

    public DbSet<Problem> Problems => Set<Problem>();

    public DbSet<BoardTarget> BoardTargets => Set<BoardTarget>();

    public DbSet<ChangeNote> ChangeNotes => Set<ChangeNote>();

    public DbSet<Huddle> Huddles => Set<Huddle>();

    public DbSet<Barrier> Barriers => Set<Barrier>();

    public DbSet<Delegation> Delegations => Set<Delegation>();

    public DbSet<DutyRoster> DutyRosters => Set<DutyRoster>();

    public DbSet<DutyShift> DutyShifts => Set<DutyShift>();

    public DbSet<Capacity> Capacities => Set<Capacity>();

    public DbSet<NamedMember> CareTeamMembers => Set<NamedMember>();

    public DbSet<BoundarySettings> BoundarySettings => Set<BoundarySettings>();

    /// <summary>
    /// The run, locked until the transaction ends: whoever changes a run or its items takes this lock first, so that an event, a
    /// timer and a person never change it at once.
    /// </summary>
    public async Task<Workflow?> Lock(WorkflowId id, CancellationToken ct) => (await Workflows
        .FromSql($"select * from coordination.workflows where id = {id.Value} for update").ToListAsync(ct)).SingleOrDefault();
}
