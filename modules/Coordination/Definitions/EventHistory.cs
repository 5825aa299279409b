using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// Which versions of events there have been, and how today's reads in the words of an earlier one. A definition that was published
/// against <c>x@1</c> goes on by it for as long as its runs last, although modules publish <c>x@2</c> only.
/// </summary>
internal sealed class EventHistory
{
    private static readonly MethodInfo Generic = typeof(EventHistory).GetMethod(nameof(ToldBackOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    // By the name of the earlier version: the version after it, and how one of that version is told in the words of the earlier.
    private readonly FrozenDictionary<string, Step> _steps;

    private EventHistory(FrozenDictionary<string, Step> steps) => _steps = steps;

    /// <exception cref="InvalidOperationException">An event lacks what a definition may read of the version before it, and cannot be told back.</exception>
    public static EventHistory Of(IReadOnlyDictionary<string, Type> types, IReadOnlyDictionary<string, EventShape> shapes)
    {
        var steps = new Dictionary<string, Step>(StringComparer.Ordinal);
        foreach (var (name, type) in types)
        {
            foreach (var old in type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ISupersedes<,>))
                .Select(i => i.GetGenericArguments()[1]))
            {
                var before = old.GetCustomAttribute<EventAttribute>()!.Name;
                var back = typeof(IToldBack<>).MakeGenericType(old).IsAssignableFrom(type)
                    ? Generic.MakeGenericMethod(type, old).CreateDelegate<Func<JsonElement, JsonElement>>()
                    : null;
                if (back is null && Lost(shapes[before], shapes[name]) is [var lost, ..])
                {
                    throw new InvalidOperationException(
                        $"{name} has no field \"{lost}\" of the kind that {before} has, which definitions may read: implement IToldBack<{old.Name}> on {type.Name}.");
                }

                steps.Add(before, new Step(name, back));
            }
        }

        return new EventHistory(steps.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Every name under which a definition may know this event: its own, and those of all versions before it.</summary>
    public static IReadOnlyList<string> NamesOf(string newest) =>
        newest.Split('@') is [var name, var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? [.. Enumerable.Range(1, version).Select(v => $"{name}@{v}")]
            : [newest];

    /// <summary>The newest version of an event; null when it is that itself.</summary>
    public string? NewerThan(string name)
    {
        var newest = name;
        while (_steps.TryGetValue(newest, out var step))
        {
            newest = step.To;
        }

        return newest == name ? null : newest;
    }

    /// <summary>The event under the name by which a definition knows it, with the fields that it had then.</summary>
    public LogEntry As(LogEntry heard, string name) => name == heard.Type ? heard : heard with { Type = name, Payload = Payload(name, heard) };

    // From the newest back to the version asked for; a version without a way back has kept every field.
    private JsonElement Payload(string name, LogEntry heard)
    {
        var way = new Stack<Step>();
        for (var at = name; at != heard.Type && _steps.TryGetValue(at, out var step); at = step.To)
        {
            way.Push(step);
        }

        return way.Aggregate(heard.Payload, (payload, step) => step.Back?.Invoke(payload) ?? payload);
    }

    private static IReadOnlyList<string> Lost(EventShape before, EventShape now) =>
        [.. before.Fields.Values.Where(f => now.Field(f.Name)?.Kind != f.Kind || f.Choices.Except(now.Field(f.Name)!.Choices).Any()).Select(f => f.Name)];

    private static JsonElement ToldBackOf<TNew, TOld>(JsonElement payload)
        where TNew : IToldBack<TOld> =>
        JsonSerializer.SerializeToElement(payload.Deserialize<TNew>(IdJson.Options)!.ToOld(), IdJson.Options);

    private sealed record Step(string To, Func<JsonElement, JsonElement>? Back);
}
