using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarePlatform.Platform;

/// <summary>
/// Hours of one weekday during which work is done, in the site's local time; written <c>08:00-17:00</c>. A day that is open
/// until midnight closes at <c>24:00</c>.
/// </summary>
[JsonConverter(typeof(Json))]
public readonly record struct OpeningHours
{
    private const string Midnight = "24:00";

    /// <param name="closes"><see cref="TimeOnly.MaxValue"/> stands for midnight.</param>
    /// <exception cref="ArgumentException">It closes before it opens.</exception>
    public OpeningHours(TimeOnly opens, TimeOnly closes)
    {
        (Opens, Closes) = opens < closes
            ? (opens, closes)
            : throw new ArgumentException($"Hours that open at {opens:HH:mm} must close later than that, not at {closes:HH:mm}.", nameof(closes));
    }

    public TimeOnly Opens { get; }

    /// <summary><see cref="TimeOnly.MaxValue"/> when it closes at midnight.</summary>
    public TimeOnly Closes { get; }

    /// <summary>Reads the written form; false when it is not one, or closes before it opens.</summary>
    public static bool TryParse(string? text, out OpeningHours hours)
    {
        hours = default;
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (dash < 0 || !TryTime(text!.AsSpan(0, dash), out var opens) || !TryClosing(text.AsSpan(dash + 1), out var closes) || opens >= closes)
        {
            return false;
        }

        hours = new OpeningHours(opens, closes);
        return true;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Opens:HH:mm}-{(Closes == TimeOnly.MaxValue ? Midnight : Closes.ToString("HH:mm", null))}");

    private static bool TryClosing(ReadOnlySpan<char> text, out TimeOnly time)
    {
        time = TimeOnly.MaxValue;
        return text.SequenceEqual(Midnight) || TryTime(text, out time);
    }

    private static bool TryTime(ReadOnlySpan<char> text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private sealed class Json : JsonConverter<OpeningHours>
    {
        public override OpeningHours Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var hours)
                ? hours
                : throw new JsonException($"\"{reader.GetString()}\" are no opening hours; write them like 08:00-17:00, closing later than opening.");

        public override void Write(Utf8JsonWriter writer, OpeningHours value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
