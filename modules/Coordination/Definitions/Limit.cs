using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

internal enum TimeUnit
{
    Minutes,
    Hours,
    BusinessMinutes,
    BusinessHours,
    BusinessDays,
    CalendarDays,
    CalendarMonths,
}

/// <summary>
/// A length of time as people say it: <c>15 minutes</c>, <c>1 business day</c>, <c>60 calendar days</c>, <c>immediately</c>.
/// </summary>
[JsonConverter(typeof(LimitJson))]
internal readonly record struct Limit(int Amount, TimeUnit Unit)
{
    // What is written down is read for ever, so that it is bounded where it is reviewed and where it is counted, and not here.
    private const int Readable = 100 * 366 * 24 * 60;

    // Longer is a slip of the hand, and would leave the calendar.
    private const int LongestYears = 10;

    private static readonly Dictionary<string, TimeUnit> Units = Enum.GetValues<TimeUnit>()
        .SelectMany(u => new[] { Words(u, 1), Words(u, 2) }.Select(w => (w, u))).ToDictionary(p => p.w, p => p.u, StringComparer.Ordinal);

    /// <summary>Due at once.</summary>
    public static Limit Immediately { get; } = new(0, TimeUnit.Minutes);

    /// <summary>Reads the text; false when it is no length of time, or one of zero.</summary>
    public static bool TryParse(string? text, out Limit limit)
    {
        limit = Immediately;
        if (text == "immediately")
        {
            return true;
        }

        var space = text?.IndexOf(' ', StringComparison.Ordinal) ?? -1;
        if (space < 0 || !int.TryParse(text.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            || !Units.TryGetValue(text![(space + 1)..], out var unit) || amount is < 1 or > Readable)
        {
            return false;
        }

        limit = new Limit(amount, unit);
        return true;
    }

    /// <summary>Whether it is longer than ten years, and so counts as ten.</summary>
    public bool IsTooLong => Amount > Largest(Unit);

    /// <summary>
    /// When the time is up. Business days count as (day 0, …] and end at the close of business; calendar days and months end with
    /// the day at the site; minutes and hours are elapsed time whatever the clocks on the wall do.
    /// </summary>
    /// <exception cref="ClosedCalendarException">It counts in business time and the calendar never opens.</exception>
    public DateTimeOffset After(DateTimeOffset from, BusinessCalendar calendar) => Bounded.Amount is var amount && amount == 0 ? from : Unit switch
    {
        TimeUnit.Minutes => from.AddMinutes(amount),
        TimeUnit.Hours => from.AddHours(amount),
        TimeUnit.BusinessMinutes => calendar.AddBusinessTime(from, TimeSpan.FromMinutes(amount)),
        TimeUnit.BusinessHours => calendar.AddBusinessTime(from, TimeSpan.FromHours(amount)),
        TimeUnit.BusinessDays => calendar.EndOfBusinessDay(from, amount),
        TimeUnit.CalendarDays => EndOf(calendar.DayOf(from).AddDays(amount), calendar),
        TimeUnit.CalendarMonths => EndOf(calendar.DayOf(from).AddMonths(amount), calendar),
        _ => throw new InvalidOperationException($"The time unit {Unit} has no meaning."),
    };

    /// <summary>When so much of the time is up: in open time for business minutes and hours, else in elapsed time.</summary>
    public DateTimeOffset PartAfter(double part, DateTimeOffset from, BusinessCalendar calendar) => Unit switch
    {
        TimeUnit.BusinessMinutes => calendar.AddBusinessTime(from, TimeSpan.FromMinutes(Bounded.Amount * part)),
        TimeUnit.BusinessHours => calendar.AddBusinessTime(from, TimeSpan.FromHours(Bounded.Amount * part)),
        _ => from + ((After(from, calendar) - from) * part),
    };

    /// <summary>The same length where every day counts: what is left when the business calendar never opens.</summary>
    public Limit InCalendarTime() => this with
    {
        Unit = Unit switch
        {
            TimeUnit.BusinessMinutes => TimeUnit.Minutes,
            TimeUnit.BusinessHours => TimeUnit.Hours,
            TimeUnit.BusinessDays => TimeUnit.CalendarDays,
            _ => Unit,
        },
    };

    public override string ToString() => Amount == 0 ? "immediately" : $"{Amount} {Words(Unit, Amount)}";

    /// <summary>The same, or ten years where it is longer.</summary>
    public Limit Bounded => IsTooLong ? this with { Amount = Largest(Unit) } : this;

    private static int Largest(TimeUnit unit) => LongestYears * unit switch
    {
        TimeUnit.CalendarMonths => 12,
        TimeUnit.CalendarDays or TimeUnit.BusinessDays => 366,
        TimeUnit.Hours or TimeUnit.BusinessHours => 366 * 24,
        _ => 366 * 24 * 60,
    };

    private static DateTimeOffset EndOf(DateOnly day, BusinessCalendar calendar) => calendar.At(day, new TimeOnly(23, 59, 59));

    private static string Words(TimeUnit unit, int amount)
    {
        var words = SnakeWords(unit);
        return amount == 1 ? words[..^1] : words;
    }

    private static string SnakeWords(TimeUnit unit) => JsonNamingPolicy.KebabCaseLower.ConvertName(unit.ToString()).Replace('-', ' ');
}

internal sealed class LimitJson : JsonConverter<Limit>
{
    public override Limit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Limit.TryParse(reader.GetString(), out var limit)
            ? limit
            : throw new JsonException(
                "is no length of time: write a number from 1 and a unit, such as \"15 minutes\", \"2 business hours\", "
                + "\"10 business days\", \"60 calendar days\" or \"6 calendar months\"");

    public override void Write(Utf8JsonWriter writer, Limit value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
