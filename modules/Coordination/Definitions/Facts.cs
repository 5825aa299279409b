using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// The fields of earlier events that the steps of a run still read: by source (<c>start</c> or a step), then by field. Nothing
/// else of an event is kept.
/// </summary>
[NotMapped]
internal sealed class Facts(IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> sources)
{
    // "No end" is written as the year 9999 by some systems; a clock that counts from there would leave the calendar.
    private static readonly DateOnly First = new(1900, 1, 1);
    private static readonly DateOnly Last = new(9000, 1, 1);

    public static Facts None { get; } = new(new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>());

    /// <summary>The written form that is stored.</summary>
    public string Write() => JsonSerializer.Serialize(sources, IdJson.Options);

    public static Facts Read(string json) =>
        new(JsonSerializer.Deserialize<Dictionary<string, IReadOnlyDictionary<string, JsonElement>>>(json, IdJson.Options)!);

    /// <summary>These facts with those of one source taken from an event; those that it lacks are gone.</summary>
    public Facts With(string source, JsonElement payload, WorkflowDefinition definition)
    {
        var fields = definition.Reads.Where(r => r.Source == source).Select(r => r.Field).Distinct()
            .Where(f => Scalar.Of(payload, f) is not null)
            .ToDictionary(f => f, f => payload.GetProperty(f).Clone());
        return fields.Count == 0 && !sources.ContainsKey(source)
            ? this
            : new Facts(new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>(sources) { [source] = fields });
    }

    /// <summary>
    /// These facts with those of one source renewed by a later event: a field that events of this type have is as the event says,
    /// absent if the event lacks it; every other stays.
    /// </summary>
    public Facts Renewed(string source, LogEntry heard, WorkflowDefinition definition)
    {
        var shape = EventCatalogue.Contracts.Find(heard.Type);
        var kept = sources.GetValueOrDefault(source)?.Where(f => shape?.Field(f.Key) is null) ?? [];
        var fields = kept.ToDictionary(f => f.Key, f => f.Value);
        foreach (var read in definition.Reads.Where(r => r.Source == source && Scalar.Of(heard.Payload, r.Field) is not null))
        {
            fields[read.Field] = heard.Payload.GetProperty(read.Field).Clone();
        }

        return new Facts(new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>(sources) { [source] = fields });
    }

    /// <summary>Whether the field of the source is known.</summary>
    public bool Knows(FieldRef field) => Find(field) is not null;

    /// <summary>The plain value of the field, as conditions compare it; null when it is absent.</summary>
    public object? Value(FieldRef field) => sources.TryGetValue(field.Source, out var fields) && fields.ContainsKey(field.Field)
        ? Scalar.Of(JsonSerializer.SerializeToElement(fields), field.Field) : null;

    /// <summary>All fields under their full names, such as <c>triage.acuity</c>: what the conditions of branches compare.</summary>
    public JsonElement Flat() => JsonSerializer.SerializeToElement(
        sources.SelectMany(s => s.Value.Select(f => (Name: $"{s.Key}.{f.Key}", f.Value))).ToDictionary(f => f.Name, f => f.Value));

    /// <summary>Every id of this kind that they hold.</summary>
    public IEnumerable<TId> All<TId>()
        where TId : struct, IId<TId> => sources.Values.SelectMany(f => f.Values).SelectMany(Ids<TId>);

    /// <summary>The id in a plain value, if it is one of this kind.</summary>
    public static IEnumerable<TId> Ids<TId>(JsonElement value)
        where TId : struct, IId<TId> =>
        value.ValueKind is JsonValueKind.String && Platform.Id.TryParse<TId>(value.GetString(), out var id) ? [id] : [];

    /// <summary>The field as text; null when it is absent or no text.</summary>
    public string? Text(FieldRef field) => Find(field) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The field as a typed id; null when it is absent or another kind of id.</summary>
    public TId? Id<TId>(FieldRef field)
        where TId : struct, IId<TId> => Platform.Id.TryParse<TId>(Text(field), out var id) ? id : null;

    /// <summary>The field as an instant; a calendar day counts from its beginning at the site.</summary>
    public DateTimeOffset? Instant(FieldRef field, BusinessCalendar calendar) => Find(field) switch
    {
        { ValueKind: JsonValueKind.String } value when DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", out var day) =>
            calendar.At(day < First ? First : day > Last ? Last : day, TimeOnly.MinValue),
        { ValueKind: JsonValueKind.String } value when value.TryGetDateTimeOffset(out var instant) =>
            instant.Year < First.Year || instant.Year > Last.Year ? calendar.At(instant.Year < First.Year ? First : Last, TimeOnly.MinValue) : instant.ToUniversalTime(),
        _ => null,
    };

    private JsonElement? Find(FieldRef field) =>
        sources.TryGetValue(field.Source, out var fields) && fields.TryGetValue(field.Field, out var value) ? value : null;
}
