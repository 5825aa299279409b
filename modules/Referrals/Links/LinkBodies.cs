using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Who asks or answers.</summary>
/// <param name="Accepted">The answer; null in a question.</param>
internal sealed record LinkHello(string Name, bool? Accepted = null);

/// <summary>A referral as it travels: what was released for the partner when it was sent, and nothing else.</summary>
/// <param name="Service">The service, as the sender's directory calls it.</param>
/// <param name="Contact">Who is responsible at the sender's.</param>
internal sealed record TravellingReferral(
    ReferredIn Person, string Need, ReferralPriority Priority, string? Note, string Service, string? Contact);

/// <summary>Why a referral is taken back.</summary>
internal sealed record TravellingEnd(string? Reason);

/// <summary>What became of a referral: what its sender may hear of it, and nothing else.</summary>
internal sealed record TravellingMove(
    ReferralMove Move, string? Reason, DateTimeOffset HappenedAt, DateTimeOffset? StartsAt, NeedMet? Met, string? Outcome);
