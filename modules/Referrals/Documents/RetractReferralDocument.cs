using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Takes a document back, by the side that attached it: it stays in the record with the reason, and nobody opens it any more.</summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.answer")]
internal static class RetractReferralDocument
{
    /// <param name="Document">The document.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Input(ReferralDocumentId Document, DocumentRetraction Reason);

    /// <summary>The other side attached it.</summary>
    [ForPartners]
    public sealed record NotYourDocument() : Refusal(
        "referrals.not_your_document", "Only the organisation that attached a document takes it back. Ask the other one in a message.", "input.document");

    public static async Task<Outcome<SeenDocument>> Handle(Input input, ReferralsDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindDocument(input.Document, ReferralReach.Answer, ct) is not var (document, referral))
        {
            return new NotFound("input.document");
        }

        if (document.FromPartner != actor.Organisation)
        {
            return new NotYourDocument();
        }

        if (document.RetractedAt is not null)
        {
            return new DocumentTakenBack();
        }

        var now = clock.GetUtcNow();
        document.Retract(input.Reason, actor.Name, now);
        return Outcome.Of(new SeenDocument(document, referral.Client))
            .Publishing(new DocumentRetracted(referral.Client, referral.Id, document.Id, referral.Partner, input.Reason.ToText(), now));
    }
}
