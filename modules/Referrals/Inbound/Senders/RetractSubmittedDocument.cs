using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>The sender of a referral takes back a document that it sent: it stays in the record with the reason, and nobody opens it any more.</summary>
[Mutation, ForPartners, Feature("referrals"), Requires(SubmittedReach.Permission)]
internal static class RetractSubmittedDocument
{
    /// <param name="Document">The document.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Input(InboundDocumentId Document, DocumentRetraction Reason);

    public static async Task<Outcome<SubmittedDocument>> Handle(Input input, ReferralsDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindSubmittedDocument(input.Document, ct) is not var (document, referral) || (!document.FromSender && document.RetractedAt is not null))
        {
            return new NotFound("input.document");
        }

        if (!document.FromSender)
        {
            return new RetractReferralDocument.NotYourDocument();
        }

        if (document.RetractedAt is not null)
        {
            return new DocumentTakenBack();
        }

        var now = clock.GetUtcNow();
        document.Retract(input.Reason, actor.Name, now);
        return Outcome.Of(new SubmittedDocument(document, referral.Client))
            .Publishing(new InboundDocumentRetracted(referral.Id, document.Id, BySender: true, input.Reason.ToText(), now));
    }
}
