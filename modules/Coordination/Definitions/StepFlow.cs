using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>How the steps before a step come together.</summary>
internal enum Join
{
    /// <summary>It opens when all of them have ended.</summary>
    All,

    /// <summary>It opens when the first of them has ended.</summary>
    Any,
}

/// <summary>What becomes of an open step, or of a whole run, when its client is discharged.</summary>
internal enum AtDischarge
{
    /// <summary>It ends: it is not needed any more.</summary>
    End,

    /// <summary>It goes on with whom it is with, such as a last report.</summary>
    Keep,
}

/// <summary>An event that makes the clock of an open step stand still.</summary>
internal sealed record Holding : EventPattern
{
    /// <summary>A code for the history and for counting.</summary>
    public string? Reason { get; init; }

    /// <summary>After how long the step goes on by itself, so that no hold is forgotten.</summary>
    public Limit? AtMost { get; init; }
}

/// <summary>An event that lets a step go on before its hold ends by itself.</summary>
internal sealed record Resuming : EventPattern
{
    /// <summary>The reason of the holds that it ends; it ends every hold when left out.</summary>
    public string? Reason { get; init; }
}

/// <summary>A step that comes round again: every so often from its first opening, until an event says that it is enough.</summary>
internal sealed record Repetition
{
    public Limit? Every { get; init; }

    /// <summary>What ends the series, and the round that is open then.</summary>
    public IReadOnlyList<Cancellation> Until { get; init; } = [];

    /// <summary>The most rounds that there are.</summary>
    public int? Times { get; init; }

    /// <summary>
    /// When the next round opens: the first time of the series after the end of the round before. A time that came while that
    /// round was still open is passed over. Months are counted from the first opening, so that a 31st stays one.
    /// </summary>
    public DateTimeOffset Next(DateTimeOffset firstOpened, DateTimeOffset ended, BusinessCalendar calendar)
    {
        var every = Every!.Value.Bounded;
        for (var n = 1; ; n++)
        {
            if (Time(every, n, firstOpened, calendar) is var at && at > ended)
            {
                return at;
            }
        }
    }

    // Days begin with the day at the site; hours are elapsed time.
    private static DateTimeOffset Time(Limit every, int n, DateTimeOffset first, BusinessCalendar calendar) => every.Unit switch
    {
        TimeUnit.Minutes => first.AddMinutes((double)n * every.Amount),
        TimeUnit.Hours => first.AddHours((double)n * every.Amount),
        TimeUnit.CalendarDays => calendar.At(calendar.DayOf(first).AddDays(n * every.Amount), TimeOnly.MinValue),
        TimeUnit.CalendarMonths => calendar.At(calendar.DayOf(first).AddMonths(n * every.Amount), TimeOnly.MinValue),
        _ => calendar.At(BusinessDay(calendar.DayOf(first), n * every.Amount, calendar), TimeOnly.MinValue),
    };

    private static DateOnly BusinessDay(DateOnly first, int days, BusinessCalendar calendar)
    {
        try
        {
            return calendar.AddBusinessDays(first, days);
        }
        catch (ClosedCalendarException)
        {
            return first.AddDays(days);
        }
    }
}
