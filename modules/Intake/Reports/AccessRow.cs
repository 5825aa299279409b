using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>A line of the report as the database gives it: mean, the two middle values and the 90th percentile of each figure.</summary>
internal sealed class AccessRow
{
    public string? Part { get; init; }

    public int Inquiries { get; init; }

    public int People { get; init; }

    public int NeverBooked { get; init; }

    public int Judged { get; init; }

    public int WithinLimit { get; init; }

    public decimal? MeanSh { get; init; }

    public decimal? LowSh { get; init; }

    public decimal? HighSh { get; init; }

    public decimal? MostSh { get; init; }

    public decimal? MeanSd { get; init; }

    public decimal? LowSd { get; init; }

    public decimal? HighSd { get; init; }

    public decimal? MostSd { get; init; }

    public decimal? MeanBh { get; init; }

    public decimal? LowBh { get; init; }

    public decimal? HighBh { get; init; }

    public decimal? MostBh { get; init; }

    public decimal? MeanBd { get; init; }

    public decimal? LowBd { get; init; }

    public decimal? HighBd { get; init; }

    public decimal? MostBd { get; init; }

    /// <summary>The line with words for its part.</summary>
    public AccessGroup ToGroup(AccessAsked asked) => new(
        asked.By is AccessBy.Door ? Read<Door>(Part) : null,
        asked.By is AccessBy.Site && Part is not null ? SiteId.From(Guid.Parse(Part)) : null,
        asked.By is AccessBy.Acuity ? Read<Acuity>(Part) : null,
        Inquiries,
        People,
        NeverBooked,
        SpreadOf(MeanSh, LowSh, HighSh, MostSh),
        SpreadOf(MeanSd, LowSd, HighSd, MostSd),
        SpreadOf(MeanBh, LowBh, HighBh, MostBh),
        SpreadOf(MeanBd, LowBd, HighBd, MostBd),
        Judged,
        WithinLimit,
        asked);

    private static Spread? SpreadOf(decimal? mean, decimal? low, decimal? high, decimal? most) =>
        mean is null ? null : new Spread(mean.Value, (low!.Value + high!.Value) / 2, most!.Value);

    private static T? Read<T>(string? text)
        where T : struct, Enum => text is null ? null : Enum.GetValues<T>().Single(v => v.ToText() == text);
}
