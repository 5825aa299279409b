using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>A line of a measure as the database gives it: the two middle values and the 90th percentile of each figure beside its mean.</summary>
internal sealed class MeasureRow
{
    public string? Part { get; init; }

    public string? Step { get; init; }

    public int Opened { get; init; }

    public int Met { get; init; }

    public int MetLate { get; init; }

    public int BreachedOpen { get; init; }

    public int Running { get; init; }

    public int Cancelled { get; init; }

    public int Escalated { get; init; }

    public int Escalations { get; init; }

    public int Unanswered { get; init; }

    public decimal? MeanSince { get; init; }

    public decimal? LowSince { get; init; }

    public decimal? HighSince { get; init; }

    public decimal? MostSince { get; init; }

    public decimal? MeanOpen { get; init; }

    public decimal? LowOpen { get; init; }

    public decimal? HighOpen { get; init; }

    public decimal? MostOpen { get; init; }

    /// <summary>The line with words for its part.</summary>
    public Measured ToMeasured(MeasureAsked asked) => new(
        Group(asked.By), Opened, Met, MetLate, BreachedOpen, Running, Cancelled, Escalated, Escalations, Unanswered,
        Spread(MeanSince, LowSince, HighSince, MostSince), Spread(MeanOpen, LowOpen, HighOpen, MostOpen), asked);

    private MeasuredGroup Group(MeasureBy by) => by switch
    {
        MeasureBy.Template => new MeasuredGroup(Template: Part),
        MeasureBy.Step => new MeasuredGroup(Template: Part, Step: Step),
        MeasureBy.Team => new MeasuredGroup(Team: Part is null ? null : new TeamId(Guid.Parse(Part))),
        MeasureBy.Site => new MeasuredGroup(Site: Part is null ? null : new SiteId(Guid.Parse(Part))),
        MeasureBy.Kind => new MeasuredGroup(Kind: Enum.Parse<StepKind>(Part!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true)),
        _ => new MeasuredGroup(Owner: Part is null ? null : new UserId(Guid.Parse(Part))),
    };

    private static HoursSpread? Spread(decimal? mean, decimal? low, decimal? high, decimal? most) =>
        mean is null ? null : new HoursSpread(mean.Value, (low!.Value + high!.Value) / 2, most!.Value);
}
