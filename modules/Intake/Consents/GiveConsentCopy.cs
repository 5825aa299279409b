using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Records that the client got a copy of a consent.</summary>
[Mutation, Feature("intake.consent"), Requires("intake.consent")]
internal static class GiveConsentCopy
{
    /// <summary>Of which consent.</summary>
    /// <param name="Consent">The consent.</param>
    public sealed record Input(ConsentId Consent);

    public static async Task<Outcome<Consent>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindConsent(input.Consent, "intake.consent", ct) is not { } consent)
        {
            return new NotFound("input.consent");
        }

        if (consent.State is ConsentState.Draft)
        {
            return new WrongConsentState(consent.State);
        }

        consent.GiveCopy(clock.GetUtcNow());
        db.Note(consent, "copy-given", actor, clock);
        return consent;
    }
}
