using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>A field that whoever opens a link fills in.</summary>
/// <param name="Name">As it is sent.</param>
/// <param name="Label">What it asks for.</param>
/// <param name="Kind"><c>text</c>, <c>number</c>, <c>time</c>, <c>choice</c> or <c>tick</c>.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Choices">What can be chosen; empty for other kinds.</param>
internal sealed record LinkField(string Name, string Label, string Kind, bool Required, IReadOnlyList<string> Choices);

/// <summary>The form of a use case: the properties of its input, but for the subject and the version, of which the link takes care.</summary>
internal static class LinkForm
{
    /// <summary>What a form sends for a tick; nothing else that people type in is it.</summary>
    public const string Ticked = "\u2713";

    private const string Yes = "yes";
    private const string No = "no";

    // What browsers send as text is read as what it means.
    private static readonly JsonSerializerOptions Reading = new(StrictJson.Options) { NumberHandling = JsonNumberHandling.AllowReadingFromString };
    private static readonly Descriptions Descriptions = new();

    public static IReadOnlyList<LinkField> FieldsOf(UseCase useCase) => [.. Asked(useCase).Select(p => Field(useCase.InputType!, p))];

    /// <summary>The input of the use case about this subject.</summary>
    /// <param name="zone">Where a time is that somebody types in without saying where.</param>
    /// <exception cref="JsonException">The answer does not fit.</exception>
    public static object Input(UseCase useCase, string subject, JsonObject answer, TimeZoneInfo zone)
    {
        var names = Asked(useCase).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!)).ToHashSet(StringComparer.Ordinal);
        if (answer.FirstOrDefault(a => !names.Contains(a.Key)) is { Key: { } unasked })
        {
            throw new JsonException($"Nobody asks for \"{unasked}\".");
        }

        var input = answer.DeepClone().AsObject();
        foreach (var asked in Asked(useCase).Where(p => input.ContainsKey(JsonNamingPolicy.CamelCase.ConvertName(p.Name!))))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(asked.Name!);
            input[name] = Typed(asked, input[name]?.DeepClone(), zone);
        }

        input[JsonNamingPolicy.CamelCase.ConvertName(LinkOf(useCase).Subject)] = subject;
        return input.Deserialize(useCase.InputType!, Reading) ?? throw new JsonException("The answer is empty.");
    }

    public static ByLinkAttribute LinkOf(UseCase useCase) => useCase.Type.GetCustomAttribute<ByLinkAttribute>()
        ?? throw new DeclarationException(useCase.Type, "is not open to links: mark it with [ByLink]");

    private static IEnumerable<ParameterInfo> Asked(UseCase useCase) => useCase.InputType!.GetConstructors().MaxBy(c => c.GetParameters().Length)!
        .GetParameters().Where(p => p.Name != LinkOf(useCase).Subject && p.Name != "ExpectedVersion");

    // What is chosen or typed in a page, as the use case reads it.
    private static JsonNode? Typed(ParameterInfo parameter, JsonNode? sent, TimeZoneInfo zone)
    {
        if (sent is not JsonValue value || !value.TryGetValue<string>(out var text))
        {
            return sent;
        }

        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type == typeof(bool) && text is Yes or No ? text == Yes
            : type == typeof(DateTimeOffset)
                && DateTime.TryParseExact(text, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
                && !zone.IsInvalidTime(local)
                ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToString("O", CultureInfo.InvariantCulture)
            : sent;
    }

    private static LinkField Field(Type input, ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var isQuestion = type == typeof(bool) && !parameter.HasDefaultValue;
        var kind = type.IsEnum || isQuestion ? "choice" : type == typeof(bool) ? "tick" : type == typeof(DateTimeOffset) ? "time"
            : type == typeof(decimal) || type == typeof(int) || type == typeof(double) ? "number" : "text";
        return new LinkField(
            JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!), Descriptions.Of(input, parameter.Name!) ?? parameter.Name!, kind,
            !parameter.HasDefaultValue, isQuestion ? [Yes, No] : type.IsEnum ? [.. Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)] : []);
    }
}
