namespace CarePlatform.Intake;

/// <summary>Calendar days of the tenant.</summary>
internal static class Days
{
    /// <summary>The tenant's day now: the clock of a use case has the tenant's time zone.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    /// <summary>The instant at which a day of the tenant ends.</summary>
    public static DateTimeOffset EndOf(this TimeProvider clock, DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, clock.LocalTimeZone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
