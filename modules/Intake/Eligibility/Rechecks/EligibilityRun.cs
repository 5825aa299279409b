using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>Whom a re-check asks about.</summary>
internal enum RunScope
{
    /// <summary>Everybody with coverage or an open inquiry: on the 1st.</summary>
    Caseload,

    /// <summary>Those of whom something is open: an application, no coverage, a check that failed.</summary>
    Pending,
}

/// <summary>One re-check of many people, batch by batch; one of each scope a day.</summary>
internal sealed class EligibilityRun
{
    public required EligibilityRunId Id { get; init; }

    public required RunScope Scope { get; init; }

    public required DateOnly Day { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public int People { get; private set; }

    public int Checks { get; private set; }

    public int Active { get; private set; }

    public int Inactive { get; private set; }

    public int Failed { get; private set; }

    /// <summary>A batch is done.</summary>
    public void Count(int people, IReadOnlyList<EligibilityCheck> checks)
    {
        People += people;
        Checks += checks.Count;
        Active += checks.Count(c => c.Outcome is CheckOutcome.Active);
        Inactive += checks.Count(c => c.Outcome is CheckOutcome.Inactive);
        Failed += checks.Count(c => !c.Answered);
    }

    /// <summary>All have been asked about.</summary>
    public void Finish(DateTimeOffset at) => FinishedAt = at;
}

internal sealed class EligibilityRunMap : IEntityTypeConfiguration<EligibilityRun>
{
    public void Configure(EntityTypeBuilder<EligibilityRun> builder) => builder.UniqueInTenant(nameof(EligibilityRun.Day), nameof(EligibilityRun.Scope));
}

/// <summary>One re-check of many people.</summary>
[View<EligibilityRun>]
internal static class EligibilityRunView
{
    /// <summary>The run's id.</summary>
    public static EligibilityRunId Id(EligibilityRun run) => run.Id;

    /// <summary>Whom it asks about.</summary>
    public static RunScope Scope(EligibilityRun run) => run.Scope;

    /// <summary>The day asked about.</summary>
    public static DateOnly Day(EligibilityRun run) => run.Day;

    /// <summary>When it began.</summary>
    public static DateTimeOffset StartedAt(EligibilityRun run) => run.StartedAt;

    /// <summary>When all had been asked about; null while it goes on.</summary>
    public static DateTimeOffset? FinishedAt(EligibilityRun run) => run.FinishedAt;

    /// <summary>How many people so far.</summary>
    public static int People(EligibilityRun run) => run.People;

    /// <summary>How many questions so far; one for each person and payer.</summary>
    public static int Checks(EligibilityRun run) => run.Checks;

    /// <summary>How many of them say that the payer covers the person.</summary>
    public static int Active(EligibilityRun run) => run.Active;

    /// <summary>How many say that it does not.</summary>
    public static int Inactive(EligibilityRun run) => run.Inactive;

    /// <summary>How many were not answered.</summary>
    public static int Failed(EligibilityRun run) => run.Failed;
}
