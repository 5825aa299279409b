using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class EndConsentTests
{
    [Fact]
    public async Task A_consent_ends_when_what_ends_it_has_happened()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var consent = await desk.Consent(client, new
        {
            discloser = "A clinic",
            recipientClasses = new[] { "hospital" },
            recipientKind = "HIPAA",
            information = new[] { "B" },
            purposes = new[] { "TREATMENT" },
            expiryEvent = "the end of the treatment",
            language = "en",
            formVersion = "1",
            notice = "You can take this back.",
        }, "SPECIFIC");
        var ended = await desk.Do("endConsent", new { consent }, "consent { state endsAt }");
        Assert.Equal("EXPIRED", ended.GetProperty("state").GetString());
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, ended.GetProperty("endsAt").ValueKind);
        Assert.Equal("intake.consent-expired@1", (await desk.Events())[^1].Type);
        Assert.Equal("WrongConsentState", await desk.Refusal("endConsent", new { consent }, "consent { id }"));
        Assert.Equal("InvalidInput", await desk.Refusal("endConsent", new { consent = await desk.Consent(client) }, "consent { id }"));
    }
}
