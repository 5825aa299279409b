namespace CarePlatform.Intake;

/// <summary>By when a coverage must be renewed.</summary>
/// <param name="Day">The day.</param>
/// <param name="Told">Whether somebody told it; otherwise it is counted by the tenant's rule.</param>
internal sealed record Renewal(DateOnly Day, bool Told)
{
    /// <summary>
    /// The next renewal as seen from a day: what was told, else the end of the span, else (Medicaid only) so many months after the
    /// start, again and again. Null where nothing is known.
    /// </summary>
    public static Renewal? Of(Coverage coverage, EligibilityRules rules, DateOnly today)
    {
        if ((coverage.RenewsOn ?? coverage.EndsOn) is { } told)
        {
            return new Renewal(told, Told: true);
        }

        return coverage.PayerType is PayerType.Medicaid ? new Renewal(Next(coverage, rules, today), Told: false) : null;
    }

    private static DateOnly Next(Coverage coverage, EligibilityRules rules, DateOnly today)
    {
        var expansion = coverage.MedicaidCategory is { } category && rules.ExpansionCategories!.Contains(category) && today >= rules.ExpansionRenewalFrom;
        var every = Math.Max(1, expansion ? rules.ExpansionRenewalMonths : rules.RenewalMonths);
        var months = ((today.Year - coverage.StartsOn.Year) * 12) + today.Month - coverage.StartsOn.Month;
        var day = coverage.StartsOn.AddMonths(Math.Max(1, months / every) * every);
        return day >= today ? day : coverage.StartsOn.AddMonths(((Math.Max(0, months) / every) + 1) * every);
    }
}
