using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class RecordConsentRefusalTests
{
    [Fact]
    public async Task Who_refused_is_asked_again_after_the_days_of_the_policy()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var refusal = await desk.Do(
            "recordConsentRefusal", new { client, kind = "TPO", reason = "Wants to think" }, "consentRefusal { id refusedAt reAskOn }");
        Assert.InRange(
            refusal.GetProperty("reAskOn").GetDateTime() - refusal.GetProperty("refusedAt").GetDateTime().Date, TimeSpan.FromDays(89), TimeSpan.FromDays(90));

        await desk.Tenant.Forward(TimeSpan.FromDays(80));
        Assert.DoesNotContain(await desk.Events(), e => e.Type == "intake.consent-re-ask-due@1");
        await desk.Tenant.Forward(TimeSpan.FromDays(11));
        Assert.Equal(
            refusal.GetProperty("id").GetString(),
            Assert.Single(await desk.Events(), e => e.Type == "intake.consent-re-ask-due@1").Payload.GetProperty("refusal").GetString());
    }

    [Fact]
    public async Task Who_signed_meanwhile_is_not_asked_again()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        await desk.Do("recordConsentRefusal", new { client, kind = "TPO" }, "consentRefusal { id }");
        await desk.Consent(client);
        await desk.Tenant.Forward(TimeSpan.FromDays(91));
        Assert.DoesNotContain(await desk.Events(), e => e.Type == "intake.consent-re-ask-due@1");
        Assert.Equal("InvalidInput", await desk.Refusal(
            "recordConsentRefusal", new { client, kind = "TPO", reAskOn = "2020-01-01" }, "consentRefusal { id }"));
    }
}
