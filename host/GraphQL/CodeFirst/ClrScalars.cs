using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace CarePlatform.GraphQL;

/// <summary>The scalars of types of C#: those of the specification, and some that the specification leaves to libraries.</summary>
public static class ClrScalars
{
    /// <summary><see cref="DateTimeOffset"/>: an instant; answers are in UTC.</summary>
    public static TextScalar<DateTimeOffset> DateTime { get; } = new(
        "DateTime",
        "an instant with its offset, such as 2026-02-28T09:30:00Z",
        TryInstant,
        static (value, output) => output.Quoted(new WrittenInstant(value.UtcDateTime)))
    {
        Description = "An instant in ISO 8601 with an offset; answers are in UTC.",
        SpecifiedBy = "https://scalars.graphql.org/andimarek/date-time",
    };

    /// <summary><see cref="DateOnly"/>: a calendar day.</summary>
    public static TextScalar<DateOnly> Date { get; } = new(
        "Date",
        "a calendar day such as 2026-02-28",
        static (text, out value) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value),
        static (value, output) => output.Quoted(value, "O"))
    {
        Description = "A calendar day, year-month-day.",
        SpecifiedBy = "https://scalars.graphql.org/andimarek/local-date",
    };

    /// <summary><see cref="TimeOnly"/>: a time of day.</summary>
    public static TextScalar<TimeOnly> Time { get; } = new(
        "Time",
        "a time of day such as 09:30",
        static (text, out value) =>
            TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out value),
        static (value, output) => output.Quoted(value, "HH:mm:ss"))
    {
        Description = "A time of day, hours and minutes.",
    };

    /// <summary><see cref="TimeSpan"/>: a length of time in ISO 8601.</summary>
    public static TextScalar<TimeSpan> Duration { get; } = new(
        "Duration", "a length of time such as PT36H or P2D", TryDuration, static (value, output) => output.Text(XmlConvert.ToString(value)))
    {
        Description = "A length of time in ISO 8601, days to seconds.",
    };

    /// <summary><see cref="decimal"/>, as text so that no digit is lost.</summary>
    public static TextScalar<decimal> Decimal { get; } = new(
        "Decimal",
        "a decimal number as text, such as \"12.50\"",
        static (text, out value) => decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value),
        static (value, output) => output.Quoted(value))
    {
        Description = "An exact decimal number, as text so that no client reads it as a floating-point number.",
    };

    /// <summary><see cref="Guid"/>.</summary>
    public static TextScalar<Guid> Uuid { get; } = new(
        "UUID",
        "a UUID such as 01932f0e-5c2a-7b64-9a53-1f0f0f3f2a11",
        static (text, out value) => Guid.TryParseExact(text, "D", out value),
        static (value, output) => output.Quoted(value))
    {
        Description = "A UUID in its usual text form.",
        SpecifiedBy = "https://tools.ietf.org/html/rfc4122",
    };

    /// <summary><see cref="Uri"/>: an absolute address.</summary>
    public static TextScalar<Uri> Url { get; } = new(
        "URL",
        "an address such as https://example.org/a",
        static (text, out value) => Uri.TryCreate(text, UriKind.Absolute, out value!),
        static (value, output) => output.Text(value.OriginalString))
    {
        Description = "An absolute address.",
        SpecifiedBy = "https://url.spec.whatwg.org/",
    };

    /// <summary><see cref="long"/>.</summary>
    public static CustomScalar<long> Long { get; } = new(
        "Long",
        static json => json.ValueKind is JsonValueKind.Number && json.TryGetInt64(out var value) ? value : throw NotLong(json.GetRawText()),
        static (literal, _) => literal is IntValueNode number && long.TryParse(number.Value, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw NotLong(SyntaxPrinter.Print(literal)),
        static (value, output) => output.Number(value))
    {
        Description = "A whole number of up to 64 bits.",
    };

    /// <summary><see cref="JsonElement"/>: whatever JSON can say.</summary>
    public static CustomScalar<JsonElement> Json { get; } = new(
        "JSON",
        static json => json.Clone(),
        static (literal, variables) => JsonSerializer.SerializeToElement(PlainLiteral.Read(literal, variables)),
        static (value, output) => output.Json(value))
    {
        Description = "Any JSON value.",
    };

    private static readonly Dictionary<Type, ScalarMapping> ByType = new()
    {
        [typeof(string)] = new(Scalars.String),
        [typeof(bool)] = new(Scalars.Boolean),
        [typeof(byte)] = ScalarMapping.Of<byte, int>(
            Scalars.Int, static (value, name) => (byte)Between(0, byte.MaxValue, value, name), static value => value),
        [typeof(short)] = ScalarMapping.Of<short, int>(
            Scalars.Int, static (value, name) => (short)Between(short.MinValue, short.MaxValue, value, name), static value => value),
        [typeof(int)] = new(Scalars.Int),
        [typeof(long)] = new(Long),
        [typeof(float)] = new(Scalars.Float),
        [typeof(double)] = new(Scalars.Float),
        [typeof(decimal)] = new(Decimal),
        [typeof(DateTimeOffset)] = new(DateTime),
        [typeof(DateOnly)] = new(Date),
        [typeof(TimeOnly)] = new(Time),
        [typeof(TimeSpan)] = new(Duration),
        [typeof(Guid)] = new(Uuid),
        [typeof(Uri)] = new(Url),
        [typeof(JsonElement)] = new(Json),
    };

    /// <summary>
    /// The scalar of a type of C#, or null. A <see cref="System.DateTime"/> has none: it does not say which instant it is.
    /// </summary>
    public static ScalarMapping? Find(Type type) => ByType.GetValueOrDefault(type);

    private static bool TryInstant(string text, out DateTimeOffset value) => DateTimeOffset.TryParseExact(
        text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"],
        CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value)
        && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal));

    private static bool TryDuration(string text, out TimeSpan value)
    {
        try
        {
            value = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            value = default;
            return false;
        }
    }

    private static GraphQLException NotLong(string shown) => new($"Long must be a whole number of up to 64 bits, but is {shown}.");

    private static int Between(int least, int most, int value, string name) =>
        value >= least && value <= most ? value : throw new GraphQLException($"\"{name}\" must be between {least} and {most}.");
}
