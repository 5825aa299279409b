using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Somebody who took part in a handoff.</summary>
/// <param name="Side">For whom.</param>
/// <param name="User">Who of the tenant's own people; nobody where the partner tells it.</param>
/// <param name="Name">The name.</param>
/// <param name="Role">As what, such as intake nurse or sister.</param>
[NotMapped]
internal sealed record HandoffPerson(HandoffSide Side, UserId? User = null, string? Name = null, string? Role = null);

/// <summary>What is told of a handoff.</summary>
/// <param name="Kind">Whether people met, or left a message.</param>
/// <param name="Way">How.</param>
/// <param name="Joined">Who took part besides the client: people here by their id, people of the partner by name, others by their role.</param>
/// <param name="ClientPresent">Whether the client took part.</param>
/// <param name="ClientAgreed">Whether the client agreed to be handed over.</param>
/// <param name="AppointmentConfirmed">Whether a time with the partner was confirmed.</param>
/// <param name="DetailsVerified">Whether it was checked that the partner can reach the client, and the client the partner.</param>
/// <param name="Connected">Whether the client and the partner are in touch.</param>
/// <param name="BeforeDischarge">Whether it was before the client was discharged; leave it out where no discharge was at hand.</param>
/// <param name="AppointmentAt">The confirmed time, when known.</param>
/// <param name="Reason">Why it did not connect them.</param>
/// <param name="Note">What a colleague should know.</param>
[NotMapped]
internal sealed record HandoffFacts(
    HandoffKind Kind, HandoffWay Way, IReadOnlyList<HandoffPerson> Joined, bool ClientPresent, bool ClientAgreed, bool AppointmentConfirmed,
    bool DetailsVerified, bool Connected, bool? BeforeDischarge = null, DateTimeOffset? AppointmentAt = null, HandoffFailure? Reason = null,
    string? Note = null)
{
    /// <summary>What contradicts itself in it; empty when nothing does.</summary>
    public IEnumerable<Refusal> Problems()
    {
        if (Connected == Reason is not null)
        {
            yield return new InvalidInput("input.handoff.reason", "Say why it did not connect them, and only then.");
        }

        if (AppointmentAt is not null && !AppointmentConfirmed)
        {
            yield return new InvalidInput("input.handoff.appointmentAt", "A time belongs to an appointment that was confirmed.");
        }

        if ((Reason is HandoffFailure.ClientDeclined && ClientAgreed) || (Reason is HandoffFailure.ClientNotReached && ClientPresent))
        {
            yield return new InvalidInput("input.handoff.reason", "Whoever declined has not agreed, and whoever was not reached took no part.");
        }

        if (Kind is HandoffKind.Recorded && Way is HandoffWay.InPerson or HandoffWay.ThreeWay)
        {
            yield return new InvalidInput("input.handoff.way", "A message is left by telephone or video; whoever meets in a room or in one call speaks live.");
        }

        if (Way is HandoffWay.ThreeWay && !ClientPresent)
        {
            yield return new InvalidInput("input.handoff.way", "In a three-way call the client takes part; without the client it is by telephone.");
        }

        if (Joined.Any(p => p.User is not null && p.Side is not HandoffSide.Here))
        {
            yield return new InvalidInput("input.handoff.joined", "Only people of the organisation that refers are named by their id.");
        }

        if (Joined.Any(p => p.User is null && string.IsNullOrWhiteSpace(p.Side is HandoffSide.Other ? p.Role : p.Name)))
        {
            yield return new InvalidInput("input.handoff.joined", "Name people of the two organisations; of anybody else say the role.");
        }

        if (Connected && !ClientAgreed)
        {
            yield return new HandoffNotAgreed();
        }

        if (Connected && Missing() is { } side)
        {
            yield return new NobodyJoined(side);
        }
    }

    // A message connects as well where whoever got it is named.
    private HandoffSide? Missing() => Joined.All(p => p.Side is not HandoffSide.Here) ? HandoffSide.Here
        : Joined.All(p => p.Side is not HandoffSide.Partner) ? HandoffSide.Partner
        : null;
}

/// <summary>Nobody took part for one of the two organisations, and yet it is said to have connected them.</summary>
/// <param name="Side">The side that is missing.</param>
[ForPartners]
internal sealed record NobodyJoined(HandoffSide Side) : Refusal(
    "referrals.nobody_joined",
    Side is HandoffSide.Here
        ? "Name who of the organisation that refers took part; without anybody it is no warm handoff."
        : "Name who of the partner took part; without anybody nobody is connected.",
    "input.handoff.joined");

/// <summary>The client has not agreed to be handed over, and yet it is said to have connected them: that is no warm handoff.</summary>
[ForPartners]
internal sealed record HandoffNotAgreed() : Refusal(
    "referrals.client_not_agreed",
    "Nobody is handed over without having agreed. Ask the client, and say that they agreed; or say that it did not connect them, and why: client-declined, or client-not-reached where nobody could ask.",
    "input.handoff.clientAgreed");

