using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Journeys.Tests;

/// <summary>A record that is for named people does not exist for anybody else: not by any field of the schema, nor by what was written about the person anywhere.</summary>
public sealed class SequesteredSweepTests
{
    // What was written about the person, in whatever place there is for words.
    private const string Words = "zq-kept";

    [Fact]
    public async Task Whoever_is_not_named_is_sent_nothing_of_it_by_any_field_of_the_schema()
    {
        var (tenant, ids) = await AccessSweepTests.Tenant(withPart2: false);
        await Written(tenant, ids);
        string[] others = ["supervisor", "intake-worker", "care-coordinator", "community-health-worker", "admin"];
        var sweep = await AccessSweep.Of(tenant, "supervisor", ids);
        // They were sent it before, so that the sweep reaches where it could stand.
        Assert.Contains(Words, AccessSweepTests.Text(await AccessSweepTests.Answers(sweep, tenant, "supervisor")), StringComparison.Ordinal);

        await tenant.Do("clinical-director", "sequesterClient", new { client = ids["client"], users = new[] { await Id(tenant, "clinician") }, reason = "A colleague" }, "sequestration { id }");
        await tenant.Quiet();

        var told = new List<string>();
        foreach (var subject in others)
        {
            foreach (var (root, answer) in await AccessSweepTests.Answers(sweep, tenant, subject))
            {
                var text = answer.GetRawText();
                told.AddRange(new[] { AccessSweepTests.Name, "zq-" }.Where(mark => text.Contains(mark, StringComparison.Ordinal))
                    .Select(mark => $"{subject} by {root}: {Around(text, mark)}"));
            }
        }

        Assert.True(told.Count == 0, string.Join("\n", told));

        Assert.Contains(Words, AccessSweepTests.Text(await AccessSweepTests.Answers(sweep, tenant, "clinician")), StringComparison.Ordinal);

        // Somebody who is named is responsible for what goes on, and is asked who goes on with it.
        var referral = (await tenant.Ask("clinical-director", "query($r: ID!) { referral(id: $r) { owner { name } } }", new { r = ids["referral"] }))
            .GetProperty("referral");
        string?[] named = [await Name(tenant, "clinician"), await Name(tenant, "clinical-director")];
        Assert.Contains(referral.GetProperty("owner").GetProperty("name").GetString(), named);
    }

    private static async Task<string?> Name(TestTenant tenant, string who) => (await tenant.Ask(who, "{ me { name } }")).GetProperty("me").GetProperty("name").GetString();

    private static async Task<string?> Id(TestTenant tenant, string who) => (await tenant.Ask(who, "{ me { id } }")).GetProperty("me").GetProperty("id").GetString();

    private static string Around(string text, string mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return text[Math.Max(0, at - 400)..Math.Min(text.Length, at + 100)];
    }

    private static async Task Written(TestTenant tenant, Dictionary<string, string> ids)
    {
        var client = ids["client"];
        await tenant.Quiet();
        await tenant.Do("admin", "defineDecisionType", new
        {
            key = "extra-visit",
            title = "An extra visit",
            otherwise = "REFUSE",
            information = new[] { new { key = "why", text = "Why", required = false } },
            stages = new[] { new { to = new[] { new { role = "supervisor" } }, within = "2 hours" } },
        }, "decisionType { id }");
        await tenant.Do("intake-worker", "askDecision", new { type = "extra-visit", question = Words, client }, "decisionRequest { id }");

        var item = (await tenant.Ask("supervisor", "query($c: ID!) { client(id: $c) { workItems { id state } } }", new { c = client })).GetProperty("client")
            .GetProperty("workItems").EnumerateArray().First(i => i.GetProperty("state").GetString() == "OPEN").GetProperty("id").GetString();
        var to = await Id(tenant, "care-coordinator");
        await tenant.Do(
            "supervisor", "handOffWorkItems", new { items = new[] { new { item } }, owner = to, reason = "WORKLOAD", note = Words }, "handoff { count refused { why } }");

        var partners = (await tenant.Ask("admin", "{ organisations { id key } }")).GetProperty("organisations").EnumerateArray()
            .ToDictionary(o => o.GetProperty("key").GetString()!, o => o.GetProperty("id").GetString()!);
        var housing = partners["housing-sweep"];
        var service = (await tenant.Do("supervisor", "writeServiceEntry", new
        {
            partner = housing,
            entry = new { name = "Shelter", needs = new[] { "homelessness" } },
        }, "serviceEntry { id }")).GetProperty("id").GetString();
        var consent = (await tenant.Do("supervisor", "draftConsent", new
        {
            client,
            kind = "REFERRAL_CBO",
            terms = new
            {
                discloser = "Harbor",
                recipients = new[] { housing },
                recipientKind = "NON_HIPAA",
                information = new[] { "A", "G" },
                purposes = new[] { "TREATMENT" },
                expiresOn = "2099-01-01",
                language = "en",
                formVersion = "1",
                notice = Words,
            },
        }, "consent { id }")).GetProperty("id").GetString();
        await tenant.Do("supervisor", "signConsent", new { consent, signature = new { evidence = "scan" } }, "consent { id }");
        var referral = (await tenant.Do(
            "care-coordinator", "draftReferral", new { client, service, need = "homelessness", priority = "ROUTINE", note = Words }, "referral { id }")).GetProperty("id").GetString();
        ids["referral"] = referral!;
        await tenant.Do("care-coordinator", "sendReferral", new { referral }, "referral { id }");
        await tenant.Do("care-coordinator", "writeReferralMessage", new { referral, text = Words }, "referralMessage { id }");
        await tenant.Do(
            "care-coordinator", "attachReferralDocument",
            new { referral, title = Words, mediaType = "text/plain", content = Convert.ToBase64String("A letter."u8) }, "referralDocument { id }");
        await tenant.Do("care-coordinator", "offerTransfer", new { referral, to = await Id(tenant, "supervisor"), note = Words }, "referral { id }");
        await tenant.Do("intake-worker", "recordContactAttempt", new { inquiry = ids["inquiry"], channel = "PHONE", result = "NO_ANSWER", note = Words }, "inquiry { id }");
        await tenant.Do("intake-worker", "recordRepresentative", new { client, name = Words, authority = "PARENT", startsOn = "2012-02-03" }, "representative { id }");
        await tenant.Do("supervisor", "recordConsentRefusal", new { client, kind = "TPO", reason = Words }, "consentRefusal { id }");
        await tenant.Do("clinical-director", "requestAccount", new { client, kind = "HIPAA", askedBy = Words }, "accountRequest { id }");
        await tenant.Do("intake-worker", "recordAuthorisation", new
        {
            client,
            number = Words,
            service = Words,
            units = "10",
            unit = "VISIT",
            startsOn = "2025-01-01",
            endsOn = "2099-01-01",
        }, "authorisation { id }");
        await tenant.Do("intake-worker", "receiveInboundReferral", new
        {
            person = new { given = "Ada", family = AccessSweepTests.Name, birthDate = "1980-05-06", phone = "617-555-0142" },
            need = "homelessness",
            senderName = "Dr. Almeida",
            via = "FAX",
            reason = Words,
        }, "submittedReferral { id }");
        var clinician = await Id(tenant, "clinician");
        await tenant.Do(
            "supervisor", "bookAppointment", new { client, with = clinician, start = TimeProvider.System.GetUtcNow().AddDays(3), minutes = 30 }, "appointment { id }");
        await tenant.Quiet();
    }
}
