using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class RevokeConsentTests
{
    [Fact]
    public async Task What_is_taken_back_in_writing_holds_no_longer()
    {
        var desk = await IntakeDesk.Open();
        var consent = await desk.Consent(await desk.Register("Maria", "Reyes"));
        var revoked = await desk.Do(
            "revokeConsent", new { consent, method = "LETTER" }, "consent { state revokedAt endsAt revocationMethod history { what } }");
        Assert.Equal("REVOKED", revoked.GetProperty("state").GetString());
        Assert.Equal("LETTER", revoked.GetProperty("revocationMethod").GetString());
        Assert.Equal(revoked.GetProperty("revokedAt").GetString(), revoked.GetProperty("endsAt").GetString());
        Assert.Equal(["drafted", "signed", "revoked"], revoked.GetProperty("history").EnumerateArray().Select(h => h.GetProperty("what").GetString()));
        Assert.Equal("intake.consent-revoked@1", (await desk.Events())[^1].Type);
        Assert.Equal("WrongConsentState", await desk.Refusal("revokeConsent", new { consent, method = "LETTER" }, "consent { id }"));
    }

    [Fact]
    public async Task Nothing_is_taken_back_before_it_was_signed_or_after_now()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var consent = await desk.Consent(client);
        foreach (var revokedAt in new[] { TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1) })
        {
            Assert.Equal("InvalidInput", await desk.Refusal("revokeConsent", new { consent, method = "LETTER", revokedAt }, "consent { id }"));
        }

        Assert.Equal("WrongConsentState", await desk.Refusal(
            "revokeConsent", new { consent = await desk.Draft(client), method = "LETTER" }, "consent { id }"));
    }
}
