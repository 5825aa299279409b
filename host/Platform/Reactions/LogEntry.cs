using System.Text.Json;

namespace CarePlatform.Platform;

/// <summary>
/// An event as the log holds it. A reaction that takes this first hears every event of the tenant; one that takes an event
/// record hears that event only.
/// </summary>
/// <param name="Position">Its place in the log; grows, with gaps.</param>
/// <param name="Type">The event's name, such as <c>intake.inquiry-received@1</c>; always its newest version, as is the payload.</param>
/// <param name="Stream">The key within which order is kept.</param>
/// <param name="Payload">The event's fields as JSON.</param>
/// <param name="OccurredAt">When it happened, in the tenant's time.</param>
/// <param name="Actor">Who did it; null when the system did.</param>
/// <param name="Correlation">Shared by everything that one request caused.</param>
public sealed record LogEntry(
    long Position, string Type, string Stream, JsonElement Payload, DateTimeOffset OccurredAt, UserId? Actor, Guid Correlation)
{
    /// <summary>The event record that the payload holds.</summary>
    public TEvent As<TEvent>() => Payload.Deserialize<TEvent>(IdJson.Options)
        ?? throw new JsonException($"The log holds null where a {Type} is expected, at position {Position}.");
}
