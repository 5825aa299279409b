using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class GiveConsentCopyTests
{
    [Fact]
    public async Task It_is_known_when_the_client_got_a_copy()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var given = await desk.Do("giveConsentCopy", new { consent = await desk.Consent(client) }, "consent { copyGivenAt }");
        Assert.Equal(JsonValueKind.String, given.GetProperty("copyGivenAt").ValueKind);
        Assert.Equal("WrongConsentState", await desk.Refusal("giveConsentCopy", new { consent = await desk.Draft(client) }, "consent { id }"));
    }
}
