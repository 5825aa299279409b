using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>
/// Lets the partner open a document that was attached here, where the rules of privacy and a consent let it; that is a disclosure. There is no override
/// for documents: what the partner cannot do without goes with the referral itself.
/// </summary>
[Mutation, Feature("referrals"), Requires("referrals.send")]
internal static class ShareReferralDocument
{
    /// <param name="Document">The document.</param>
    public sealed record Input(ReferralDocumentId Document);

    /// <summary>The rules of privacy do not let the partner have it, or a consent is missing.</summary>
    /// <param name="Missing">What is missing, in words.</param>
    public sealed record DocumentNotShareable(string Missing) : Refusal(
        "referrals.document_not_shareable", $"The document cannot be shared with this partner. {Missing}", "input.document");

    public static async Task<Outcome<SeenDocument>> Handle(
        Input input, ReferralsDb db, DocumentGate gate, DisclosureLog log, Session session, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindDocument(input.Document, "referrals.send", ct) is not var (document, referral) || document.FromPartner is not null)
        {
            return new NotFound("input.document");
        }

        if (document.RetractedAt is not null)
        {
            return new DocumentTakenBack();
        }

        if (WarmHandoff.Prevents(referral) is not null)
        {
            return new WrongState(referral.Status, [.. LoopRules.MovesFrom(referral.Status, referral.EndedFrom)]);
        }

        if (document.SharedAt is not null)
        {
            return new AlreadyThere();
        }

        if (await db.IsUnlinked(referral, ct))
        {
            return new PartnerNotLinked();
        }

        var sharing = await gate.Of(document, referral, ct);
        if (sharing.Missing is { } missing)
        {
            return new DocumentNotShareable(missing);
        }

        var now = clock.GetUtcNow();
        document.Share(actor.Name, sharing.Consent, now);
        await log.Write(session, [new NewDisclosure(
            referral.Client.Value, referral.Client.ToString(), [document.Program is null ? document.Class : DataClass.D], document.Program is not null,
            [referral.Id.ToString(), document.Id.ToString()], sharing.Partner, sharing.PartnerName, null, sharing.Recipient, sharing.Purpose,
            sharing.Consent is not null ? DisclosureBasis.Consent
                : sharing.Purpose is PurposeOfUse.Treatment or PurposeOfUse.Payment or PurposeOfUse.Operations ? DisclosureBasis.Tpo
                : DisclosureBasis.Law,
            sharing.Consent, "Document of a referral", sharing.Notice, "referral")], ct);
        return Outcome.Of(new SeenDocument(document, referral.Client))
            .Publishing(new DocumentShared(referral.Client, referral.Id, document.Id, referral.Partner, now));
    }
}

/// <summary>The document was taken back.</summary>
[ForPartners]
internal sealed record DocumentTakenBack() : Refusal(
    "referrals.document_taken_back", "This document was taken back; nobody opens or shares it any more.", "input.document");
