using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>What a field of an event can hold, as far as a definition can use it.</summary>
internal enum FieldKind
{
    Id,
    Text,
    Number,
    Truth,
    Instant,
    Day,
    Choice,
    Other,
}

/// <summary>A field of an event.</summary>
/// <param name="Optional">Whether an event may lack it.</param>
/// <param name="Type">The type in the contract, without its question mark.</param>
/// <param name="Choices">The values of a choice, in their written form.</param>
internal sealed record EventField(string Name, FieldKind Kind, bool Optional, Type Type, IReadOnlyList<string> Choices);

/// <summary>An event that modules publish, with its fields.</summary>
internal sealed record EventShape(string Name, IReadOnlyDictionary<string, EventField> Fields)
{
    /// <summary>The feature without which nobody publishes it: that which it names, or the module's own; null for one of the platform.</summary>
    public string? Feature { get; init; }

    public EventField? Field(string? name) => name is null ? null : Fields.GetValueOrDefault(name);
}

/// <summary>All events that modules publish: what definitions are checked against. Read off the contracts, never listed by hand.</summary>
internal sealed partial class EventCatalogue(IReadOnlyDictionary<string, EventShape> shapes, EventHistory history)
{
    /// <summary>The one event of a workflow that may start another: an escalation asks for it by the template's key.</summary>
    public const string Requested = "coordination.workflow-requested@1";

    /// <summary>The event by which a client's care ends, and the work about the client with it.</summary>
    public const string Discharged = "intake.client-discharged@1";

    private const string Own = "coordination.";

    /// <summary>The events of the contracts that this program is built with, and those of the platform.</summary>
    public static EventCatalogue Contracts { get; } =
        Of([.. typeof(WorkflowStarted).Assembly.GetTypes(), .. typeof(UserDeactivated).Assembly.GetTypes()]);

    public EventShape? Find(string? name) => name is null ? null : shapes.GetValueOrDefault(name);

    /// <summary>Whether Coordination publishes it: starting a run by one could go on for ever.</summary>
    public static bool IsOwn(string name) => name.StartsWith(Own, StringComparison.Ordinal);

    /// <summary>The known name that is most like this one, to help with a slip.</summary>
    public string? Nearest(string name)
    {
        var pairs = LetterPairs(name);
        return shapes.Keys.Where(k => history.NewerThan(k) is null)
            .Select(k => (Name: k, Likeness: 2.0 * LetterPairs(k).Intersect(pairs).Count() / (LetterPairs(k).Count + pairs.Count)))
            .Where(p => p.Likeness > 0.6).OrderByDescending(p => p.Likeness).ThenBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => p.Name).FirstOrDefault();
    }

    public static EventCatalogue Of(Assembly assembly) => Of(assembly.GetTypes());

    public static EventCatalogue Of(IEnumerable<Type> all)
    {
        var nullability = new NullabilityInfoContext();
        var types = all
            .Select(t => (Type: t, Event: t.GetCustomAttribute<EventAttribute>()))
            .Where(p => p.Event is not null).ToDictionary(p => p.Event!.Name, p => p.Type, StringComparer.Ordinal);
        var shapes = types
            .Select(p => new EventShape(p.Key, p.Value.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Select(f => Field(f, nullability)).ToFrozenDictionary(f => f.Name, StringComparer.Ordinal))
            {
                Feature = p.Value.GetCustomAttribute<EventAttribute>()!.Feature ?? (p.Value.Assembly == typeof(EventAttribute).Assembly ? null : p.Key.Split('.')[0]),
            })
            .ToFrozenDictionary(s => s.Name, StringComparer.Ordinal);
        return new EventCatalogue(shapes, EventHistory.Of(types, shapes));
    }

    private static HashSet<string> LetterPairs(string text) =>
        [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => text.Substring(i, 2))];

    private static EventField Field(PropertyInfo property, NullabilityInfoContext nullability)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return new EventField(
            JsonNamingPolicy.CamelCase.ConvertName(property.Name),
            KindOf(type),
            nullability.Create(property).ReadState is not NullabilityState.NotNull,
            type,
            type.IsEnum ? [.. Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)] : []);
    }

    private static FieldKind KindOf(Type type) => type switch
    {
        { IsEnum: true } => FieldKind.Choice,
        _ when type == typeof(string) => FieldKind.Text,
        _ when type == typeof(bool) => FieldKind.Truth,
        _ when type == typeof(DateTimeOffset) => FieldKind.Instant,
        _ when type == typeof(DateOnly) => FieldKind.Day,
        _ when type == typeof(int) || type == typeof(long) || type == typeof(decimal) => FieldKind.Number,
        _ when Array.Exists(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)) => FieldKind.Id,
        _ => FieldKind.Other,
    };
}
