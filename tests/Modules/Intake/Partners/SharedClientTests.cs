using System.Text.Json;
using CarePlatform.Platform;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>A partner organisation sees what was sent to it, and nothing else.</summary>
public sealed class SharedClientTests
{
    private const string Chart = """
        id given birthDate contactPoints { value } addresses { city } visits { startsAt class code } conditions { code }
        programVisits { code } programConditions { code } ourReferrals { id status acuity } inquiries { id } redactions { path rule reason }
        """;

    [Fact]
    public async Task Whom_nobody_shared_is_not_there_for_a_partner_by_list_or_id()
    {
        var desk = await IntakeDesk.Open();
        await desk.Partner("hospital", "hospital");
        var another = await desk.Partner("another", "hospital");
        var client = await desk.Register("Maria", "Reyes", "1980-02-03", "617-555-0101");
        await desk.Consent(client, PartnerDesk.Naming(another, ["A", "B"]), "SPECIFIC");
        // Who treats must have heard of the person: a description of treating providers sends nobody.
        await desk.Consent(await desk.Register("Ada", "North"));

        Assert.Empty((await desk.Shared("hospital", Chart)).People());
        var one = await desk.Tenant.Send("hospital", "query($c: ID!) { sharedClient(client: $c) { id } }", new { c = client });
        Assert.Equal(JsonValueKind.Null, one.GetProperty("data").GetProperty("sharedClient").ValueKind);
        Assert.Single((await desk.Shared("another", Chart)).People());
        Assert.Single(await desk.Disclosures(client));
    }

    [Fact]
    public async Task For_a_referral_a_partner_sees_the_minimum_while_it_is_open()
    {
        var desk = await IntakeDesk.Open();
        var partner = await desk.Partner("shelter", "shelter");
        var client = await desk.Register("Maria", "Reyes", "1980-02-03", "617-555-0101");
        await desk.Do("recordAddress", new { client, address = new { city = "Boston", state = "MA" } }, "address { id }");
        await desk.Visits(client);
        var inquiry = await desk.ReferredBy(client, partner);

        var answer = await desk.Shared("shelter", Chart);
        var seen = Assert.Single(answer.People());
        Assert.Equal(("Maria", "617-555-0101"), (seen.GetProperty("given").GetString(), seen.GetProperty("contactPoints")[0].GetProperty("value").GetString()));
        foreach (var withheld in new[] { "addresses", "visits", "conditions", "inquiries" })
        {
            Assert.Equal(JsonValueKind.Null, seen.GetProperty(withheld).ValueKind);
            Assert.Contains(Redacted(answer), r => r.EndsWith($"/{withheld}", StringComparison.Ordinal));
            Assert.Contains(seen.GetProperty("redactions").EnumerateArray(), r => r.GetProperty("path").GetString() == $"SharedClient.{withheld}");
        }

        Assert.Equal(inquiry, seen.GetProperty("ourReferrals")[0].GetProperty("id").GetString());
        Assert.Equal(0, seen.GetProperty("programConditions").GetArrayLength());
        var disclosed = Assert.Single(await desk.Disclosures(client));
        Assert.Equal(("shelter", "TREATMENT", "TPO", "api"), (
            disclosed.GetProperty("recipientName").GetString(), disclosed.GetProperty("purpose").GetString(), disclosed.GetProperty("basis").GetString(),
            disclosed.GetProperty("channel").GetString()));
        Assert.Equal(["A", "G"], disclosed.GetProperty("classes").EnumerateArray().Select(c => c.GetString()));

        var referred = await desk.Ask("{ referredByUs(first: 5) { nodes { status client { given } } } }", by: "shelter");
        Assert.Equal("Maria", referred.GetProperty("referredByUs").GetProperty("nodes")[0].GetProperty("client").GetProperty("given").GetString());
        await desk.Do("resolveInquiry", new { inquiry, resolution = "DECLINED" }, "inquiry { id }", "director");
        Assert.Empty((await desk.Shared("shelter", Chart)).People());
        var after = (await desk.Ask("{ referredByUs(first: 5) { nodes { status client { given } } } }", by: "shelter")).GetProperty("referredByUs").GetProperty("nodes")[0];
        Assert.Equal(("RESOLVED", JsonValueKind.Null), (after.GetProperty("status").GetString(), after.GetProperty("client").ValueKind));
    }

