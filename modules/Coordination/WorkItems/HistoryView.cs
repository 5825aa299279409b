using System.Linq.Expressions;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>One line of the history of a workflow or a step: what, when, who, why.</summary>
[View<HistoryEntry>("WorkflowHistoryEntry")]
internal static class HistoryView
{
    /// <summary>Its place in the history of the run, from 1.</summary>
    public static int Number(HistoryEntry entry) => entry.Number;

    /// <summary>The step; null when it is about the run.</summary>
    public static WorkItemId? Item(HistoryEntry entry) => entry.Item;

    /// <summary>What happened.</summary>
    public static Happening What(HistoryEntry entry) => entry.What;

    /// <summary>When it happened.</summary>
    public static DateTimeOffset At(HistoryEntry entry) => entry.At;

    /// <summary>Who did it; null for the system.</summary>
    public static UserId? By(HistoryEntry entry) => entry.By;

    /// <summary>A code for why, such as overdue or inquiry-resolved.</summary>
    public static string? Reason(HistoryEntry entry) => entry.Reason;

    /// <summary>The person who had it, or was told, from then on.</summary>
    public static UserId? Owner(HistoryEntry entry) => entry.Owner;

    /// <summary>The team that had it, or was told, from then on.</summary>
    public static TeamId? Team(HistoryEntry entry) => entry.Team;

    /// <summary>The partner organisation that had it, from then on.</summary>
    public static OrganisationId? Partner(HistoryEntry entry) => entry.Partner;

    /// <summary>The rung of the escalation ladder, from 1; 0 when the step opened without an owner.</summary>
    public static int? Rung(HistoryEntry entry) => entry.Rung;

    /// <summary>The due time that was set, or the time until which it was put aside.</summary>
    public static DateTimeOffset? DueAt(HistoryEntry entry) => entry.DueAt;

    /// <summary>Where an owner was looked for before this one was found, and why the search went on; in the order of the search.</summary>
    public static IReadOnlyList<PassedOver> PassedOver(HistoryEntry entry) => entry.PassedOver ?? [];

    /// <summary>What one person wrote for the next when handing the step over.</summary>
    public static string? Note(HistoryEntry entry) => entry.Note;
}

/// <summary>Reads the histories of items that the reader may see, but for words about somebody whose record is for others.</summary>
[Requires("coordination.read")]
internal sealed class HistoryByItem(CoordinationDb db) : RowsBy<CoordinationDb, WorkItemId, HistoryEntry>(db)
{
    protected override Expression<Func<HistoryEntry, WorkItemId>> Key => h => h.Item!.Value;

    protected override IQueryable<HistoryEntry> Rows(Reach reach) => Of(Db.WorkItemsWithin(reach));

    private IQueryable<HistoryEntry> Of(IQueryable<WorkItem> seen) =>
        Db.History.Where(h => seen.Any(i => i.Id == h.Item) && (h.Note == null || !Db.Workflows.Any(
            w => w.Id == h.Workflow && Db.Restricted.Any(k => k.Subject == w.Client && !k.Users.Contains(Db.MeKey)))) && (h.Team == null || !Db.ClosedTeams.Contains(h.Team.Value) || h.Owner == Db.Me)).OrderBy(h => h.Number);
}

/// <summary>Reads the histories of runs that the reader may see, but for words about somebody whose record is for others.</summary>
[Requires("coordination.read")]
internal sealed class HistoryByWorkflow(CoordinationDb db) : RowsBy<CoordinationDb, WorkflowId, HistoryEntry>(db)
{
    protected override Expression<Func<HistoryEntry, WorkflowId>> Key => h => h.Workflow;

    protected override IQueryable<HistoryEntry> Rows(Reach reach) => Of(Db.WorkflowsWithin(reach));

    private IQueryable<HistoryEntry> Of(IQueryable<Workflow> seen) =>
        Db.History.Where(h => seen.Any(w => w.Id == h.Workflow
            && (h.Note == null || !Db.Restricted.Any(k => k.Subject == w.Client && !k.Users.Contains(Db.MeKey)))) && (h.Team == null || !Db.ClosedTeams.Contains(h.Team.Value) || h.Owner == Db.Me)).OrderBy(h => h.Number);
}
