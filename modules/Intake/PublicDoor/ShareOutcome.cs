using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Lets whoever asked on the public page see the appointment there: somebody has made sure that it is the person, or somebody who may
/// know. Until then the page tells only that the request is in hand.
/// </summary>
[Mutation, Feature("intake.public-door"), Requires("intake.receive")]
internal static class ShareOutcome
{
    /// <summary>What is shared.</summary>
    /// <param name="Inquiry">The inquiry that answers the request.</param>
    public sealed record Input(InquiryId Inquiry);

    /// <summary>Nobody asked for it on the public page.</summary>
    public sealed record NotAskedInPublic() : Refusal(
        "intake.not_asked_in_public", "Nobody asked for this on the public page, so there is nobody to share it with. Tell the person by telephone.", "input.inquiry");

    public static async Task<Outcome<Inquiry>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindInquiry(input.Inquiry, "intake.receive", ct) is not { } inquiry)
        {
            return new NotFound("input.inquiry");
        }

        var requests = await db.PublicRequests.Where(r => r.Inquiry == inquiry.Id).ToListAsync(ct);
        if (requests.Count == 0)
        {
            return new NotAskedInPublic();
        }

        requests.ForEach(r => r.Share(actor.User, clock.GetUtcNow()));
        return Outcome.Of(inquiry).Publishing(new OutcomeShared(inquiry.Client, inquiry.Id));
    }
}
