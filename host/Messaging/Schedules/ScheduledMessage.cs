using System.Text.Json;

namespace CarePlatform.Messaging;

/// <summary>A message to be handled at a time, under the tenant of the transaction that schedules it.</summary>
/// <param name="Name">The schedule's name: the handler registered under it takes the message.</param>
/// <param name="Key">Unique per tenant and name; scheduling it again moves and replaces the message.</param>
/// <param name="Stream">Messages of one stream are handled in the order of their due times.</param>
/// <param name="DueAt">When it is due, in the tenant's time.</param>
/// <param name="Type">What the payload is, such as <c>coordination.step-due@1</c>.</param>
/// <param name="Payload">The facts as a JSON document.</param>
public sealed record ScheduledMessage(string Name, string Key, string Stream, DateTimeOffset DueAt, string Type, string Payload)
{
    /// <summary>Who scheduled it; null when the platform did.</summary>
    public string? Actor { get; init; }

    /// <summary>The request or chain that this message belongs to.</summary>
    public Guid? Correlation { get; init; }

    /// <summary>The payload as <typeparamref name="T"/>.</summary>
    public T Read<T>(JsonSerializerOptions? options = null) =>
        JsonSerializer.Deserialize<T>(Payload, options)
        ?? throw new JsonException($"The payload of {Name} {Key} ({Type}) is null, not a {typeof(T).Name}.");

    /// <summary>The message without its payload: what may stand in a log.</summary>
    public override string ToString() => $"{Name} {Key} of stream {Stream}";
}
