using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>The times of one step's clock: worked out when it opens, and again when something retimes it.</summary>
/// <param name="StartsAt">From when it counts; often before the step opened.</param>
/// <param name="AmberAt">When half of the time is gone.</param>
/// <param name="RedAt">When four fifths of the time are gone.</param>
/// <param name="NeverOpen">The calendar has no open day, so every day was counted.</param>
internal sealed record StepClock(
    DateTimeOffset StartsAt, DateTimeOffset AmberAt, DateTimeOffset RedAt, DateTimeOffset DueAt, bool NeverOpen)
{
    private const double Amber = 0.5;
    private const double Red = 0.8;

    /// <summary>The clock of a step with this time frame.</summary>
    public static StepClock Of(TimeFrame frame, Facts facts, DateTimeOffset startedAt, DateTimeOffset openedAt, BusinessCalendar calendar)
    {
        var from = frame.From switch
        {
            FieldRef.Start => startedAt,
            null or TimeFrame.Opened => openedAt,
            _ when FieldRef.TryParse(frame.From, out var field) => facts.Instant(field, calendar) ?? openedAt,
            _ => openedAt,
        };
        var limit = LimitOf(frame, facts);
        try
        {
            return Of(from, limit, calendar, neverOpen: false);
        }
        catch (ClosedCalendarException)
        {
            return Of(from, limit.InCalendarTime(), calendar, neverOpen: true);
        }
    }

    /// <summary>So much after an instant; where the calendar never opens, every day counts.</summary>
    public static DateTimeOffset After(DateTimeOffset from, Limit limit, BusinessCalendar calendar)
    {
        try
        {
            return limit.After(from, calendar);
        }
        catch (ClosedCalendarException)
        {
            return limit.InCalendarTime().After(from, calendar);
        }
    }

    // A published time frame has a limit for every value; a value that a contract gained later falls to the shortest.
    private static Limit LimitOf(TimeFrame frame, Facts facts) =>
        frame.By is { } by && facts.Text(by) is { } value && frame.Cases.TryGetValue(value, out var limit)
            ? limit
            : frame.Limit ?? frame.Cases.Values.OrderBy(l => l.Unit).ThenBy(l => l.Amount).First();

    private static StepClock Of(DateTimeOffset from, Limit limit, BusinessCalendar calendar, bool neverOpen) => new(
        from, limit.PartAfter(Amber, from, calendar), limit.PartAfter(Red, from, calendar), limit.After(from, calendar), neverOpen);
}
