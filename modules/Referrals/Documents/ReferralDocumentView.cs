using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A document on a referral; <c>openReferralDocument</c> gives what it holds.</summary>
[View<SeenDocument>("ReferralDocument"), About(
    nameof(SeenDocument.Client), OwnReferral = nameof(SeenDocument.IsOwn), Part2 = nameof(SeenDocument.Part2), Program = nameof(SeenDocument.Program),
    Class = nameof(SeenDocument.Class))]
internal static class ReferralDocumentView
{
    /// <summary>By which it is opened.</summary>
    public static string Id(SeenDocument document) => document.Document.Id.ToString();

    /// <summary>What it is called; withheld from whoever may not see what it holds.</summary>
    [DataClass(DataClass.G)]
    public static string? Title(SeenDocument document) => document.Document.Title;

    /// <summary>Of which kind it is, such as application/pdf.</summary>
    public static string MediaType(SeenDocument document) => document.Document.MediaType;

    /// <summary>Its size in bytes.</summary>
    public static int Size(SeenDocument document) => document.Document.Size;

    /// <summary>SHA-256 of the bytes, in hexadecimal.</summary>
    public static string Sha256(SeenDocument document) => document.Document.Sha256;

    /// <summary>How sensitive what it holds is.</summary>
    public static DataClass Class(SeenDocument document) => document.Document.Class;

    /// <summary>The notice with which the partner accompanied it; null where none had to.</summary>
    public static string? Notice(SeenDocument document) => document.Document.Notice;

    /// <summary>Whether the partner attached it.</summary>
    public static bool FromPartner(SeenDocument document) => document.Document.FromPartner is not null;

    /// <summary>Who attached it, by name.</summary>
    public static string ByName(SeenDocument document) => document.Document.ByName;

    /// <summary>When.</summary>
    public static DateTimeOffset At(SeenDocument document) => document.Document.At;

    /// <summary>Since when the partner may read it; null where it may not, or attached it itself.</summary>
    public static DateTimeOffset? SharedAt(SeenDocument document) => document.Document.SharedAt;

    /// <summary>Who shared it, by name.</summary>
    public static string? SharedByName(SeenDocument document) => document.Document.SharedByName;

    /// <summary>When somebody of the other side first opened it; null while nobody has.</summary>
    public static DateTimeOffset? ReadAt(SeenDocument document) => document.Document.ReadAt;

    /// <summary>Who of the other side that was, by name.</summary>
    public static string? ReadByName(SeenDocument document) => document.Document.ReadByName;

    /// <summary>When it was taken back: nobody opens it since.</summary>
    public static DateTimeOffset? RetractedAt(SeenDocument document) => document.Document.RetractedAt;

    /// <summary>Why it was taken back.</summary>
    public static DocumentRetraction? Retraction(SeenDocument document) => document.Document.Retraction;
}

/// <summary>
/// The documents of referrals, in order: a partner is given its own and those that are shared with it. Whoever asks has been let through to the
/// referral.
/// </summary>
internal sealed class DocumentsByReferral(ReferralsDb db) : DataLoader<ReferralId, IReadOnlyList<SeenDocument>>
{
    public override async Task<IReadOnlyDictionary<ReferralId, IReadOnlyList<SeenDocument>>> ReadAsync(IReadOnlyList<ReferralId> keys, CancellationToken ct) =>
        (await db.DocumentsWithinReach().AsNoTracking().Where(d => keys.Contains(d.Referral))
            .Join(db.Referrals, d => d.Referral, r => r.Id, (d, r) => new { Document = d, r.Client }).ToListAsync(ct))
        .GroupBy(d => d.Document.Referral)
        .ToDictionary(g => g.Key, g => (IReadOnlyList<SeenDocument>)[.. g.OrderBy(d => d.Document.Id.Value).Select(d => new SeenDocument(d.Document, d.Client))]);
}

/// <summary>Which documents somebody may know of.</summary>
internal static class DocumentReach
{
    /// <summary>All for people here; for a partner its own, and what is shared with it and was not taken back, nor its referral with it.</summary>
    public static IQueryable<ReferralDocument> DocumentsWithinReach(this ReferralsDb db)
    {
        var partner = db.Actor.Organisation;
        return db.Documents.Where(d => partner == null || d.FromPartner == partner
            || (d.SharedAt != null && d.RetractedAt == null && !db.Referrals.Any(r => r.Id == d.Referral && r.Status == ReferralStatus.Void)));
    }

    /// <summary>The document with its referral, where the caller may know of both.</summary>
    public static async Task<(ReferralDocument Document, Referral Referral)?> FindDocument(
        this ReferralsDb db, ReferralDocumentId id, string permission, CancellationToken ct) =>
        await db.DocumentsWithinReach().FirstOrDefaultAsync(d => d.Id == id, ct) is { } document
        && await db.FindReferral(document.Referral, permission, ct) is { } referral
            ? (document, referral)
            : null;
}
