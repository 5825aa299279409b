using System.Text.Json;
using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>An event as the log keeps it. Its position identifies it within its database.</summary>
public sealed record LoggedEvent(
    long Position,
    Guid Tenant,
    string Stream,
    string Type,
    ReadOnlyMemory<byte> Payload,
    string? Actor,
    Guid? Correlation,
    long? Causation,
    DateTimeOffset OccurredAt,
    DateTimeOffset AppendedAt)
{
    internal const string Columns =
        "l.position, l.tenant_id, l.stream, l.type, l.payload, l.actor, l.correlation, l.causation, l.occurred_at, l.appended_at, l.slot";

    internal int Slot { get; private init; }

    internal StreamKey StreamKey => new(Tenant, Stream);

    /// <summary>The payload as <typeparamref name="T"/>.</summary>
    public T Read<T>(JsonSerializerOptions? options = null) =>
        JsonSerializer.Deserialize<T>(Payload.Span, options)
        ?? throw new JsonException($"The payload of event {Position} ({Type}) is null, not a {typeof(T).Name}.");

    /// <summary>The event without its payload: what may stand in a log.</summary>
    public override string ToString() => $"{Type} at {Position} of stream {Stream}";

    internal static LoggedEvent From(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetGuid(1),
        row.GetString(2),
        row.GetString(3),
        row.GetFieldValue<byte[]>(4),
        row.IsDBNull(5) ? null : row.GetString(5),
        row.IsDBNull(6) ? null : row.GetGuid(6),
        row.IsDBNull(7) ? null : row.GetInt64(7),
        row.GetFieldValue<DateTimeOffset>(8),
        row.GetFieldValue<DateTimeOffset>(9))
    { Slot = row.GetInt32(10) };
}

/// <summary>A stream of one tenant: the unit within which order is kept.</summary>
internal readonly record struct StreamKey(Guid Tenant, string Stream);
