using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>The last day of a consent is over.</summary>
[Timer("intake.consent-ends@1")]
internal sealed record ConsentEnds([property: Stream] ClientId Client, ConsentId Consent);

/// <summary>The day has come to ask again for a consent.</summary>
[Timer("intake.consent-re-ask@1")]
internal sealed record ConsentReAsk([property: Stream] ClientId Client, ConsentRefusalId Refusal);

/// <summary>
/// A consent whose last day is over says so. Nobody waits for this: whether a consent holds is decided by its instants, so nothing is shown
/// on it from that midnight on, whenever the timer comes.
/// </summary>
internal static class WhenConsentEnds
{
    public static async Task<IReadOnlyList<object>> Handle(ConsentEnds ends, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var consent = await db.Consents.FirstOrDefaultAsync(c => c.Id == ends.Consent && c.State == ConsentState.Active, ct);
        if (consent is null)
        {
            return [];
        }

        consent.Expire(clock.GetUtcNow());
        db.Note(consent, "expired", actor, clock);
        return [new ConsentExpired(consent.Client, consent.Id, consent.Kind.ToText())];
    }
}

/// <summary>
/// A refused consent comes back as work, unless the client has signed one of the kind meanwhile, for the one who would have been told where the
/// refusal names somebody. What was signed before the refusal is no answer to it.
/// </summary>
internal static class WhenConsentIsAskedAgain
{
    public static async Task<IReadOnlyList<object>> Handle(
        ConsentReAsk ask, IntakeDb db, OrganisationById organisations, TimeProvider clock, CancellationToken ct)
    {
        if (await db.ConsentRefusals.FirstOrDefaultAsync(r => r.Id == ask.Refusal, ct) is not { } refusal)
        {
            return [];
        }

        var recipient = refusal.Recipient is { } id ? (await organisations.ReadAsync([id], ct)).GetValueOrDefault(id) : null;
        var signed = await db.Consents.AsNoTracking().Where(c => c.Client == refusal.Client && c.Kind == refusal.Kind
            && c.State == ConsentState.Active && c.SignedAt > refusal.RefusedAt).ToListAsync(ct);
        return signed.Any(c => recipient is null || c.Terms.Reaches(recipient))
            ? []
            : [new ConsentReAskDue(refusal.Client, refusal.Id, refusal.Kind.ToText(), clock.GetUtcNow())];
    }
}
