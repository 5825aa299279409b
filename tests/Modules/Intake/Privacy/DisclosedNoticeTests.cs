using System.Globalization;
using System.Text.Json;
using CarePlatform.Platform;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>The words of 42 CFR 2.32 that go with records of a program, and what the account of disclosures says of them.</summary>
public sealed class DisclosedNoticeTests
{
    private const string Chart = "id given programConditions { code }";

    [Fact]
    public async Task The_account_holds_the_words_that_went_along_whatever_the_organisation_says_later()
    {
        var (desk, client, partner) = await Open("hospital", "hospital");
        var consent = await desk.Consent(client, Named(partner), "TPO");
        var first = Notice(await desk.Shared("hospital", Chart));
        Assert.StartsWith(PrivacyPolicy.Usual.NoticeFor(NoticeCase.TpoConsent).Text!, first);
        Assert.Contains($"Scope of the consent {consent}: for treatment, payment, operations; information:", first, StringComparison.Ordinal);
        Assert.Equal((first, "TPO_CONSENT", 0), Written((await desk.Disclosures(client))[0]));

        await desk.Do("changePrivacyPolicy", new
        {
            expectedVersion = 0,
            redisclosureNotice = "Keep it to yourselves.",
            redisclosureTerms = new[] { new { @case = "TPO_CONSENT", text = "HIPAA binds you." } },
        }, "privacyPolicy { redisclosureTerms { case text } }", "director");
        var second = Notice(await desk.Shared("hospital", Chart));
        Assert.StartsWith("Keep it to yourselves. HIPAA binds you. Scope of the consent", second);
        var account = await desk.Disclosures(client);
        Assert.Equal([(second, "TPO_CONSENT", 1), (first, "TPO_CONSENT", 0)], account.Select(Written));
        Assert.Equal(
            "2 ", (await desk.Ask("{ verifyDisclosures { count problem } }", by: "director")).GetProperty("verifyDisclosures") is var v
                ? $"{v.GetProperty("count")} {v.GetProperty("problem")}" : "");

        await desk.Do("revokeConsent", new { consent, method = "LETTER" }, "consent { id }");
        var after = await desk.Shared("hospital", Chart);
        Assert.Empty(after.People());
        Assert.False(after.GetProperty("extensions").TryGetProperty("redisclosureNotice", out _));
        Assert.Equal([second, first], (await desk.Disclosures(client)).Select(d => Written(d).Text));
    }

    [Fact]
    public async Task A_specific_consent_lets_nobody_redisclose_nor_does_a_general_one_whom_hipaa_does_not_bind()
    {
        var (desk, client, partners) = await Open(("hospital", "hospital"), ("shelter", "shelter"));
        var (partner, shelter) = (partners[0], partners[1]);
        await desk.Consent(client, Named(partner), "SPECIFIC");
        Assert.StartsWith(PrivacyPolicy.Usual.NoticeFor(NoticeCase.Consent).Text!, Notice(await desk.Shared("hospital", Chart)));
        await desk.Consent(client, PartnerDesk.Naming(shelter, ["A", "D"], recipientKind: "NON_HIPAA"), "TPO");
        Assert.StartsWith(PrivacyPolicy.Usual.NoticeFor(NoticeCase.Consent).Text!, Notice(await desk.Shared("shelter", Chart)));
        Assert.NotEqual(PrivacyPolicy.Usual.NoticeFor(NoticeCase.Consent).Text, PrivacyPolicy.Usual.NoticeFor(NoticeCase.TpoConsent).Text);
    }

    [Fact]
    public async Task What_a_court_orders_goes_with_its_own_words()
    {
        var (desk, client, court) = await Open("court", "court");
        await desk.ReferredBy(client, court);
        await RecordCourtOrderTests.Record(desk, client, court);
        var answer = await desk.Shared("court", Chart);
        Assert.Equal(PrivacyPolicy.Usual.NoticeFor(NoticeCase.Law).Text, Notice(answer));
        Assert.Equal((Notice(answer), "LAW", 0), Written((await desk.Disclosures(client))[0]));
    }

