using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Journeys.Tests;

/// <summary>What privacy asks of somebody becomes their work, and is done when it is done.</summary>
public sealed class PrivacyWorkTests
{
    [Fact]
    public async Task A_declared_emergency_is_the_directors_work_until_it_is_reviewed()
    {
        var (tenant, client) = await Client();
        var access = (await tenant.Do("clinician", "breakGlass", new { client, emergency = "Overdose", reason = "Unconscious" }, "emergencyAccess { id }"))
            .GetProperty("id").GetString();
        await tenant.Quiet();
        var item = Assert.Single(await Work(tenant, client), i => i.GetProperty("step").GetString() == "review");
        Assert.Equal("Dr. Amara Nwosu", item.GetProperty("owner").GetProperty("name").GetString());

        await tenant.Do("clinical-director", "reviewEmergencyAccess", new { access, justified = true, findings = "Medicines were needed" }, "emergencyAccess { id }");
        await tenant.Quiet();
        Assert.Equal("COMPLETED", Assert.Single(await Work(tenant, client), i => i.GetProperty("step").GetString() == "review").GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_refused_consent_comes_back_as_work_and_ends_when_it_is_signed()
    {
        var (tenant, client) = await Client();
        await tenant.Do("intake-worker", "recordConsentRefusal", new { client, kind = "TPO" }, "consentRefusal { id }");
        await tenant.Quiet();
        Assert.DoesNotContain(await Work(tenant, client), i => i.GetProperty("step").GetString() == "ask");

        await tenant.Forward(TimeSpan.FromDays(91));
        Assert.Single(await Work(tenant, client), i => i.GetProperty("step").GetString() == "ask" && i.GetProperty("state").GetString() == "OPEN");
        var consent = (await tenant.Do("intake-worker", "draftConsent", new
        {
            client,
            kind = "TPO",
            terms = new
            {
                discloser = "Harbor",
                recipientClasses = new[] { "treating-providers" },
                recipientKind = "HIPAA",
                information = new[] { "A", "B" },
                purposes = new[] { "TREATMENT" },
                neverExpires = true,
                language = "en",
                formVersion = "1",
            },
        }, "consent { id }")).GetProperty("id").GetString();
        await tenant.Do("intake-worker", "signConsent", new { consent, signature = new { evidence = "scan" } }, "consent { id }");
        await tenant.Quiet();
        Assert.Single(await Work(tenant, client), i => i.GetProperty("step").GetString() == "ask" && i.GetProperty("state").GetString() == "COMPLETED");
    }

    private static async Task<(TestTenant Tenant, string Client)> Client()
    {
        var tenant = await TestTenant.From();
        var client = await tenant.Do("intake-worker", "registerClient", new { person = new { given = "Ada", family = "North" }, registerAsNew = true }, "client { id }");
        return (tenant, client.GetProperty("id").GetString()!);
    }

    private static async Task<IReadOnlyList<JsonElement>> Work(TestTenant tenant, string client) => [.. (await tenant.Ask(
        "supervisor", "query($id: ID!) { client(id: $id) { workItems { step state owner { name } } } }", new { id = client }))
        .GetProperty("client").GetProperty("workItems").EnumerateArray()];
}
