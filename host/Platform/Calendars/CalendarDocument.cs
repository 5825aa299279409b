namespace CarePlatform.Platform;

/// <summary>Holidays of a calendar: those of shared sets, and its own.</summary>
/// <param name="Sets">Names such as <c>us-federal</c>.</param>
public sealed record Holidays(IReadOnlyList<string>? Sets = null, IReadOnlyList<HolidayRule>? Rules = null);

/// <summary>A single day on which nobody works.</summary>
/// <param name="Reason">For those who look at the calendar: a staff training, snow.</param>
public sealed record ClosedDay(DateOnly Day, string Reason);

/// <summary>A business calendar as recipes and the database hold it; the time zone is the site's or the tenant's.</summary>
/// <param name="Week">A weekday that is not named is closed.</param>
public sealed record CalendarDocument(
    IReadOnlyDictionary<DayOfWeek, OpeningHours> Week, Holidays Holidays, IReadOnlyList<ClosedDay>? ClosedDays = null)
{
    /// <summary>What is wrong with the calendar, in sentences; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        if (Week.Count == 0)
        {
            yield return "The calendar has no open day: give at least one weekday opening hours, such as \"monday\": \"08:00-17:00\".";
        }

        foreach (var unknown in (Holidays.Sets ?? []).Where(s => HolidaySet.Find(s) is null))
        {
            yield return $"There is no holiday set \"{unknown}\"; there are: {string.Join(", ", HolidaySet.Names)}.";
        }

        foreach (var problem in (Holidays.Rules ?? []).SelectMany(r => r.Problems()))
        {
            yield return problem;
        }
    }

    /// <summary>Monday to Friday without the holidays, whatever the opening hours and closings.</summary>
    public BusinessCalendar Weekdays(TimeZoneInfo zone) => (this with
    {
        Week = Enumerable.Range((int)DayOfWeek.Monday, 5).ToDictionary(day => (DayOfWeek)day, _ => new OpeningHours(TimeOnly.MinValue, TimeOnly.MaxValue)),
        ClosedDays = null,
    }).In(zone);

    /// <summary>The calendar at work, in a time zone.</summary>
    /// <param name="alsoClosed">Days on which the whole tenant is closed.</param>
    public BusinessCalendar In(TimeZoneInfo zone, IReadOnlyList<ClosedDay>? alsoClosed = null)
    {
        var holidays = new HolidayYears([.. (Holidays.Sets ?? []).SelectMany(s => HolidaySet.Find(s) ?? []), .. Holidays.Rules ?? []]);
        var closed = (ClosedDays ?? []).Concat(alsoClosed ?? []).Select(c => c.Day).ToHashSet();
        return new BusinessCalendar(zone, Week, day => closed.Contains(day) || holidays.Contains(day));
    }
}