    [Fact]
    public async Task By_hand_the_words_are_those_of_the_organisation_or_those_that_are_said_and_of_an_earlier_day_only_those()
    {
        var (desk, client, partner) = await Open("hospital", "hospital");
        var consent = await desk.Consent(client, Named(partner), "TPO");
        var yesterday = (await desk.Ask("{ tenant { now } }")).GetProperty("tenant").GetProperty("now").GetDateTimeOffset().AddDays(-2)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        async Task<JsonElement> Fax(bool? noticeSent, string? notice = null, string? happenedOn = null, string basis = "CONSENT") => (await desk.Do("recordDisclosure", new
        {
            client,
            classes = new[] { "D" },
            description = "Summary",
            recipient = partner,
            purpose = "TREATMENT",
            basis,
            channel = "fax",
            consent = basis == "CONSENT" ? consent : null,
            noticeSent,
            notice,
            happenedOn,
        }, "disclosure { noticeSent notice { text case policyVersion } }")).GetProperty("notice");
        Assert.StartsWith(PrivacyPolicy.Usual.NoticeFor(NoticeCase.TpoConsent).Text!, (await Fax(true)).GetProperty("text").GetString());
        var own = await Fax(null, " Our own stamp. ");
        Assert.Equal(("Our own stamp.", JsonValueKind.Null), (own.GetProperty("text").GetString(), own.GetProperty("policyVersion").ValueKind));
        // An audit (42 CFR 2.53) rests on the law: its own words go with it.
        Assert.Equal(PrivacyPolicy.Usual.NoticeFor(NoticeCase.Law).Text, (await Fax(true, basis: "LAW")).GetProperty("text").GetString());
        var earlier = await Fax(true, happenedOn: yesterday, basis: "LAW");
        Assert.Equal(JsonValueKind.Null, earlier.GetProperty("text").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await Fax(false, happenedOn: yesterday, basis: "LAW")).ValueKind);
    }

    [Fact]
    public async Task A_consent_form_says_what_its_recipient_may_do()
    {
        var (desk, client, partner) = await Open("hospital", "hospital");
        async Task<string?> Form(string kind, string recipientKind) => (await desk.Do(
            "draftConsent", new { client, kind, terms = new { recipients = new[] { partner }, recipientKind } }, "consent { terms { notice } }"))
            .GetProperty("terms").GetProperty("notice").GetString();
        Assert.Equal(PrivacyPolicy.Usual.NoticeFor(NoticeCase.TpoConsent).Text, await Form("TPO", "HIPAA"));
        Assert.Equal(PrivacyPolicy.Usual.NoticeFor(NoticeCase.Consent).Text, await Form("TPO", "NON_HIPAA"));
        Assert.Equal(PrivacyPolicy.Usual.NoticeFor(NoticeCase.Consent).Text, await Form("SPECIFIC", "HIPAA"));
    }

    private static string? Notice(JsonElement answer) => answer.GetProperty("extensions").GetProperty("redisclosureNotice").GetString();

    private static (string? Text, string? Case, int Version) Written(JsonElement disclosure) => disclosure.GetProperty("notice") is var notice
        ? (notice.GetProperty("text").GetString(), notice.GetProperty("case").GetString(), notice.GetProperty("policyVersion").GetInt32()) : default;

    private static object Named(string partner) => PartnerDesk.Naming(partner, ["A", "B", "D"]);

    private static async Task<(IntakeDesk Desk, string Client, string Partner)> Open(string key, string kind) =>
        await Open((key, kind)) is var (desk, client, partners) ? (desk, client, partners[0]) : default;

    // What partners are is remembered for seconds: they come first.
    private static async Task<(IntakeDesk Desk, string Client, List<string> Partners)> Open(params (string Key, string Kind)[] partners)
    {
        var desk = await IntakeDesk.Open();
        await desk.Rows("insert into platform.role_permissions (tenant_id, role, permission, reach) values ($1, 'director', 'platform.privacy', 'tenant')");
        var ids = new List<string>();
        foreach (var (key, kind) in partners)
        {
            ids.Add(await desk.Partner(key, kind));
        }

        var client = await desk.Register("Maria", "Reyes", "1980-02-03");
        await desk.Visits(client);
        await desk.Rows("update intake.conditions set part2 = true, source_program = 'recovery' where tenant_id = $1 and code = '191816009'");
        return (desk, client, ids);
    }
}
