using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>
/// Until when a time is held: nobody can answer while the site is closed, so that a question of a Friday is not gone on Saturday, and a time that
/// becomes free in the night does not pass by everybody who waits before anybody was called.
/// </summary>
internal static class HoldTimes
{
    private const int LooksAhead = 31;

    /// <summary>For a clinician's answer: so many hours, of which those of closed days do not count.</summary>
    public static DateTimeOffset ForAnswer(this BusinessCalendar calendar, DateTimeOffset now, int hours)
    {
        var ends = now.AddHours(hours);
        var furthest = calendar.DayOf(now).AddDays(LooksAhead);
        for (var day = calendar.DayOf(now); day <= calendar.DayOf(ends) && day <= furthest; day = day.AddDays(1))
        {
            if (!calendar.IsOpen(day))
            {
                ends = ends.AddDays(1);
            }
        }

        return ends;
    }

    /// <summary>For the answer of somebody who waits: so many hours in which the site is open, since staff must reach them.</summary>
    public static DateTimeOffset ForOffer(this BusinessCalendar calendar, DateTimeOffset now, int hours)
    {
        try
        {
            return calendar.AddBusinessTime(now, TimeSpan.FromHours(hours));
        }
        catch (ClosedCalendarException)
        {
            return now.AddHours(hours);
        }
    }
}
