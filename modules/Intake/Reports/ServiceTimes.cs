namespace CarePlatform.Intake;

/// <summary>What is measured.</summary>
internal enum ServiceMeasure
{
    /// <summary>Business days from the first request to the initial evaluation.</summary>
    Evaluation,

    /// <summary>Business days from the first request to the first service.</summary>
    Service,

    /// <summary>Hours from a crisis to the service that answered it.</summary>
    Crisis,
}

/// <summary>By what people are put together.</summary>
internal enum StratumBy
{
    /// <summary>All together.</summary>
    All,

    /// <summary>Youth or adults, by their age on the last day of the year.</summary>
    Age,

    /// <summary>By who covered them on the day of their request.</summary>
    Payer,

    /// <summary>By race, as they told.</summary>
    Race,

    /// <summary>By ethnicity, as they told.</summary>
    Ethnicity,
}

/// <summary>Which people of a group.</summary>
internal enum TimesOf
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Those whose time is counted.</summary>
    Counted,

    /// <summary>Those for whom it never happened.</summary>
    Never,

    /// <summary>Those for whom it happened after the end of the year.</summary>
    Late,

    /// <summary>Those of whom no birth date is known.</summary>
    NoBirthDate,
}

/// <summary>What the measure was asked.</summary>
/// <param name="YearEnd">The last day of the measurement year.</param>
internal sealed record TimesAsked(StratumBy By, DateOnly YearEnd, AccessScope Scope);

/// <summary>One measure of one group of people.</summary>
/// <param name="Stratum">The group, such as <c>medicaid-only</c> or <c>youth</c>; <c>all</c> when people are not put apart.</param>
/// <param name="People">How many were looked at.</param>
/// <param name="Counted">How many have a time that counts: the denominator.</param>
/// <param name="Sum">All times together: the numerator; null when none counts.</param>
/// <param name="Never">For how many it never happened; they are in no figure.</param>
/// <param name="Late">For how many it happened after the end of the year.</param>
/// <param name="Undated">Of how many no birth date is known; they are in no figure.</param>
/// <param name="Prompt">How many were within the target.</param>
internal sealed record ServiceTimes(
    ServiceMeasure Measure, string Stratum, int People, int Counted, decimal? Sum, Spread? Spread, int Never, int Late, int Undated, int Prompt,
    TimesAsked Asked);

/// <summary>A line of the measure as the database gives it.</summary>
internal sealed class ServiceTimesRow
{
    public string Measure { get; init; } = "";

    public string Stratum { get; init; } = "";

    public int People { get; init; }

    public int Counted { get; init; }

    public int Never { get; init; }

    public int Undated { get; init; }

    public int Late { get; init; }

    public int Prompt { get; init; }

    public decimal? Sum { get; init; }

    public decimal? Mean { get; init; }

    public decimal? Median { get; init; }

    public decimal? Most { get; init; }

    /// <summary>The line with words for its measure.</summary>
    public ServiceTimes ToTimes(TimesAsked asked) => new(
        Enum.GetValues<ServiceMeasure>().Single(m => m.ToText() == Measure), Stratum, People, Counted, Sum,
        Mean is { } mean ? new Spread(mean, Median!.Value, Most!.Value) : null, Never, Late, Undated, Prompt, asked);
}
