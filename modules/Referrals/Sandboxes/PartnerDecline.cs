using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A partner organisation declines a referral that was sent to it, as one of its people would.</summary>
internal sealed class PartnerDecline(ReferralsDb db, TenantClock clock) : ISandboxSimulator
{
    private const int LookedAt = 50;

    public string Key => "partner-decline";

    public string Title => "A partner declines";

    public string Description =>
        "A partner organisation declines a referral that was sent to it because it is full: the one given as \"subject\", or one chosen at random. The decline "
        + "becomes work for whoever is responsible, who reroutes the referral or ends it. For a partner that says nothing, let time pass: it is reminded, the next "
        + "partner is offered, and the silence escalates.";

    public string? Feature => "referrals";

    public async Task<Outcome<Simulated>> Run(SimulationWish wish, CancellationToken ct)
    {
        if (wish.By is not null || wish.Value is not null)
        {
            return new InvalidInput("input", "A partner declines now and reports no value; leave by and value out.");
        }

        ReferralId? one = null;
        if (wish.Subject is { } subject)
        {
            if (!Id.TryParse<ReferralId>(subject, out var id))
            {
                return new InvalidInput("input.subject", "Give the id of a referral, or nothing.");
            }

            one = id;
        }

        var sent = await db.Referrals.Where(r => r.SentAt != null && r.EndedAt == null && (one == null || r.Id == one))
            .OrderBy(_ => EF.Functions.Random()).Take(LookedAt).ToListAsync(ct);
        if (sent.Find(r => r.Prevents(ReferralMove.Decline, expectedVersion: null) is null) is not { } referral)
        {
            return new NothingToSimulate("No referral here waits for a partner that could decline it. Send one: draftReferral, sendReferral.");
        }

        var steps = referral.Make(
            new LoopChange(ReferralMove.Decline, DeclineReason.ServiceFull.ToText()), new MovedBy(null, "Simulated partner", referral.Partner), clock.GetUtcNow());
        return Outcome.Of(new Simulated("A partner organisation declined a referral.", [referral.Id.ToString(), referral.Partner.ToString()]))
            .Publishing(db.Written(referral, steps).Events);
    }
}
