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

    [Fact]
    public async Task What_was_signed_before_or_for_somebody_else_is_no_answer_to_it()
    {
        var desk = await IntakeDesk.Open();
        var (before, other) = (await desk.Register("Maria", "Reyes"), await desk.Register("Ada", "Lovelace"));
        await desk.Consent(before);
        await desk.Do("recordConsentRefusal", new { client = before, kind = "TPO" }, "consentRefusal { id }");
        await desk.Rows("insert into platform.organisations (id, tenant_id, key, name, kind) values ($2, $1, 'north-house', 'North House', 'housing')", Guid.CreateVersion7());
        var house = (await desk.Ask("{ organisations { id } }")).GetProperty("organisations")[0].GetProperty("id").GetString();
        await desk.Do("recordConsentRefusal", new { client = other, kind = "SPECIFIC", recipient = house }, "consentRefusal { id }");
        await desk.Consent(other, new
        {
            discloser = "A clinic",
            recipientClasses = new[] { "hospital" },
            recipientKind = "HIPAA",
            information = new[] { "A" },
            purposes = new[] { "TREATMENT" },
            expiresOn = "2099-01-01",
            language = "en",
            formVersion = "1",
        }, "SPECIFIC");
        await desk.Tenant.Forward(TimeSpan.FromDays(91));
        Assert.Equal(2, (await desk.Events()).Count(e => e.Type == "intake.consent-re-ask-due@1"));
    }
}
