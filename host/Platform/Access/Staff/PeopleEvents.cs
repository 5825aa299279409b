namespace CarePlatform.Platform;

/// <summary>Somebody no longer works here: whatever they own needs another owner.</summary>
/// <param name="User">Who has left.</param>
/// <param name="Successor">Who takes over; null when the rules of owners decide.</param>
/// <param name="Teams">The teams that they belong to.</param>
/// <param name="DeactivatedAt">When.</param>
[Event("platform.user-deactivated@1")]
public sealed record UserDeactivated(
    [property: Stream] UserId User, UserId? Successor, IReadOnlyList<TeamId> Teams, DateTimeOffset DeactivatedAt);

/// <summary>Somebody who had left works here again.</summary>
/// <param name="User">Who it is.</param>
/// <param name="ReactivatedAt">When.</param>
[Event("platform.user-reactivated@1")]
public sealed record UserReactivated([property: Stream] UserId User, DateTimeOffset ReactivatedAt);
