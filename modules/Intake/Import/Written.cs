using System.Globalization;
using System.Text.RegularExpressions;

namespace CarePlatform.Intake;

/// <summary>Turns what sources write into what the platform stores. Nothing here says a value in an error.</summary>
internal static partial class Written
{
    private const int Longest = 400;
    private static readonly DateOnly Earliest = new(1850, 1, 1);
    private static readonly DateOnly Latest = new(2199, 12, 31);

    /// <summary>Trimmed text; null when empty.</summary>
    /// <exception cref="UnreadableException">It is too long for any such field or holds a NUL, which no database takes.</exception>
    public static string? Text(string? written, string column)
    {
        if (string.IsNullOrWhiteSpace(written))
        {
            return null;
        }

        var text = written.Trim();
        return text.Length > Longest ? throw new UnreadableException($"{column} is longer than {Longest} characters")
            : text.Contains('\0', StringComparison.Ordinal) ? throw new UnreadableException($"{column} holds a NUL character")
            : text;
    }

    /// <summary>A name without the digits that Synthea appends to each word: Luis923 is Luis.</summary>
    public static string? Name(string? written, string column) =>
        Text(written, column) is { } text ? AppendedDigits().Replace(text, "") : null;

    /// <summary>A calendar day: of a date as it stands, of an instant in the tenant's time zone.</summary>
    public static DateOnly? Day(string? written, string column, TimeZoneInfo zone)
    {
        var text = Text(written, column);
        return text is null ? null
            : text.Length > 10 ? DayOf(Moment(text, column)!.Value, zone)
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? InRange(day, column)
                : throw new UnreadableException($"{column} is not a date: expected 2024-05-31");
    }

    /// <summary>An instant; one without an offset is UTC.</summary>
    public static DateTimeOffset? Moment(string? written, string column)
    {
        var text = Text(written, column);
        if (text is null)
        {
            return null;
        }

        if (text.Length < 10 || text[4] != '-' || !DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            throw new UnreadableException($"{column} is not a time: expected 2024-05-31T14:30:00Z");
        }

        InRange(DateOnly.FromDateTime(moment.DateTime), column);
        return moment.ToUniversalTime();
    }

    /// <summary>The day on which an instant falls in a time zone.</summary>
    public static DateOnly DayOf(DateTimeOffset moment, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    /// <summary>A year, as the oldest layout of payer transitions has it.</summary>
    public static int? Year(string? written, string column) =>
        written?.Trim() is { Length: 4 } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? InRange(new DateOnly(Math.Clamp(year, 1, 9999), 1, 1), column).Year
            : null;

    /// <summary>A decimal number in the invariant form.</summary>
    public static decimal? Number(string? written, string column)
    {
        var text = Text(written, column);
        return text is null ? null
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : throw new UnreadableException($"{column} is not a number");
    }

    private static DateOnly InRange(DateOnly day, string column) => day >= Earliest && day <= Latest
        ? day
        : throw new UnreadableException($"{column} lies outside {Earliest.Year} to {Latest.Year}");

    [GeneratedRegex(@"(?<=\p{L})\d+(?=$|[ '-])", RegexOptions.CultureInvariant)]
    private static partial Regex AppendedDigits();
}
