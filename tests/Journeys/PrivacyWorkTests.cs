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

    [Fact]
    public async Task An_account_that_a_client_asks_for_is_owed_by_a_day_and_done_when_it_was_given()
    {
        var (tenant, client) = await Client();
        var request = await tenant.Do("intake-worker", "requestAccount", new { client, kind = "INTERMEDIARY" }, "accountRequest { id dueAt }");
        await tenant.Quiet();
        var item = Assert.Single(await Work(tenant, client), i => i.GetProperty("step").GetString() == "account");
        Assert.Equal("Dr. Amara Nwosu", item.GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal(request.GetProperty("dueAt").GetDateTimeOffset(), item.GetProperty("dueAt").GetDateTimeOffset());

        await tenant.Do("clinical-director", "deliverAccount", new { request = request.GetProperty("id").GetString(), channel = "letter" }, "accountRequest { id }");
        await tenant.Quiet();
        Assert.Equal("COMPLETED", Assert.Single(await Work(tenant, client), i => i.GetProperty("step").GetString() == "account").GetProperty("state").GetString());
    }

    // Rule 9: a stream that was opened while a consent held shows nothing more on it once it was taken back.
    [Fact]
    public async Task A_consent_that_is_taken_back_ends_what_an_open_subscription_shows()
    {
        var (tenant, client) = await Client();
        Assert.True(Platform.Id.TrySplit(client, out _, out var person));
        await AccessSweepTests.Sql(tenant, """
            insert into intake.conditions (id, tenant_id, client, source_system, external_id, code, display, part2, source_program)
            values ($2, $1, $2, 'test', '1', '1', 'zq-recovery', true, 'recovery')
            """, person);
        var consent = await Consent(tenant, client);
        await using var stream = await TestSubscription.Open(
            tenant, "intake-worker", "subscription { myWorkChanged { reload items { item { step client { conditions { display } } } } } }");
        Assert.True((await stream.Next()).GetProperty("reload").GetBoolean());
        await tenant.Do("intake-worker", "receiveInquiry", new { door = "CALL", client }, "inquiry { id }");
        Assert.Contains("zq-recovery", await Heard(stream), StringComparison.Ordinal);

        await tenant.Do("intake-worker", "revokeConsent", new { consent, method = "LETTER" }, "consent { id }");
        var item = Assert.Single(await Work(tenant, client), i => i.GetProperty("step").GetString() == "triage").GetProperty("id").GetString();
        await tenant.Do("intake-worker", "snoozeWorkItem", new { item, until = TimeProvider.System.GetUtcNow().AddMinutes(5), reason = "PLANNED" }, "workItem { id }");
        var after = await Heard(stream);
        Assert.Contains("\"conditions\":[]", after, StringComparison.Ordinal);
        Assert.DoesNotContain("zq-recovery", after, StringComparison.Ordinal);
    }

    // The next message that names work.
    private static async Task<string> Heard(TestSubscription stream)
    {
        while (true)
        {
            var news = await stream.Next();
            if (news.GetProperty("items").GetArrayLength() > 0)
            {
                return news.GetRawText();
            }
        }
    }

    private static async Task<string> Consent(TestTenant tenant, string client)
    {
        var consent = (await tenant.Do("intake-worker", "draftConsent", new
        {
            client,
            kind = "TPO",
            terms = new
            {
                discloser = "Harbor",
                recipientClasses = new[] { "treating-providers" },
                recipientKind = "HIPAA",
                information = new[] { "A", "B", "D" },
                purposes = new[] { "TREATMENT" },
                neverExpires = true,
                language = "en",
                formVersion = "1",
                notice = "You can take this back.",
            },
        }, "consent { id }")).GetProperty("id").GetString()!;
        await tenant.Do("intake-worker", "signConsent", new { consent, signature = new { evidence = "scan" } }, "consent { id }");
        return consent;
    }

    private static async Task<(TestTenant Tenant, string Client)> Client()
    {
        var tenant = await TestTenant.From();
        var client = await tenant.Do("intake-worker", "registerClient", new { person = new { given = "Ada", family = "North" }, registerAsNew = true }, "client { id }");
        return (tenant, client.GetProperty("id").GetString()!);
    }

    private static async Task<IReadOnlyList<JsonElement>> Work(TestTenant tenant, string client) => [.. (await tenant.Ask(
        "supervisor", "query($id: ID!) { client(id: $id) { workItems { id step state dueAt owner { name } } } }", new { id = client }))
        .GetProperty("client").GetProperty("workItems").EnumerateArray()];
}
