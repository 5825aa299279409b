using System.Globalization;

namespace CarePlatform.Intake;

/// <summary>How two birth dates that should be one may differ.</summary>
internal static class BirthDate
{
    /// <summary>The date with day and month exchanged; null when that is no date.</summary>
    public static DateOnly? Swapped(DateOnly date) => date.Day <= 12 ? new DateOnly(date.Year, date.Day, date.Month) : null;

    /// <summary>How well the two agree.</summary>
    public static Agreement Compare(DateOnly first, DateOnly second)
    {
        if (first == second)
        {
            return Agreement.Same;
        }

        if (Swapped(first) == second)
        {
            return Agreement.Swapped;
        }

        return IsOneSlip(first, second) ? Agreement.Alike : Agreement.Different;
    }

    // One digit typed wrong, or two neighbours exchanged.
    private static bool IsOneSlip(DateOnly first, DateOnly second)
    {
        var (a, b) = (Digits(first), Digits(second));
        var differing = Enumerable.Range(0, a.Length).Where(i => a[i] != b[i]).ToList();
        return differing is [_]
            || (differing is [var x, var y] && y == x + 1 && a[x] == b[y] && a[y] == b[x]);
    }

    private static string Digits(DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
