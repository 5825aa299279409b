using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Records that what ends a consent has happened, such as the end of the treatment. A day that ends one needs nobody.</summary>
[Mutation, Feature("intake.consent"), Requires("intake.consent")]
internal static class EndConsent
{
    /// <summary>Which consent came to its end.</summary>
    /// <param name="Consent">The consent, which names an event as its end.</param>
    public sealed record Input(ConsentId Consent);

    public static async Task<Outcome<Consent>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindConsent(input.Consent, "intake.consent", ct) is not { } consent)
        {
            return new NotFound("input.consent");
        }

        if (consent.State is not ConsentState.Active)
        {
            return new WrongConsentState(consent.State);
        }

        if (string.IsNullOrWhiteSpace(consent.Terms.ExpiryEvent))
        {
            return new InvalidInput("input.consent", "This consent names no event as its end. If the client takes it back, revoke it.");
        }

        consent.Expire(clock.GetUtcNow());
        db.Note(consent, "ended", actor, clock);
        return Outcome.Of(consent).Publishing(new ConsentExpired(consent.Client, consent.Id, consent.Kind.ToText()));
    }
}
