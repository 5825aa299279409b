namespace CarePlatform.Intake;

/// <summary>By what people are put together in the funnel.</summary>
internal enum FunnelBy
{
    /// <summary>By the door through which they came.</summary>
    Door,

    /// <summary>By the site where they arrived.</summary>
    Site,

    /// <summary>By the acuity that triage gave.</summary>
    Acuity,

    /// <summary>By the organisation that referred them.</summary>
    Referrer,
}

/// <summary>How far a person has come on the way into care. Whoever has reached a stage has passed those before it.</summary>
internal enum FunnelStep
{
    /// <summary>Help was asked for.</summary>
    Received = 1,

    /// <summary>Somebody has spoken with the person.</summary>
    Contacted,

    /// <summary>The acuity is known.</summary>
    Triaged,

    /// <summary>A time for the evaluation was agreed.</summary>
    EvaluationBooked,

    /// <summary>The person came to the evaluation.</summary>
    EvaluationAttended,

    /// <summary>The person got the first service.</summary>
    FirstService,
}

/// <summary>Which people of a stage.</summary>
internal enum FunnelOf
{
    /// <summary>All who have come at least so far.</summary>
    Reached,

    /// <summary>Those who have come so far and are still on their way.</summary>
    Waiting,

    /// <summary>Those who came so far and went no further.</summary>
    Lost,

    /// <summary>Those who are still on their way, and did not come to the visit that was agreed last.</summary>
    Missed,
}

/// <summary>What the funnel was asked.</summary>
internal sealed record FunnelAsked(FunnelBy By, AccessScope Scope);

/// <summary>The way into care of one group of people.</summary>
/// <param name="Part">The group as the database names it; null for those of whom it is not known.</param>
internal sealed record FunnelGroup(string? Part, IReadOnlyList<FunnelStage> Stages, FunnelAsked Asked);

/// <summary>One stage of one group.</summary>
/// <param name="Inquiries">How many inquiries have come at least so far.</param>
/// <param name="People">Of how many people.</param>
/// <param name="Waiting">How many have come so far and are still on their way.</param>
/// <param name="Lost">How many ended here.</param>
/// <param name="Missed">How many of those on their way did not come to the visit that was agreed last.</param>
/// <param name="Days">Business days from the request to this stage.</param>
/// <param name="Losses">Why they ended here.</param>
internal sealed record FunnelStage(
    FunnelStep Step, int Inquiries, int People, int Waiting, int Lost, int Missed, Spread? Days, IReadOnlyList<FunnelLoss> Losses, string? Part, FunnelAsked Asked);

/// <summary>How many ended at one stage for one reason.</summary>
/// <param name="NoShow">Whether they had not come to the visit that was agreed last.</param>
internal sealed record FunnelLoss(Resolution Reason, bool NoShow, int Inquiries, FunnelStep Step, string? Part, FunnelAsked Asked);

/// <summary>A line of the funnel as the database gives it: a stage, or with a reason how many ended there for it.</summary>
internal sealed class FunnelRow
{
    public string? Part { get; init; }

    public int Step { get; init; }

    public string? Reason { get; init; }

    public bool? NoShow { get; init; }

    public int Inquiries { get; init; }

    public int People { get; init; }

    public int Waiting { get; init; }

    public int Lost { get; init; }

    public int Missed { get; init; }

    public decimal? Mean { get; init; }

    public decimal? Median { get; init; }

    public decimal? Most { get; init; }

    /// <summary>The groups that the lines make.</summary>
    public static IReadOnlyList<FunnelGroup> ToGroups(IReadOnlyList<FunnelRow> rows, FunnelAsked asked) =>
    [
        .. rows.GroupBy(r => r.Part).Select(group => new FunnelGroup(
            group.Key, [.. Enum.GetValues<FunnelStep>().Select(step => StageOf(step, group.Key, [.. group.Where(r => r.Step == (int)step)], asked))], asked)),
    ];

    private static FunnelStage StageOf(FunnelStep step, string? part, IReadOnlyList<FunnelRow> rows, FunnelAsked asked)
    {
        var all = rows.FirstOrDefault(r => r.Reason is null) ?? new FunnelRow();
        var losses = rows.Where(r => r.Reason is not null).OrderByDescending(r => r.Inquiries).ThenBy(r => r.Reason, StringComparer.Ordinal).ThenBy(r => r.NoShow)
            .Select(r => new FunnelLoss(Enum.GetValues<Resolution>().Single(v => v.ToText() == r.Reason), r.NoShow is true, r.Inquiries, step, part, asked));
        return new FunnelStage(
            step, all.Inquiries, all.People, all.Waiting, all.Lost, all.Missed, all.Mean is { } mean ? new Spread(mean, all.Median!.Value, all.Most!.Value) : null,
            [.. losses], part, asked);
    }
}
