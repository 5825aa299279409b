using System.Globalization;
using System.Text.Json;
using System.Xml;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>The scalars of the API beyond those of the specification.</summary>
internal static class SchemaScalars
{
    public static readonly ScalarType DateTime = new TextScalar<DateTimeOffset>(
        "DateTime", "an instant with its offset, such as 2026-02-28T09:30:00Z", TryInstant, static (value, output) => output.Quoted(new WrittenInstant(value.UtcDateTime)))
    {
        Description = "An instant in ISO 8601 with an offset; answers are in UTC.",
        SpecifiedBy = "https://scalars.graphql.org/andimarek/date-time",
    };

    public static readonly ScalarType Date = new TextScalar<DateOnly>(
        "Date", "a calendar day such as 2026-02-28", static (text, out value) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value), static (value, output) => output.Quoted(value, "O"))
    {
        Description = "A calendar day, year-month-day, in the time zone of the site or tenant.",
        SpecifiedBy = "https://scalars.graphql.org/andimarek/local-date",
    };

    public static readonly ScalarType Time = new TextScalar<TimeOnly>(
        "Time", "a time of day such as 09:30", static (text, out value) => TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out value), static (value, output) => output.Quoted(value, "HH:mm:ss"))
    {
        Description = "A time of day, hours and minutes, in the time zone of the site or tenant.",
    };

    public static readonly ScalarType Duration = new TextScalar<TimeSpan>(
        "Duration", "a length of time such as PT36H or P2D", TryDuration, static (value, output) => output.Text(XmlConvert.ToString(value)))
    {
        Description = "A length of time in ISO 8601, days to seconds.",
    };

    public static readonly ScalarType Decimal = new TextScalar<decimal>(
        "Decimal", "a decimal number as text, such as \"12.50\"", static (text, out value) => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value), static (value, output) => output.Quoted(value))
    {
        Description = "An exact decimal number, as text so that no client reads it as a floating-point number.",
    };

    public static readonly ScalarType Uuid = new TextScalar<Guid>(
        "UUID", "a UUID such as 01932f0e-5c2a-7b64-9a53-1f0f0f3f2a11", static (text, out value) => Guid.TryParseExact(text, "D", out value), static (value, output) => output.Quoted(value))
    {
        Description = "A UUID in its usual text form.",
        SpecifiedBy = "https://tools.ietf.org/html/rfc4122",
    };

    public static readonly ScalarType Long = new CustomScalar<long>(
        "Long", static json => json.ValueKind is JsonValueKind.Number && json.TryGetInt64(out var value) ? value : throw NotLong(json.GetRawText()), static (literal, _) => literal is IntValueNode number && long.TryParse(number.Value, CultureInfo.InvariantCulture, out var value) ? value : throw NotLong(SyntaxPrinter.Print(literal)), static (value, output) => output.Number(value))
    {
        Description = "A whole number of up to 64 bits.",
    };

    public static readonly ScalarType Json = new CustomScalar<JsonElement>(
        "JSON", static json => json.Clone(), static (literal, variables) => JsonSerializer.SerializeToElement(new AnyScalar("JSON").Read(literal, variables)), static (value, output) => output.Json(value))
    {
        Description = "Any JSON value.",
    };

    private static readonly Dictionary<Type, ScalarType> ByType = new()
    {
        [typeof(string)] = Scalars.String,
        [typeof(bool)] = Scalars.Boolean,
        [typeof(int)] = Scalars.Int,
        [typeof(long)] = Long,
        [typeof(decimal)] = Decimal,
        [typeof(DateTimeOffset)] = DateTime,
        [typeof(DateOnly)] = Date,
        [typeof(TimeOnly)] = Time,
        [typeof(TimeSpan)] = Duration,
        [typeof(Guid)] = Uuid,
        [typeof(JsonElement)] = Json,
    };

    /// <summary>The scalar of a type of C#, or null.</summary>
    public static ScalarType? Find(Type type) => ByType.GetValueOrDefault(type);

    // In UTC, with as much of a fraction of a second as there is. The round-trip format is the one that .NET writes fastest.
    private readonly struct WrittenInstant(DateTime utc) : IUtf8SpanFormattable
    {
        public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        {
            if (!utc.TryFormat(utf8Destination, out bytesWritten, "O", CultureInfo.InvariantCulture))
            {
                return false;
            }

            var end = utf8Destination[..(bytesWritten - 1)].TrimEnd((byte)'0').TrimEnd((byte)'.').Length;
            utf8Destination[end] = (byte)'Z';
            bytesWritten = end + 1;
            return true;
        }
    }

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
        catch (FormatException)
        {
            value = default;
            return false;
        }
    }

    private static GraphQLException NotLong(string shown) => new($"Long must be a whole number of up to 64 bits, but is {shown}.");
}
