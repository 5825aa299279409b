using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarePlatform.Coordination;

/// <summary>A condition on the fields of one event. Comparing a field that is absent never holds.</summary>
[JsonConverter(typeof(PredicateJson))]
internal abstract record Predicate
{
    /// <summary>Whether the event's fields satisfy it.</summary>
    public abstract bool Holds(JsonElement payload);

    /// <summary>The field is this value.</summary>
    public sealed record Is(string Field, object Value) : Predicate
    {
        public override bool Holds(JsonElement payload) => Value.Equals(Scalar.Of(payload, Field));
    }

    /// <summary>The field is one of these values.</summary>
    public sealed record OneOf(string Field, IReadOnlyList<object> Values) : Predicate
    {
        public override bool Holds(JsonElement payload) => Scalar.Of(payload, Field) is { } value && Values.Contains(value);
    }

    /// <summary>The field has a value, or has none.</summary>
    public sealed record Exists(string Field, bool Wanted) : Predicate
    {
        public override bool Holds(JsonElement payload) => Scalar.Of(payload, Field) is not null == Wanted;
    }

    /// <summary>The field is a number within these bounds, the bounds included.</summary>
    public sealed record Within(string Field, decimal? AtLeast, decimal? AtMost) : Predicate
    {
        public override bool Holds(JsonElement payload) => Scalar.Of(payload, Field) is decimal number
            && !(number < AtLeast) && !(number > AtMost);
    }

    /// <summary>All of these hold.</summary>
    public sealed record All(IReadOnlyList<Predicate> Parts) : Predicate
    {
        public override bool Holds(JsonElement payload) => Parts.All(p => p.Holds(payload));
    }

    /// <summary>At least one of these holds.</summary>
    public sealed record Any(IReadOnlyList<Predicate> Parts) : Predicate
    {
        public override bool Holds(JsonElement payload) => Parts.Any(p => p.Holds(payload));
    }

    /// <summary>This does not hold.</summary>
    public sealed record Not(Predicate Part) : Predicate
    {
        public override bool Holds(JsonElement payload) => !Part.Holds(payload);
    }
}

/// <summary>The plain values of an event's fields: text, decimal, boolean; null for anything else.</summary>
internal static class Scalar
{
    public static object? Of(JsonElement payload, string field) =>
        payload.ValueKind is JsonValueKind.Object && payload.TryGetProperty(field, out var value) ? Of(value) : null;

    public static object? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        // What is neither text, number nor truth stands as its JSON: it exists, and equals nothing that a definition can say.
        JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Number => value,
        _ => null,
    };
}
