using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Which referrals of others are wanted; all conditions must hold.</summary>
/// <param name="Statuses">Standing at one of these; a new one is sent.</param>
/// <param name="Sender">From this organisation.</param>
/// <param name="Client">Of this client.</param>
/// <param name="Inquiry">Taken in as this inquiry.</param>
/// <param name="Unacknowledged">True: nobody here has looked at it.</param>
internal sealed record InboundFilter(
    IReadOnlyList<ReferralStatus>? Statuses = null, OrganisationId? Sender = null, ClientId? Client = null, InquiryId? Inquiry = null,
    bool? Unacknowledged = null)
{
    /// <summary>Those of <paramref name="referrals"/> that are wanted.</summary>
    public IQueryable<InboundReferral> Of(IQueryable<InboundReferral> referrals) => referrals
        .If(Statuses is not null, r => Statuses!.Contains(r.Status))
        .If(Sender is not null, r => r.Sender == Sender)
        .If(Client is not null, r => r.Client == Client)
        .If(Inquiry is not null, r => r.Inquiry == Inquiry)
        .If(Unacknowledged is true, r => r.AcknowledgedAt == null)
        .If(Unacknowledged is false, r => r.AcknowledgedAt != null);
}

/// <summary>Reads referrals that others sent to this organisation.</summary>
[Query, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class InboundReferralQueries
{
    /// <summary>The referral of somebody else with this id.</summary>
    /// <param name="id">Its id.</param>
    public static Task<InboundReferral?> InboundReferral(InboundReferralId id, ReferralsDb db, CancellationToken ct) =>
        db.InboundFor().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct);

    /// <summary>The referrals that others sent to this organisation, the latest first.</summary>
    /// <param name="where">Which ones.</param>
    public static Task<Connection<InboundReferral>> InboundReferrals(InboundFilter? where, Page page, ReferralsDb db, CancellationToken ct)
    {
        var referrals = db.InboundFor();
        return (where?.Of(referrals) ?? referrals).ToConnection(
            page, new Ordering<InboundReferral, DateTimeOffset, InboundReferralId>(r => r.ReceivedAt, r => r.Id, Descending: true), ct);
    }
}

/// <summary>The history of referrals of others, in order.</summary>
internal sealed class StepsByInbound(ReferralsDb db) : RowsBy<ReferralsDb, InboundReferralId, InboundStep>(db)
{
    protected override Expression<Func<InboundStep, InboundReferralId>> Key => s => s.Referral;

    protected override IQueryable<InboundStep> Rows(Reach reach) => Db.InboundSteps.OrderBy(s => s.Number);
}

/// <summary>Referrals of others by id, those within the caller's reach.</summary>
[Requires(InboundMoving.Permission)]
internal sealed class InboundById(ReferralsDb db) : RowById<ReferralsDb, InboundReferralId, InboundReferral>(db)
{
    protected override Expression<Func<InboundReferral, InboundReferralId>> Key => r => r.Id;

    protected override IQueryable<InboundReferral> Rows(Reach reach) => Db.InboundWithin(reach);
}

/// <summary>A referral that somebody else sent to this organisation.</summary>
[View<InboundReferral>, Audited(nameof(Client))]
internal static class InboundReferralView
{
    /// <summary>Its id.</summary>
    public static InboundReferralId Id(InboundReferral referral) => referral.Id;

    /// <summary>The sender, where it is known here.</summary>
    public static OrganisationId? Sender(InboundReferral referral) => referral.Sender;

    /// <summary>The sender by name.</summary>
    public static string SenderName(InboundReferral referral) => referral.SenderName;

    /// <summary>By what the sender calls it.</summary>
    public static string? Reference(InboundReferral referral) => referral.Reference;

    /// <summary>How it came.</summary>
    public static InboundVia Via(InboundReferral referral) => referral.Via;

    /// <summary>When the sender took it back.</summary>
    public static DateTimeOffset? WithdrawnAt(InboundReferral referral) => referral.WithdrawnAt;

    /// <summary>The person as the sender describes them, until the front door has taken them in; from then on see the client.</summary>
    [DataClass(DataClass.A)]
    public static ReferredIn? Person(InboundReferral referral) => referral.Client is null ? referral.Person : null;

    /// <summary>Who the person is here; null until the front door has taken them in.</summary>
    public static ClientId? Client(InboundReferral referral) => referral.Client;

    /// <summary>The inquiry that it became; null until the front door has taken it in.</summary>
    public static InquiryId? Inquiry(InboundReferral referral) => referral.Inquiry;

    /// <summary>Code of the need.</summary>
    [DataClass(DataClass.G)]
    public static string? Need(InboundReferral referral) => referral.Need;

    /// <summary>How soon it must be answered.</summary>
    public static ReferralPriority Priority(InboundReferral referral) => referral.Priority;

    /// <summary>Why, in the sender's words.</summary>
    [DataClass(DataClass.G)]
    public static string? Reason(InboundReferral referral) => referral.Reason;

    /// <summary>The service that was asked for, as the sender calls it.</summary>
    public static string? AskedFor(InboundReferral referral) => referral.AskedFor;

