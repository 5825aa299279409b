using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>The steps of one group that opened in a period, counted.</summary>
internal sealed record Measured(
    MeasuredGroup Group, int Opened, int Met, int MetLate, int BreachedOpen, int Running, int Cancelled, int Escalated, int Escalations,
    int Unanswered, HoursSpread? HoursToDone, HoursSpread? HoursOpen, MeasureAsked Asked)
{
    /// <summary>Those of which it is settled whether they were in time.</summary>
    public int Judged => Met + MetLate + BreachedOpen;
}

/// <summary>Which of the steps of a group.</summary>
internal enum MeasuredPart
{
    /// <summary>All that opened.</summary>
    Opened,

    /// <summary>Done in time.</summary>
    Met,

    /// <summary>Done late.</summary>
    MetLate,

    /// <summary>Open although the time has run out.</summary>
    BreachedOpen,

    /// <summary>Open with time left.</summary>
    Running,

    /// <summary>Ended without being done.</summary>
    Cancelled,

    /// <summary>Escalated at least once.</summary>
    Escalated,

    /// <summary>Escalated, open, and nobody has answered.</summary>
    Unanswered,
}

/// <summary>How the steps of one group went that opened in a period.</summary>
[View<Measured>("WorkflowMeasure")]
internal static class MeasuredView
{
    /// <summary>Key of the template, when grouped by template or step.</summary>
    public static string? Template(Measured measured) => measured.Group.Template;

    /// <summary>Key of the step, when grouped by step.</summary>
    public static string? Step(Measured measured) => measured.Group.Step;

    /// <summary>The team, when grouped by team; null for work of no team.</summary>
    public static TeamId? Team(Measured measured) => measured.Group.Team;

    /// <summary>The site, when grouped by site; null for work of no site.</summary>
    public static SiteId? Site(Measured measured) => measured.Group.Site;

    /// <summary>The sort of work, when grouped by it.</summary>
    public static StepKind? Kind(Measured measured) => measured.Group.Kind;

    /// <summary>The person, when grouped by owner; null for what nobody claimed.</summary>
    public static UserId? Owner(Measured measured) => measured.Group.Owner;

    /// <summary>How many opened.</summary>
    public static int OpenedCount(Measured measured) => measured.Opened;

    /// <summary>How many were done in time.</summary>
    public static int MetCount(Measured measured) => measured.Met;

    /// <summary>How many were done late.</summary>
    public static int MetLateCount(Measured measured) => measured.MetLate;

    /// <summary>How many are open although their time has run out.</summary>
    public static int BreachedOpenCount(Measured measured) => measured.BreachedOpen;

    /// <summary>How many are open with time left.</summary>
    public static int RunningCount(Measured measured) => measured.Running;

    /// <summary>How many ended without being done.</summary>
    public static int CancelledCount(Measured measured) => measured.Cancelled;

    /// <summary>
    /// Share in time of those done or overdue, from 0 to 1: steps with time left and cancelled ones do not count. Null when none is judged.
    /// </summary>
    public static decimal? OnTimeShare(Measured measured) => Share.Of(measured.Met, measured.Judged);

    /// <summary>How many were escalated at least once.</summary>
    public static int EscalatedCount(Measured measured) => measured.Escalated;

    /// <summary>How many escalations there were, each rung counted.</summary>
    public static int EscalationCount(Measured measured) => measured.Escalations;

    /// <summary>How many are open, escalated and without an answer.</summary>
    public static int UnansweredCount(Measured measured) => measured.Unanswered;

    /// <summary>Hours from the beginning of the clock until done.</summary>
    public static HoursSpread? HoursToDone(Measured measured) => measured.HoursToDone;

    /// <summary>Hours from opening until done: the time that the step itself took.</summary>
    public static HoursSpread? HoursOpen(Measured measured) => measured.HoursOpen;

    /// <summary>The steps behind a figure, the first due first.</summary>
    public static Task<Connection<WorkItem>> Items(
        Measured measured, MeasuredPart of, Page page, CoordinationDb db, CancellationToken ct) =>
        MeasuredItems.Of(measured, of, db).ToConnection(page, MeasuredItems.FirstDue, ct);
}
