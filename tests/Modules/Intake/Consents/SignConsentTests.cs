using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class SignConsentTests
{
    [Fact]
    public async Task A_consent_that_lacks_anything_cannot_hold_and_each_missing_element_is_told()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var consent = await desk.Draft(client, new { notice = " " }, "SPECIFIC");

        var refused = await desk.Tenant.Refused(
            "desk", "signConsent", new { consent, signature = new { evidence = "", by = "REPRESENTATIVE" } }, "consent { id }");

        Assert.All(refused.EnumerateArray(), r => Assert.Equal("ConsentElementMissing", r.GetProperty("__typename").GetString()));
        Assert.Equal(
            [
                "input.terms.discloser", "input.terms.recipient", "input.terms.recipientKind", "input.terms.information", "input.terms.purpose",
                "input.terms.expiry", "input.terms.notice", "input.terms.language", "input.terms.formVersion",
                "input.signature.evidence", "input.signature.representative", "input.signature.authority",
            ],
            refused.EnumerateArray().Select(r => r.GetProperty("path").GetString()));
        Assert.Equal("DRAFT", (await State(desk, client)).GetString());
    }

    [Theory]
    [InlineData("SUD_NOTES", "E", "B")]
    [InlineData("PSYCHOTHERAPY_NOTES", "F", "A")]
    public async Task A_consent_for_notes_is_not_combined_with_anything(string kind, string notes, string other)
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        foreach (var (asKind, information) in new[] { (kind, new[] { notes, other }), ("SPECIFIC", [notes, other]), ("SPECIFIC", [notes]) })
        {
            var consent = await desk.Draft(client, new
            {
                discloser = "A clinic",
                recipientClasses = new[] { "hospital" },
                recipientKind = "HIPAA",
                information,
                purposes = new[] { "TREATMENT" },
                expiryEvent = "end of treatment",
                language = "en",
                formVersion = "1",
                notice = "You can take this back.",
            }, asKind);
            var refused = await desk.Tenant.Refused("desk", "signConsent", new { consent, signature = ConsentDesk.Signature }, "consent { id }");
            Assert.Contains(refused.EnumerateArray(), r => r.GetProperty("path").GetString() == "input.terms.information");
        }
    }

    [Fact]
    public async Task Only_a_consent_for_treatment_payment_and_operations_may_have_no_end()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var consent = await desk.Draft(client, ConsentDesk.General, "SPECIFIC");
        var refused = await desk.Tenant.Refused("desk", "signConsent", new { consent, signature = ConsentDesk.Signature }, "consent { id }");
        Assert.Equal("input.terms.expiry", Assert.Single(refused.EnumerateArray()).GetProperty("path").GetString());
        await desk.Consent(client);
    }

    [Fact]
    public async Task A_signed_consent_holds_and_ends_by_itself_after_its_last_day()
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
            expiresOn = TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            language = "en",
            formVersion = "1",
            notice = "You can take this back.",
        }, "SPECIFIC");
        Assert.Equal("ACTIVE", (await State(desk, client)).GetString());
        Assert.Contains(await desk.Events(), e => e.Type == "intake.consent-signed@1");

        await desk.Tenant.Forward(TimeSpan.FromDays(4));

        Assert.Equal("EXPIRED", (await State(desk, client)).GetString());
        Assert.Contains(await desk.Events(), e => e.Type == "intake.consent-expired@1" && e.Payload.GetProperty("consent").GetString() == consent);
    }

    [Fact]
    public async Task A_merge_takes_consents_along_and_back()
    {
        var desk = await IntakeDesk.Open();
        var (survivor, merged) = (await desk.Register("Maria", "Reyes"), await desk.Register("Mary", "Reyes"));
        await desk.Consent(merged);
        await desk.Do("mergeClients", new { survivor, merged, reason = "same person" }, "clientMerge { id }");
        Assert.Equal("ACTIVE", (await State(desk, survivor)).GetString());
        await desk.Do("separateClients", new { merged, reason = "two people" }, "clientMerge { id }");
        Assert.Equal("ACTIVE", (await State(desk, merged)).GetString());
    }

    private static async Task<JsonElement> State(IntakeDesk desk, string client) => (await desk.Ask(
        "query($id: ID!) { client(id: $id) { consents { state } } }", new { id = client })).GetProperty("client").GetProperty("consents")[0].GetProperty("state");
}
