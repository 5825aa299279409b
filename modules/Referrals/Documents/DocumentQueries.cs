using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Reads of documents what stands beside them.</summary>
[Query, Feature("referrals"), Requires(ReferralReach.Read)]
internal static class DocumentQueries
{
    /// <summary>Whether a document that was attached here may go to the partner now, by which rule and on which consent; nothing is shared by asking.</summary>
    /// <param name="document">The document.</param>
    public static async Task<DocumentSharing?> ReferralDocumentSharing(
        ReferralDocumentId document, ReferralsDb db, DocumentGate gate, CancellationToken ct) =>
        await db.FindDocument(document, ReferralReach.Read, ct) is var (found, referral) && found.FromPartner is null
            ? await gate.Of(found, referral, ct)
            : null;
}
