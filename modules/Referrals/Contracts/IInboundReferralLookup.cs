using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>A person as whoever refers them describes them.</summary>
/// <param name="Given">Given name.</param>
/// <param name="Family">Family name.</param>
/// <param name="BirthDate">The day of birth.</param>
/// <param name="Phone">Where the person is reached.</param>
/// <param name="Language">The language in which the person wants to be spoken to, as a BCP 47 tag.</param>
public sealed record InboundPerson(string? Given, string? Family, DateOnly? BirthDate, string? Phone, string? Language);

/// <summary>What the front door must know of a referral that was sent to this organisation.</summary>
/// <param name="TakenIn">Whether it is an inquiry already.</param>
/// <param name="Client">The person, where whoever wrote it down knew the client.</param>
/// <param name="SenderName">Who sent it.</param>
/// <param name="SenderKind">What the sender is, such as <c>hospital</c>; null for one that is not known here.</param>
/// <param name="ContactName">Whom to ask at the sender's.</param>
/// <param name="ContactPhone">Where they are called back.</param>
public sealed record InboundRequest(
    InboundReferralId Referral, bool TakenIn, ClientId? Client, InboundPerson Person, OrganisationId? Sender, string SenderName, string? SenderKind,
    string? ContactName, string? ContactPhone, string? Reason, DateTimeOffset ReceivedAt);

/// <summary>
/// Tells the front door who was referred to the session's tenant, and why: the event says only that it happened. It reads and changes nothing, and
/// applies nobody's reach.
/// </summary>
public interface IInboundReferralLookup
{
    /// <summary>The referral with this id; null when there is none.</summary>
    Task<InboundRequest?> Find(InboundReferralId id, CancellationToken ct);
}
