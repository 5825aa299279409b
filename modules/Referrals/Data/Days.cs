namespace CarePlatform.Referrals;

/// <summary>Calendar days of the tenant.</summary>
internal static class Days
{
    /// <summary>The tenant's day now: the clock of a use case has the tenant's time zone.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    /// <summary>The first instant of a day of the tenant.</summary>
    public static DateTimeOffset Midnight(this TimeProvider clock, DateOnly day) => day.StartsAt(clock.LocalTimeZone);

    /// <summary>The first instant of a day.</summary>
    public static DateTimeOffset StartsAt(this DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
