using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>A move with what belongs to it.</summary>
/// <param name="Reason">Code of why.</param>
/// <param name="Note">What the other side should know.</param>
/// <param name="HappenedAt">When it happened, where that was before it was written down.</param>
/// <param name="StartsAt">The agreed time.</param>
/// <param name="Met">Whether the need is met.</param>
/// <param name="Next">The referral that takes its place.</param>
/// <param name="To">Who is asked to be responsible, or is from now on.</param>
internal sealed record LoopChange(
    ReferralMove Move, string? Reason = null, string? Note = null, DateTimeOffset? HappenedAt = null, DateTimeOffset? StartsAt = null,
    NeedMet? Met = null, ReferralId? Next = null, UserId? To = null);

/// <summary>Who makes a move.</summary>
/// <param name="User">The person; null for a machine, a link or the platform.</param>
/// <param name="Name">For the history.</param>
/// <param name="Organisation">The partner that acts for itself; null for people here.</param>
internal sealed record MovedBy(UserId? User, string Name, OrganisationId? Organisation)
{
    public static MovedBy Of(Actor actor) => new(actor.User, actor.Name, actor.Organisation);
}

/// <summary>One step in the life of a referral; only ever added.</summary>
internal sealed class ReferralStep
{
    public required ReferralId Referral { get; init; }

    /// <summary>Its place in the history, from 1.</summary>
    public required int Number { get; init; }

    public required ReferralMove Move { get; init; }

    /// <summary>Where the referral stood from then on.</summary>
    public required ReferralStatus Status { get; init; }

    /// <summary>When it was written down.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset HappenedAt { get; init; }

    public UserId? By { get; init; }

    public string ByName { get; init; } = "";

    /// <summary>The partner, where it acted for itself.</summary>
    public OrganisationId? Organisation { get; init; }

    /// <summary>Whether somebody here wrote down what the partner said.</summary>
    public bool ForPartner { get; init; }

    public string? Reason { get; init; }

    public string? Note { get; init; }

    /// <summary>Who is responsible from then on.</summary>
    public UserId Owner { get; init; }
}