    [Fact]
    public async Task A_consent_shares_what_it_names_and_its_revocation_ends_that()
    {
        var desk = await IntakeDesk.Open();
        var partner = await desk.Partner("hospital", "hospital");
        var client = await desk.Register("Maria", "Reyes", "1980-02-03");
        await desk.Visits(client);
        var consent = await desk.Consent(client, PartnerDesk.Naming(partner, ["A", "B"]), "SPECIFIC");

        var answer = await desk.Shared("hospital", Chart);
        var seen = Assert.Single(answer.People());
        Assert.Equal(2, seen.GetProperty("conditions").GetArrayLength());
        Assert.False(answer.GetProperty("extensions").TryGetProperty("redisclosureNotice", out _));
        var disclosed = Assert.Single(await desk.Disclosures(client));
        Assert.Equal((consent, "CONSENT", false), (
            disclosed.GetProperty("ground").GetString(), disclosed.GetProperty("basis").GetString(), disclosed.GetProperty("noticeSent").GetBoolean()));
        Assert.Equal(["A", "B"], disclosed.GetProperty("classes").EnumerateArray().Select(c => c.GetString()));

        // Another purpose is not what the contract is for.
        var legal = await desk.Shared("hospital", Chart, "legal");
        Assert.Equal(JsonValueKind.Null, legal.People()[0].GetProperty("given").ValueKind);
        Assert.Single(await desk.Disclosures(client));

        await desk.Do("revokeConsent", new { consent, method = "LETTER" }, "consent { id }");
        Assert.Empty((await desk.Shared("hospital", Chart)).People());
    }

    [Fact]
    public async Task Records_of_a_program_go_with_their_notice_and_only_by_a_consent_for_them()
    {
        var desk = await IntakeDesk.Open();
        var (hospital, shelter) = (await desk.Partner("hospital", "hospital"), await desk.Partner("shelter", "shelter"));
        var client = await desk.Register("Maria", "Reyes");
        await desk.Visits(client);
        await desk.Rows("""
            with v as (update intake.encounters set part2 = true, source_program = 'recovery' where tenant_id = $1 and code = '191816009')
            update intake.conditions set part2 = true, source_program = 'recovery' where tenant_id = $1 and code = '191816009'
            """);
        await desk.Consent(client, PartnerDesk.Naming(hospital, ["A", "B"]), "SPECIFIC");
        await desk.ReferredBy(client, shelter);
        foreach (var by in new[] { "hospital", "shelter" })
        {
            var without = await desk.Shared(by, Chart);
            Assert.DoesNotContain("191816009", without.ToString(), StringComparison.Ordinal);
            Assert.Contains(without.People()[0].GetProperty("redactions").EnumerateArray(), r => r.GetProperty("path").GetString() == "SharedCondition");
        }

        await desk.Consent(client, PartnerDesk.Naming(shelter, ["D"], recipientKind: "NON_HIPAA"), "SPECIFIC");
        var answer = await desk.Shared("shelter", Chart);
        var seen = answer.People()[0];
        Assert.Equal("191816009", seen.GetProperty("programConditions")[0].GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("conditions").ValueKind);
        var notice = answer.GetProperty("extensions").GetProperty("redisclosureNotice").GetString();
        Assert.StartsWith(PrivacyPolicy.Usual.NoticeFor(NoticeCase.Consent).Text!, notice);
        var disclosed = (await desk.Disclosures(client))[0];
        Assert.Equal(notice, disclosed.GetProperty("notice").GetProperty("text").GetString());
        Assert.True(disclosed.GetProperty("part2").GetBoolean() && disclosed.GetProperty("noticeSent").GetBoolean());
        Assert.Equal("CONSENT", disclosed.GetProperty("basis").GetString());
    }

    [Fact]
    public async Task Records_for_named_people_and_merged_ones_are_not_shared()
    {
        var desk = await IntakeDesk.Open();
        var partner = await desk.Partner("hospital", "hospital");
        var (client, other) = (await desk.Register("Maria", "Reyes"), await desk.Register("Mary", "Reyes"));
        await desk.Consent(client, PartnerDesk.Naming(partner, ["A"]), "SPECIFIC");
        await desk.Do("mergeClients", new { survivor = other, merged = client, reason = "same person" }, "clientMerge { id }");
        Assert.Equal(other, Assert.Single((await desk.Shared("hospital", "id given")).People()).GetProperty("id").GetString());
        await desk.Do("sequesterClient", new { client = other, users = Array.Empty<string>(), reason = "In danger" }, "sequestration { id }", "director");
        Assert.Empty((await desk.Shared("hospital", "id given")).People());
    }

    // One row a person, written by one statement, and no more statements for a longer page.
    [Fact]
    public async Task A_page_of_people_is_disclosed_once_for_each()
    {
        var desk = await IntakeDesk.Open();
        var partner = await desk.Partner("hospital", "hospital");
        var clients = new List<string>();
        foreach (var given in new[] { "Ada", "Bea", "Cora" })
        {
            clients.Add(await desk.Register(given, "North"));
            await desk.Consent(clients[^1], PartnerDesk.Naming(partner, ["A", "B", "G"]), "SPECIFIC");
        }

        Assert.Equal(3, (await desk.Shared("hospital", Chart)).People().Count);
        foreach (var client in clients)
        {
            Assert.Single(await desk.Disclosures(client));
        }

        Assert.Single(await desk.Rows("select distinct at from platform.disclosures where tenant_id = $1"));
    }

    private static IReadOnlyList<string> Redacted(JsonElement answer) => [.. answer.GetProperty("extensions").GetProperty("redactions").EnumerateArray()
        .Select(r => string.Join('/', r.GetProperty("path").EnumerateArray()))];
}
