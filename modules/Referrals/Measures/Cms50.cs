namespace CarePlatform.Referrals;

/// <summary>In which populations of CMS50 a person is.</summary>
/// <param name="InitialPopulation">A visit in the year, and a referral in its first ten months.</param>
/// <param name="Numerator">The report on the first of these referrals came in the year.</param>
/// <param name="FirstOrder">The referral that is measured.</param>
internal sealed record Cms50Result(bool InitialPopulation, bool Numerator, string? FirstOrder)
{
    /// <summary>The denominator is the initial population: the measure has neither exclusions nor exceptions.</summary>
    public bool Denominator => InitialPopulation;
}

/// <summary>The year that is measured, in the days of a time zone.</summary>
internal sealed record MeasuredYear(int Year, TimeZoneInfo Zone)
{
    public DateTimeOffset Start => Midnight(new DateOnly(Year, 1, 1));

    /// <summary>The first instant after it.</summary>
    public DateTimeOffset End => Midnight(new DateOnly(Year + 1, 1, 1));

    /// <summary>The first instant at which a referral is too late.</summary>
    public DateTimeOffset ReferralsEnd(Cms50Definition definition) =>
        Midnight(new DateOnly(Year, definition.LastReferralMonth, definition.LastReferralDay).AddDays(1));

    private DateTimeOffset Midnight(DateOnly day) => day.StartsAt(Zone);
}

/// <summary>
/// CMS50, Closing the Referral Loop: Receipt of Specialist Report. Of the people with a visit and a referral, for how many the referring
/// clinician received the report on the first of their referrals. Pure: no database and no clock.
/// </summary>
internal static class Cms50
{
    public static Cms50Result Measure(Cms50Facts facts, MeasuredYear year, Cms50Definition definition)
    {
        var first = FirstReferral(facts.Orders, year, definition);
        var measured = first is not null && facts.Encounters.Any(e => Qualifies(e, year, definition));
        return new Cms50Result(measured, measured && facts.Reports.Any(r => Closes(r, first!, year, definition)), measured ? first!.Id : null);
    }

    private static bool Qualifies(MeasuredEncounter encounter, MeasuredYear year, Cms50Definition definition)
    {
        var (status, sets) = encounter.IsProcedure ? ("completed", definition.Interventions) : ("finished", definition.Encounters);
        return encounter.Status == status && encounter.StartsAt >= year.Start && encounter.EndsAt < year.End
            && encounter.Codes.Any(code => sets.Any(s => s.Has(code)));
    }

    private static MeasuredOrder? FirstReferral(IReadOnlyList<MeasuredOrder> orders, MeasuredYear year, Cms50Definition definition) => orders
        .Where(o => o.Status is "active" or "completed" && o.Intent == "order" && o.Codes.Any(definition.Referral.Has)
            && o.OrderedAt >= year.Start && o.OrderedAt < year.ReferralsEnd(definition))
        .OrderBy(o => o.OrderedAt).ThenBy(o => o.Id, StringComparer.Ordinal).FirstOrDefault();

    private static bool Closes(MeasuredReport report, MeasuredOrder first, MeasuredYear year, Cms50Definition definition) =>
        report.Status == "completed" && report.OrderIds.Contains(first.Id) && report.Codes.Any(definition.Report.Has)
        && report.ReceivedAt > first.OrderedAt && report.ReceivedAt < year.End;
}
