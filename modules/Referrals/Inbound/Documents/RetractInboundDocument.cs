using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Takes a document back that was sent to the sender of a referral: it stays in the record with the reason, and nobody of either side opens it any more.</summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class RetractInboundDocument
{
    /// <param name="Document">The document.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Input(InboundDocumentId Document, DocumentRetraction Reason);

    public static async Task<Outcome<SeenInboundDocument>> Handle(Input input, ReferralsDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindInboundDocument(input.Document, ct) is not var (document, referral))
        {
            return new NotFound("input.document");
        }

        if (document.FromSender)
        {
            return new RetractReferralDocument.NotYourDocument();
        }

        if (document.RetractedAt is not null)
        {
            return new DocumentTakenBack();
        }

        var now = clock.GetUtcNow();
        document.Retract(input.Reason, actor.Name, now);
        return Outcome.Of(new SeenInboundDocument(document, referral.Client))
            .Publishing(new InboundDocumentRetracted(referral.Id, document.Id, BySender: false, input.Reason.ToText(), now));
    }
}
