using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A message on a referral of somebody else, as that sender sees it.</summary>
internal sealed record SubmittedMessage(InboundMessage Message, ClientId? Person, DataClass Need)
{
    /// <summary>Whom it tells of; nobody where its reader wrote it, who is told nothing by it.</summary>
    public ClientId? Client => Message.FromSender ? null : Person;

    /// <summary>Whoever is shown it has been let through to the referral.</summary>
    public bool IsOwn { get; } = true;

    /// <summary>What was written here tells of the need; the sender's own words are its own.</summary>
    public DataClass Class => Message.FromSender ? DataClass.G : Need;
}

/// <summary>A document on a referral of somebody else, as that sender sees it.</summary>
internal sealed record SubmittedDocument(InboundDocument Document, ClientId? Person)
{
    /// <summary>Whom it tells of; nobody where its reader sent it, who is told nothing by it.</summary>
    public ClientId? Client => Document.FromSender ? null : Person;

    /// <summary>Whoever is shown it has been let through to the referral.</summary>
    public bool IsOwn { get; } = true;

    /// <summary>What the sender sent is its own: no rule keeps it from it.</summary>
    public bool Part2 => Document.Part2 && !Document.FromSender;

    public string? Program => Document.Program;

    public DataClass Class => Document.FromSender ? DataClass.G : Document.Class;
}

/// <summary>Which referrals and documents a sender reaches.</summary>
internal static class SubmittedReach
{
    /// <summary>The permission to refer to this organisation, and to go on about it.</summary>
    public const string Permission = "referrals.submit";

    /// <summary>The referrals that the caller's organisation sent; none for people of the organisation itself.</summary>
    public static IQueryable<InboundReferral> Submitted(this ReferralsDb db)
    {
        var sender = db.Actor.Organisation;
        return db.Inbound.Where(r => sender != null && r.Sender == sender);
    }

    /// <summary>The referral of this id that the caller's organisation sent and on which it writes here; or why it does not.</summary>
    public static async Task<Outcome<InboundReferral>> FindSubmitted(this ReferralsDb db, InboundReferralId id, CancellationToken ct) =>
        await db.Submitted().FirstOrDefaultAsync(r => r.Id == id, ct) switch
        {
            null => new NotSubmittedByYou(),
            { Link: not null } => new TravelsByLink(),
            { } referral => referral,
        };

    /// <summary>The document with its referral, where the caller's organisation sent that; what was taken back from it is not there.</summary>
    public static async Task<(InboundDocument Document, InboundReferral Referral)?> FindSubmittedDocument(
        this ReferralsDb db, InboundDocumentId id, CancellationToken ct) =>
        await db.InboundDocuments.FirstOrDefaultAsync(d => d.Id == id, ct) is { } document
        && await db.Submitted().FirstOrDefaultAsync(r => r.Id == document.Referral && r.Link == null, ct) is { } referral
            ? (document, referral)
            : null;
}

/// <summary>No referral with this id was sent by the caller's organisation.</summary>
[ForPartners]
internal sealed record NotSubmittedByYou() : Refusal(
    "referrals.not_submitted_by_you", "Your organisation sent no referral with this id. See referralsWeSubmitted for those that it did.", "input.referral");

/// <summary>The referral travels between two tenants of the platform.</summary>
[ForPartners]
internal sealed record TravelsByLink() : Refusal(
    "referrals.travels_by_link",
    "This referral came from your organisation's own tenant of the platform: write and send there, and it is brought here.", "input.referral");

/// <summary>The messages of referrals of others, for their senders. Whoever asks has been let through to the referral.</summary>
internal sealed class MessagesOfSubmitted(ReferralsDb db) : DataLoader<InboundReferralId, IReadOnlyList<SubmittedMessage>>
{
    public override async Task<IReadOnlyDictionary<InboundReferralId, IReadOnlyList<SubmittedMessage>>> ReadAsync(
        IReadOnlyList<InboundReferralId> keys, CancellationToken ct) =>
        (await db.InboundMessages.AsNoTracking().Where(m => keys.Contains(m.Referral))
            .Join(db.Submitted(), m => m.Referral, r => r.Id, (m, r) => new { Message = m, r.Client, r.NeedClass }).ToListAsync(ct))
        .GroupBy(m => m.Message.Referral)
        .ToDictionary(
            g => g.Key,
            g => (IReadOnlyList<SubmittedMessage>)[.. g.OrderBy(m => m.Message.At).ThenBy(m => m.Message.Id.Value)
                .Select(m => new SubmittedMessage(m.Message, m.Client, m.NeedClass))]);
}

/// <summary>The documents of referrals of others, for their senders: their own, and what was sent to them and not taken back.</summary>
internal sealed class DocumentsOfSubmitted(ReferralsDb db) : DataLoader<InboundReferralId, IReadOnlyList<SubmittedDocument>>
{
    public override async Task<IReadOnlyDictionary<InboundReferralId, IReadOnlyList<SubmittedDocument>>> ReadAsync(
        IReadOnlyList<InboundReferralId> keys, CancellationToken ct) =>
        (await db.InboundDocuments.AsNoTracking().Where(d => keys.Contains(d.Referral) && (d.FromSender || d.RetractedAt == null))
            .Join(db.Submitted(), d => d.Referral, r => r.Id, (d, r) => new { Document = d, r.Client }).ToListAsync(ct))
        .GroupBy(d => d.Document.Referral)
        .ToDictionary(
            g => g.Key,
            g => (IReadOnlyList<SubmittedDocument>)[.. g.OrderBy(d => d.Document.At).ThenBy(d => d.Document.Id.Value)
                .Select(d => new SubmittedDocument(d.Document, d.Client))]);
}