/// <summary>Nobody can be handed over where the referral stands.</summary>
/// <param name="Status">Where it stands.</param>
[ForPartners]
internal sealed record NoHandoffNow(ReferralStatus Status) : Refusal(
    "referrals.no_handoff_now",
    $"A handoff belongs to a referral that was sent and is with the partner; this one is {Status.ToText()}.", "input.referral");

/// <summary>A live connection between the client and the partner, as it was, or as it was tried. It is retracted, never changed.</summary>
internal sealed class WarmHandoff
{
    public required WarmHandoffId Id { get; init; }

    public required ReferralId Referral { get; init; }

    public HandoffKind Kind { get; init; }

    public HandoffWay Way { get; init; }

    /// <summary>Who took part besides the client.</summary>
    public IReadOnlyList<HandoffPerson> Joined { get; init; } = [];

    public bool ClientPresent { get; init; }

    public bool ClientAgreed { get; init; }

    /// <summary>Null where no discharge was at hand.</summary>
    public bool? BeforeDischarge { get; init; }

    public bool AppointmentConfirmed { get; init; }

    public DateTimeOffset? AppointmentAt { get; init; }

    public bool DetailsVerified { get; init; }

    public bool Connected { get; init; }

    public HandoffFailure? Reason { get; init; }

    /// <summary>Whether nothing more is to be tried: they are connected, or the client does not want it.</summary>
    public bool Settled { get; init; }

    public string? Note { get; init; }

    public required DateTimeOffset HappenedAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public UserId? By { get; init; }

    public required string ByName { get; init; }

    /// <summary>The partner, where it wrote it down itself.</summary>
    public OrganisationId? Organisation { get; init; }

    /// <summary>The link by which the partner told of it, where it did so in its own tenant.</summary>
    public TenantLinkId? Link { get; init; }

    public DateTimeOffset? RetractedAt { get; private set; }

    public string? RetractedByName { get; private set; }

    public HandoffRetraction? Retraction { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>What was told, by whom.</summary>
    /// <param name="told">By what the partner calls it and by which link it told of it; null where it was written down here.</param>
    public static WarmHandoff Of(
        ReferralId referral, HandoffFacts facts, MovedBy by, DateTimeOffset happenedAt, TimeProvider clock, (WarmHandoffId Id, TenantLinkId Link)? told = null) => new()
        {
            Id = told?.Id ?? Platform.Id.New<WarmHandoffId>(clock),
            Link = told?.Link,
            Referral = referral,
            Kind = facts.Kind,
            Way = facts.Way,
            Joined = facts.Joined,
            ClientPresent = facts.ClientPresent,
            ClientAgreed = facts.ClientAgreed,
            BeforeDischarge = facts.BeforeDischarge,
            AppointmentConfirmed = facts.AppointmentConfirmed,
            AppointmentAt = facts.AppointmentAt?.ToUniversalTime(),
            DetailsVerified = facts.DetailsVerified,
            Connected = facts.Connected,
            Reason = facts.Reason,
            Settled = facts.Connected || facts.Reason is HandoffFailure.ClientDeclined,
            Note = string.IsNullOrWhiteSpace(facts.Note) ? null : facts.Note.Trim(),
            HappenedAt = happenedAt,
            RecordedAt = clock.GetUtcNow(),
            By = by.User,
            ByName = by.Name,
            Organisation = by.Organisation,
        };

    /// <summary>It counts no more.</summary>
    public void Retract(HandoffRetraction why, string by, DateTimeOffset at) => (Retraction, RetractedByName, RetractedAt) = (why, by, at);

    /// <summary>Why nobody can be handed over now; null when somebody can.</summary>
    public static Refusal? Prevents(Referral referral) =>
        referral.SentAt is null || !referral.IsOpen || referral.Status is ReferralStatus.Declined ? new NoHandoffNow(referral.Status) : null;
}

/// <summary>A warm handoff that is owed, until one has settled it.</summary>
internal sealed class HandoffPlan
{
    public required ReferralId Referral { get; init; }

    public HandoffCause Reason { get; private set; }

    /// <summary>By when; null where the tenant's usual time counts.</summary>
    public DateTimeOffset? DueBy { get; private set; }

    public DateTimeOffset PlannedAt { get; private set; }

    /// <summary>Who asked for it; null where the tenant's rules did.</summary>
    public UserId? PlannedBy { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>It is owed from now on, or for another reason or by another time than before.</summary>
    public void Plan(HandoffCause reason, DateTimeOffset? dueBy, UserId? by, DateTimeOffset at) =>
        (Reason, DueBy, PlannedBy, PlannedAt) = (reason, dueBy?.ToUniversalTime(), by, at);
}
