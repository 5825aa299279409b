using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>
/// Records that a client took a consent back, in writing. From that time on nothing is shown or sent on it; what was disclosed before
/// is not recalled.
/// </summary>
[Mutation, Feature("intake.consent"), Requires("intake.consent")]
internal static class RevokeConsent
{
    /// <summary>What was taken back, and how.</summary>
    /// <param name="Consent">The consent.</param>
    /// <param name="Method">In which written form.</param>
    /// <param name="RevokedAt">When it reached the organisation; now when nothing is said.</param>
    public sealed record Input(ConsentId Consent, RevocationMethod Method, DateTimeOffset? RevokedAt = null);

    public static async Task<Outcome<Consent>> Handle(
        Input input, IntakeDb db, Timers timers, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindConsent(input.Consent, "intake.consent", ct) is not { } consent)
        {
            return new NotFound("input.consent");
        }

        if (consent.State is not ConsentState.Active)
        {
            return new WrongConsentState(consent.State);
        }

        var at = input.RevokedAt?.ToUniversalTime() ?? clock.GetUtcNow();
        if (at > clock.GetUtcNow() || at < consent.SignedAt)
        {
            return new InvalidInput("input.revokedAt", "A consent is taken back after it was signed, and not later than now.");
        }

        consent.Revoke(input.Method, at);
        db.Note(consent, "revoked", actor, clock);
        await timers.Cancel<ConsentEnds>(consent.Id.ToString(), ct);
        return Outcome.Of(consent).Publishing(new ConsentRevoked(consent.Client, consent.Id, consent.Kind.ToText(), at));
    }
}
