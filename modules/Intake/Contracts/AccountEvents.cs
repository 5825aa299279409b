using CarePlatform.Platform;

namespace CarePlatform.Intake.Contracts;

/// <summary>A client, or somebody for them, asked to whom their information went.</summary>
/// <param name="Kind">Which account, such as <c>intermediary</c>.</param>
/// <param name="LastWeekAt">A week before it is due: from then on its owner is hurried.</param>
/// <param name="DueAt">By when they must have it.</param>
[Event("intake.account-requested@1")]
public sealed record AccountRequested(
    [property: Stream] ClientId Client, AccountRequestId Request, string Kind, DateTimeOffset RequestedAt, DateTimeOffset LastWeekAt, DateTimeOffset DueAt);

/// <summary>A client was given the account of disclosures that they asked for.</summary>
[Event("intake.account-delivered@1")]
public sealed record AccountDelivered([property: Stream] ClientId Client, AccountRequestId Request, DateTimeOffset DeliveredAt);