    /// <summary>Whom to ask at the sender's.</summary>
    public static string? ContactName(InboundReferral referral) => referral.ContactName;

    /// <summary>Where they are called back.</summary>
    public static string? ContactPhone(InboundReferral referral) => referral.ContactPhone;

    /// <summary>When it came.</summary>
    public static DateTimeOffset ReceivedAt(InboundReferral referral) => referral.ReceivedAt;

    /// <summary>Where it stands: the same words as for the referrals that are sent from here. A new one is sent.</summary>
    public static ReferralStatus Status(InboundReferral referral) => referral.Status;

    /// <summary>When somebody here first looked at it.</summary>
    public static DateTimeOffset? AcknowledgedAt(InboundReferral referral) => referral.AcknowledgedAt;

    /// <summary>The agreed time; null while there is none.</summary>
    public static DateTimeOffset? StartsAt(InboundReferral referral) => referral.StartsAt;

    /// <summary>When the person first came.</summary>
    public static DateTimeOffset? SeenAt(InboundReferral referral) => referral.SeenAt;

    /// <summary>Why the person is not taken, as a code.</summary>
    public static string? DeclineReason(InboundReferral referral) => referral.DeclineReason;

    /// <summary>Whether the need is met.</summary>
    [DataClass(DataClass.G)]
    public static NeedMet? Met(InboundReferral referral) => referral.Met;

    /// <summary>What came of it, in words.</summary>
    [DataClass(DataClass.G)]
    public static string? Outcome(InboundReferral referral) => referral.Outcome;

    /// <summary>When the sender was told what came of it.</summary>
    public static DateTimeOffset? OutcomeAt(InboundReferral referral) => referral.OutcomeAt;

    /// <summary>What of the outcome the rules of privacy let the sender see when it was told.</summary>
    public static IReadOnlyList<string> Shared(InboundReferral referral) => referral.Shared;

    /// <summary>The four elements of a closed loop as they look from here: whether it is an inquiry, answered with nothing of the sender unread, done, and told.</summary>
    public static LoopElements Loop(InboundReferral referral) => referral.Elements;

    /// <summary>How many messages of the sender nobody here has read.</summary>
    public static int UnreadHere(InboundReferral referral) => referral.UnreadHere;

    /// <summary>How many messages from here the sender has not read.</summary>
    public static int UnreadThere(InboundReferral referral) => referral.UnreadThere;

    /// <summary>What was written on it, in order.</summary>
    [DataClass(DataClass.G)]
    public static Loaded<IReadOnlyList<InboundMessage>> Messages(InboundReferral referral, MessagesByInbound loader) => loader.For(referral.Id);

    /// <summary>The documents on it, in order; what was taken back as well.</summary>
    public static Loaded<IReadOnlyList<SeenInboundDocument>> Documents(InboundReferral referral, DocumentsByInbound loader) => loader.For(referral.Id);

    /// <summary>The warm handoffs of which either side tells, in order; what was taken back as well.</summary>
    [DataClass(DataClass.G)]
    public static Loaded<IReadOnlyList<InboundHandoff>> WarmHandoffs(InboundReferral referral, HandoffsByInbound loader) => loader.For(referral.Id);

    /// <summary>Everything that was done to it, in order.</summary>
    public static Loaded<IReadOnlyList<InboundStep>> History(InboundReferral referral, StepsByInbound loader) => loader.For(referral.Id);

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(InboundReferral referral) => referral.Version;
}

/// <summary>A person as whoever refers them describes them.</summary>
[View<ReferredIn>("ReferredInPerson")]
internal static class ReferredInView
{
    /// <summary>Given name.</summary>
    public static string? Given(ReferredIn person) => person.Given;

    /// <summary>Family name.</summary>
    public static string? Family(ReferredIn person) => person.Family;

    /// <summary>The day of birth.</summary>
    public static DateOnly? BirthDate(ReferredIn person) => person.BirthDate;

    /// <summary>Where the person is reached.</summary>
    public static string? Phone(ReferredIn person) => person.Phone;

    /// <summary>The language in which the person wants to be spoken to.</summary>
    public static string? Language(ReferredIn person) => person.Language;
}

/// <summary>A step in the life of a referral of somebody else.</summary>
[View<InboundStep>]
internal static class InboundStepView
{
    /// <summary>Its place in the history, from 1.</summary>
    public static int Number(InboundStep step) => step.Number;

    /// <summary>What was done.</summary>
    public static ReferralMove Move(InboundStep step) => step.Move;

    /// <summary>Where the referral stood from then on.</summary>
    public static ReferralStatus Status(InboundStep step) => step.Status;

    /// <summary>When it was written down.</summary>
    public static DateTimeOffset At(InboundStep step) => step.At;

    /// <summary>When it happened.</summary>
    public static DateTimeOffset HappenedAt(InboundStep step) => step.HappenedAt;

    /// <summary>Who did it, by name.</summary>
    public static string ByName(InboundStep step) => step.ByName;

    /// <summary>Why, as a code.</summary>
    public static string? Reason(InboundStep step) => step.Reason;
}
