namespace CarePlatform.Messaging;

/// <summary>Something that happened, about to be appended to the log under the tenant of the transaction.</summary>
/// <param name="Stream">What it happened to; events of one stream take effect in the order in which they were appended.</param>
/// <param name="Type">The fixed name on the wire with its version, such as <c>referrals.referral-sent@1</c>.</param>
/// <param name="Payload">The facts as a JSON document.</param>
/// <param name="OccurredAt">When it happened, in the tenant's time.</param>
public sealed record NewEvent(string Stream, string Type, string Payload, DateTimeOffset OccurredAt)
{
    /// <summary>Who did it, such as <c>staff:…</c>; null when the platform did it by itself.</summary>
    public string? Actor { get; init; }

    /// <summary>The request or chain that this event belongs to.</summary>
    public Guid? Correlation { get; init; }

    /// <summary>The position of the event whose effect appended this one.</summary>
    public long? Causation { get; init; }
}
