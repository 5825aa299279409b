using CarePlatform.Platform;

namespace CarePlatform.Intake.Contracts;

/// <summary>A client, or somebody for them, signed a consent; it holds from now on.</summary>
/// <param name="Kind">What kind of agreement it is, such as <c>tpo</c>.</param>
[Event("intake.consent-signed@1", Feature = "intake.consent")]
public sealed record ConsentSigned([property: Stream] ClientId Client, ConsentId Consent, string Kind, DateTimeOffset SignedAt);

/// <summary>A client took a consent back. From then on nothing is shown or sent on it; what was sent before stays sent.</summary>
[Event("intake.consent-revoked@1", Feature = "intake.consent")]
public sealed record ConsentRevoked([property: Stream] ClientId Client, ConsentId Consent, string Kind, DateTimeOffset RevokedAt);

/// <summary>A consent came to the end that it states.</summary>
[Event("intake.consent-expired@1", Feature = "intake.consent")]
public sealed record ConsentExpired([property: Stream] ClientId Client, ConsentId Consent, string Kind);

/// <summary>A client was asked for a consent and did not give it.</summary>
/// <param name="ReAskOn">When they are asked again.</param>
[Event("intake.consent-refused@1", Feature = "intake.consent")]
public sealed record ConsentRefused([property: Stream] ClientId Client, ConsentRefusalId Refusal, string Kind, DateOnly ReAskOn);

/// <summary>The day has come to ask a client again for a consent that they did not give.</summary>
[Event("intake.consent-re-ask-due@1", Feature = "intake.consent")]
public sealed record ConsentReAskDue([property: Stream] ClientId Client, ConsentRefusalId Refusal, string Kind, DateTimeOffset DueAt);

/// <summary>Somebody declared an emergency to see more of a client than they may.</summary>
/// <param name="Access">The declaration.</param>
/// <param name="By">Who declared it.</param>
/// <param name="ReviewBy">By when it is to be reviewed.</param>
/// <param name="LastDayAt">When the last day before that begins; null in what was told before this was said.</param>
[Event("intake.glass-broken@1", Feature = "intake.consent")]
public sealed record GlassBroken(
    [property: Stream] ClientId Client, EmergencyAccessId Access, UserId By, DateTimeOffset At, DateTimeOffset ReviewBy, DateTimeOffset? LastDayAt = null);

/// <summary>A declared emergency was reviewed.</summary>
/// <param name="Justified">Whether it was one.</param>
[Event("intake.glass-break-reviewed@1", Feature = "intake.consent")]
public sealed record GlassBreakReviewed([property: Stream] ClientId Client, EmergencyAccessId Access, bool Justified);

/// <summary>A client's record is for named people only from now on.</summary>
[Event("intake.client-sequestered@1", Feature = "intake.consent")]
public sealed record ClientSequestered([property: Stream] ClientId Client, SequestrationId Sequestration);

/// <summary>A client's record is for everybody again who may see clients.</summary>
[Event("intake.client-released@1", Feature = "intake.consent")]
public sealed record ClientReleased([property: Stream] ClientId Client, SequestrationId Sequestration);
