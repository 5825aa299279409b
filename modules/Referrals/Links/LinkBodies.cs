using CarePlatform.Platform;
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

/// <summary>Why a referral is taken back, or wanted again.</summary>
internal sealed record TravellingEnd(string? Reason);

/// <summary>What became of a referral: what its sender may hear of it, and nothing else.</summary>
/// <param name="Notice">What goes with it where it tells of a program's record.</param>
internal sealed record TravellingMove(
    ReferralMove Move, string? Reason, DateTimeOffset HappenedAt, DateTimeOffset? StartsAt, NeedMet? Met, string? Outcome, string? Notice = null);

/// <summary>Something written on a referral.</summary>
/// <param name="Key">By what both sides call it.</param>
internal sealed record TravellingMessage(Guid Key, string ByName, DateTimeOffset At, string Text);

/// <summary>What of the other side was read or opened.</summary>
/// <param name="Keys">By what both sides call it.</param>
internal sealed record TravellingRead(IReadOnlyList<Guid> Keys, string ByName, DateTimeOffset At);

/// <summary>A document as it travels: what was released for the other side, and nothing else.</summary>
/// <param name="Key">By what both sides call it.</param>
/// <param name="Part2">Whether it comes from a program of whoever sends it under 42 CFR Part 2.</param>
/// <param name="Notice">The notice that accompanies it then.</param>
internal sealed record TravellingDocument(
    Guid Key, string Title, string MediaType, byte[] Content, string Sha256, DataClass Class, bool Part2, string? Notice, string ByName, DateTimeOffset At)
{
    /// <summary>Whether it is what any tenant takes: of a size, a kind and a class that go with referrals, and whole.</summary>
    public bool IsWhole => Content.Length is > 0 and <= DocumentRules.Bound && DocumentBytes.IsAttachable(Class) && MediaTypes.Fits(MediaType, Content)
        && Sha256 == DocumentBytes.HashOf(Content);
}

/// <summary>A document is taken back.</summary>
/// <param name="Key">By what both sides call it.</param>
internal sealed record TravellingRetraction(Guid Key, DocumentRetraction Reason, string ByName, DateTimeOffset At);

/// <summary>A warm handoff as it travels: that it was, who took part for the receiver, and what came of it.</summary>
/// <param name="Key">By what both sides call it.</param>
/// <param name="Joined">Who took part for the receiver, by name.</param>
/// <param name="Reason">Why it did not connect them; null where it did.</param>
/// <param name="Notice">What goes with it where it tells of a program's record.</param>
internal sealed record TravellingHandoff(
    Guid Key, HandoffKind Kind, HandoffWay Way, IReadOnlyList<string> Joined, bool ClientPresent, HandoffFailure? Reason, DateTimeOffset? AppointmentAt,
    DateTimeOffset HappenedAt, string? Notice = null);

/// <summary>A warm handoff as whoever was referred to tells of it: what it says of it, and nothing else.</summary>
/// <param name="Key">By what both sides call it.</param>
/// <param name="Notice">What goes with it where it tells of a program's record.</param>
internal sealed record TravellingReplyHandoff(Guid Key, HandoffFacts Handoff, string ByName, DateTimeOffset HappenedAt, string? Notice = null);

/// <summary>A warm handoff was written down by mistake.</summary>
/// <param name="Key">By what both sides call it.</param>
internal sealed record TravellingHandoffRetraction(Guid Key, HandoffRetraction Reason, DateTimeOffset At);

/// <summary>Times that another tenant tells.</summary>
internal static class ToldTimes
{
    /// <summary>The time, or now where it lies ahead: the other's clock may go otherwise.</summary>
    public static DateTimeOffset NotAfter(this TimeProvider clock, DateTimeOffset told) => clock.GetUtcNow() is var now && told <= now ? told : now;
}
