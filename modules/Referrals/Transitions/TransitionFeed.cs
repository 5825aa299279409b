using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>The notices of one partner: who watches over them here, how long it may be silent, and since when it is.</summary>
internal sealed class TransitionFeed
{
    public TransitionFeedId Id { get; init; }

    public OrganisationId Partner { get; init; }

    /// <summary>Who is responsible for the partner's notices here.</summary>
    public UserId? Owner { get; private set; }

    public TeamId? Team { get; private set; }

    /// <summary>After how many hours without a notice the partner counts as silent; null where that follows from its usual gaps.</summary>
    public int? QuietHours { get; private set; }

    /// <summary>The program under 42 CFR Part 2 that the partner is; null when it is none.</summary>
    public string? SourceProgram { get; private set; }

    public DateTimeOffset? LastHeardAt { get; private set; }

    /// <summary>Since when it counts as silent.</summary>
    public DateTimeOffset? SilentSince { get; private set; }

    public int Version { get; private set; } = 1;

    public void Assign(UserId? owner) => Owner = owner;

    public void Watch(UserId? owner, TeamId? team, int? quietHours, string? program) =>
        (Owner, Team, QuietHours, SourceProgram) = (owner, team, quietHours, program);

    public void FallSilent(DateTimeOffset at) => SilentSince = at;
}
