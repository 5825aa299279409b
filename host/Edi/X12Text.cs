using System.Globalization;

namespace CarePlatform.Edi;

/// <summary>Dates, times and numbers as X12 writes them.</summary>
public static class X12Text
{
    private const string DayFormat = "yyyyMMdd";

    /// <summary>A day as <c>D8</c>: 20260131.</summary>
    public static string Date(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>Two days as <c>RD8</c>: 20260101-20260131.</summary>
    public static string Dates(DateOnly from, DateOnly to) => $"{Date(from)}-{Date(to)}";

    /// <summary>A day without its century, as in ISA09.</summary>
    public static string ShortDate(DateOnly day) => day.ToString("yyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Hours and minutes: 1530.</summary>
    public static string Time(DateTime at) => at.ToString("HHmm", CultureInfo.InvariantCulture);

    /// <summary>A whole number with leading zeros.</summary>
    public static string Number(int value, int digits) => value.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');

    /// <summary>Reads <c>D8</c>; null when it is none.</summary>
    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Reads a date or a range under its format qualifier (<c>D8</c>, <c>RD8</c>): first and last day; null when it is neither.</summary>
    public static (DateOnly From, DateOnly? To)? Period(string qualifier, string text) => qualifier switch
    {
        "D8" when Day(text) is { } day => (day, null),
        "RD8" when text.Split('-') is [var first, var last] && Day(first) is { } from && Day(last) is { } to => (from, to),
        _ => null,
    };

    /// <summary>Reads a decimal number, such as an amount or a quantity; null when it is none.</summary>
    public static decimal? Amount(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
}
