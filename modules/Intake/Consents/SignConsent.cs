using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Records that a consent was signed; from then on it holds. What it still lacks is told all at once.</summary>
[Mutation, Feature("intake.consent"), Requires("intake.consent")]
internal static class SignConsent
{
    /// <summary>Who signed, and the proof.</summary>
    /// <param name="Consent">The draft.</param>
    /// <param name="Signature">The proof.</param>
    /// <param name="SignedAt">When it was signed; now when nothing is said.</param>
    /// <param name="CopyGiven">Whether the client got a copy.</param>
    public sealed record Input(ConsentId Consent, Proof Signature, DateTimeOffset? SignedAt = null, bool CopyGiven = false);

    /// <summary>The proof that somebody signed.</summary>
    /// <param name="Evidence">Where the signature is found: a scanned form, the id of an electronic signature.</param>
    /// <param name="By">Who signed.</param>
    /// <param name="Representative">The name of whoever signed for the client.</param>
    /// <param name="Authority">By what right: guardian, power of attorney, parent.</param>
    public sealed record Proof(string Evidence, Signatory By = Signatory.Client, string? Representative = null, string? Authority = null);

    public static async Task<Outcome<Consent>> Handle(
        Input input, IntakeDb db, Timers timers, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindConsent(input.Consent, "intake.consent", ct) is not { } consent)
        {
            return new NotFound("input.consent");
        }

        if (consent.State is not ConsentState.Draft)
        {
            return new WrongConsentState(consent.State);
        }

        var signature = new ConsentSignature(
            input.Signature.Evidence, input.Signature.By, input.Signature.Representative, input.Signature.Authority);
        Refusal[] missing = [.. ConsentElements.Missing(consent.Kind, consent.Terms), .. ConsentElements.Missing(signature)];
        if (missing.Length > 0)
        {
            return Outcome<Consent>.Refused(missing);
        }

        var now = clock.GetUtcNow();
        var at = input.SignedAt?.ToUniversalTime() ?? now;
        if (at > now || consent.Terms.EndsAt(clock.LocalTimeZone) <= now)
        {
            return new InvalidInput("input.signedAt", "A consent is signed now or before now, and before the end that it states.");
        }

        consent.Sign(signature, at, clock.LocalTimeZone);
        db.AddRange(ConsentRecipient.Of(consent, clock));
        if (input.CopyGiven)
        {
            consent.GiveCopy(now);
        }

        db.Note(consent, "signed", actor, clock);
        if (consent.EndsAt is { } end)
        {
            await timers.Set(new ConsentEnds(consent.Client, consent.Id), consent.Id.ToString(), end, ct);
        }

        return Outcome.Of(consent).Publishing(new ConsentSigned(consent.Client, consent.Id, consent.Kind.ToText(), at));
    }
}
