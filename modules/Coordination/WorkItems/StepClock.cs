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
    /// <param name="holds">When the step stood still, in order.</param>
    /// <param name="ended">When an earlier step ended, or the last of those that it came after (<c>previous</c>).</param>
    public static StepClock Of(
        TimeFrame frame, Facts facts, DateTimeOffset startedAt, DateTimeOffset openedAt, BusinessCalendar calendar,
        IReadOnlyList<HeldSpan>? holds = null, Func<string, DateTimeOffset?>? ended = null)
    {
        var from = frame.From switch
        {
            FieldRef.Start => startedAt,
            null or TimeFrame.Opened => openedAt,
            _ when FieldRef.TryParse(frame.From, out var field) => facts.Instant(field, calendar) ?? openedAt,
            _ => ended?.Invoke(frame.From) ?? openedAt,
        };
        var limit = LimitOf(frame, facts);
        try
        {
            return Of(from, limit, calendar, holds ?? [], neverOpen: false);
        }
        catch (ClosedCalendarException)
        {
            return Of(from, limit.InCalendarTime(), calendar, holds ?? [], neverOpen: true);
        }
    }

    /// <summary>So much after an instant; where the calendar never opens, every day counts.</summary>
    public static DateTimeOffset After(
        DateTimeOffset from, Limit limit, BusinessCalendar calendar, IReadOnlyList<HeldSpan>? holds = null)
    {
        try
        {
            return limit.After(from, calendar, holds ?? []);
        }
        catch (ClosedCalendarException)
        {
            return limit.InCalendarTime().After(from, calendar, holds ?? []);
        }
    }

    // A published time frame has a limit for every value; a value that a contract gained later falls to the shortest.
    private static Limit LimitOf(TimeFrame frame, Facts facts) =>
        frame.By is { } by && facts.Text(by) is { } value && frame.Cases.TryGetValue(value, out var limit)
            ? limit
            : frame.Limit ?? frame.Cases.Values.OrderBy(l => l.Unit).ThenBy(l => l.Amount).First();

    private static StepClock Of(
        DateTimeOffset from, Limit limit, BusinessCalendar calendar, IReadOnlyList<HeldSpan> holds, bool neverOpen) => new(
        from, limit.PartAfter(Amber, from, calendar, holds), limit.PartAfter(Red, from, calendar, holds),
        limit.After(from, calendar, holds), neverOpen);
}
