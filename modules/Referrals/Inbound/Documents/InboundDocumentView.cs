using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A document on a referral of somebody else; <c>openInboundDocument</c> gives what it holds.</summary>
[View<SeenInboundDocument>("InboundDocument"), About(
    nameof(SeenInboundDocument.Client), Part2 = nameof(SeenInboundDocument.Part2), Program = nameof(SeenInboundDocument.Program),
    Class = nameof(SeenInboundDocument.Class))]
internal static class InboundDocumentView
{
    /// <summary>By which it is opened.</summary>
    public static string Id(SeenInboundDocument document) => document.Document.Id.ToString();

    /// <summary>What it is called; withheld from whoever may not see what it holds.</summary>
    [DataClass(DataClass.G)]
    public static string? Title(SeenInboundDocument document) => document.Document.Title;

    /// <summary>Of which kind it is, such as application/pdf.</summary>
    public static string MediaType(SeenInboundDocument document) => document.Document.MediaType;

    /// <summary>Its size in bytes.</summary>
    public static int Size(SeenInboundDocument document) => document.Document.Size;

    /// <summary>SHA-256 of the bytes, in hexadecimal.</summary>
    public static string Sha256(SeenInboundDocument document) => document.Document.Sha256;

    /// <summary>How sensitive what it holds is.</summary>
    public static DataClass Class(SeenInboundDocument document) => document.Document.Class;

    /// <summary>Whether it comes from a program under 42 CFR Part 2.</summary>
    public static bool Part2(SeenInboundDocument document) => document.Document.Part2;

    /// <summary>The notice with which the sender accompanied it; null where none had to.</summary>
    public static string? Notice(SeenInboundDocument document) => document.Document.Notice;

    /// <summary>Whether it is the sender's.</summary>
    public static bool FromSender(SeenInboundDocument document) => document.Document.FromSender;

    /// <summary>Whose it is, by name.</summary>
    public static string ByName(SeenInboundDocument document) => document.Document.ByName;

    /// <summary>Since when the other side may read it.</summary>
    public static DateTimeOffset At(SeenInboundDocument document) => document.Document.At;

    /// <summary>When somebody of the other side first opened it; null while nobody has.</summary>
    public static DateTimeOffset? ReadAt(SeenInboundDocument document) => document.Document.ReadAt;

    /// <summary>Who of the other side that was, by name.</summary>
    public static string? ReadByName(SeenInboundDocument document) => document.Document.ReadByName;

    /// <summary>When it was taken back: nobody opens it since.</summary>
    public static DateTimeOffset? RetractedAt(SeenInboundDocument document) => document.Document.RetractedAt;

    /// <summary>Why it was taken back.</summary>
    public static DocumentRetraction? Retraction(SeenInboundDocument document) => document.Document.Retraction;
}

/// <summary>The documents of referrals of others, in order. Whoever asks has been let through to the referral.</summary>
internal sealed class DocumentsByInbound(ReferralsDb db) : DataLoader<InboundReferralId, IReadOnlyList<SeenInboundDocument>>
{
    public override async Task<IReadOnlyDictionary<InboundReferralId, IReadOnlyList<SeenInboundDocument>>> ReadAsync(
        IReadOnlyList<InboundReferralId> keys, CancellationToken ct) =>
        (await db.InboundDocuments.AsNoTracking().Where(d => keys.Contains(d.Referral))
            .Join(db.Inbound, d => d.Referral, r => r.Id, (d, r) => new { Document = d, r.Client }).ToListAsync(ct))
        .GroupBy(d => d.Document.Referral)
        .ToDictionary(
            g => g.Key,
            g => (IReadOnlyList<SeenInboundDocument>)[.. g.OrderBy(d => d.Document.At).ThenBy(d => d.Document.Id.Value).Select(d => new SeenInboundDocument(d.Document, d.Client))]);
}

/// <summary>Finds documents on referrals of others.</summary>
internal static class InboundDocumentReach
{
    /// <summary>The document with its referral, where the caller may see that.</summary>
    public static async Task<(InboundDocument Document, InboundReferral Referral)?> FindInboundDocument(
        this ReferralsDb db, InboundDocumentId id, CancellationToken ct) =>
        await db.InboundDocuments.FirstOrDefaultAsync(d => d.Id == id, ct) is { } document
        && await db.InboundFor().FirstOrDefaultAsync(r => r.Id == document.Referral, ct) is { } referral
            ? (document, referral)
            : null;
}
