using System.Text;
using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class WriteInboundMessageTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_either_side_writes_the_other_reads_and_a_loop_waits_for_that(bool inTwoDatabases)
    {
        var both = await LinkedTenants.New(inTwoDatabases ? await TestHost.WithCell : null);
        var (referral, inbound) = await both.Send();
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "writeReferralMessage", new { referral, text = "Is the ramp fixed?" }, "referralMessage { id }");
        await both.Quiet();
        var there = await both.Talk(inbound);
        Assert.Equal((1, 0), (there.GetProperty("unreadHere").GetInt32(), there.GetProperty("unreadThere").GetInt32()));
        var asked = there.GetProperty("messages").EnumerateArray().Single();
        Assert.Equal(("Is the ramp fixed?", true, "Marguerite Okonjo"), (
            asked.GetProperty("text").GetString(), asked.GetProperty("fromSender").GetBoolean(), asked.GetProperty("byName").GetString()));
        Assert.Equal(["inbound-message", "inbound-referral"], (await both.Alliance.Work(inbound)).Order());
        Assert.Equal(1, (await both.Clinic.See(referral)).GetProperty("unreadThere").GetInt32());

        await both.Alliance.Handle("acceptInboundReferral", new { referral = inbound });
        Assert.False((await both.Talk(inbound)).GetProperty("loop").GetProperty("answered").GetBoolean());
        await both.Alliance.Handle("readInboundMessages", new { referral = inbound });
        Assert.True((await both.Talk(inbound)).GetProperty("loop").GetProperty("answered").GetBoolean());
        await both.Alliance.Outside.Do("intake-worker", "writeInboundMessage", new { referral = inbound, text = "It is." }, "inboundMessage { id }");
        await both.Alliance.Resolve(inbound, "IN_CARE");
        await both.Alliance.Handle("reportInboundOutcome", new { referral = inbound, met = "MET" });
        await both.Quiet();
        Assert.Empty(await both.Alliance.Work(inbound));
        var here = await both.Clinic.See(referral);
        Assert.Equal((1, 0, false), (
            here.GetProperty("unreadHere").GetInt32(), here.GetProperty("unreadThere").GetInt32(), here.GetProperty("loop").GetProperty("answered").GetBoolean()));
        Assert.Contains("referral-message", await both.Clinic.Work(referral));
        Assert.Equal("OUTCOME_REPORTED", LoopTenant.Status(
            await both.Clinic.Outside.Do(LoopTenant.Referrer, "reviewReferral", new { referral }, LoopTenant.Referral)));
        Assert.Equal(1, (await both.Talk(inbound)).GetProperty("unreadThere").GetInt32());

        await both.Clinic.Outside.Do(LoopTenant.Referrer, "readReferralMessages", new { referral }, LoopTenant.Received);
        await both.Quiet();
        Assert.Equal("CLOSED", await both.Status(referral));
        var read = await both.Talk(inbound);
        Assert.Equal(0, read.GetProperty("unreadThere").GetInt32());
        Assert.Equal(["Marguerite Okonjo", "Paloma Reyes-Whitlock"], read.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("readByName").GetString()!).Order());
        Assert.Equal("It is.", (await both.Clinic.Outside.Ask("supervisor", "query($r: ID!) { referral(id: $r) { messages { text fromPartner } } }", new { r = referral }))
            .GetProperty("referral").GetProperty("messages")[1].GetProperty("text").GetString());
    }

    [Fact]
    public async Task What_tells_of_a_record_of_a_program_crosses_with_the_words_that_the_account_says_went_along()
    {
        var both = await LinkedTenants.New();
        await both.Clinic.Outside.Do(
            "admin", "changeReferralSettings", new
            {
                needs = new[]
                {
                    new { code = "homelessness", title = "Homelessness", @class = "D" },
                    new { code = "outpatient-mental-health", title = "Outpatient", @class = "C" },
                },
            }, "referralSettings { version }");
        var client = await both.Clinic.Client();
        await both.Clinic.Agree(client, ["A", "D", "G"], both.Clinic.Housing);
        var (referral, inbound) = await both.Send(client);
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "writeReferralMessage", new { referral, text = "Is the ramp fixed?" }, "referralMessage { id }");
        await both.Quiet();

        var words = (await both.Clinic.Outside.Ask(
            "clinical-director", "query($c: ID!) { accountingOfDisclosures(client: $c, kind: PART2) { notice { text } } }", new { c = client }))
            .GetProperty("accountingOfDisclosures").EnumerateArray().Select(d => d.GetProperty("notice").GetProperty("text").GetString()!).ToList();
        Assert.Equal(2, words.Count);
        var notice = Assert.Single(words.Distinct());
        Assert.Equal($"Has a dog.\n\n{notice}", await both.Value<string>(both.Alliance, "select reason from referrals.inbound_referrals where tenant_id = $1"));
        Assert.Equal($"Is the ramp fixed?\n\n{notice}", (await both.Talk(inbound)).GetProperty("messages")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Each_crossing_is_a_disclosure_of_whoever_writes_and_the_log_says_nothing_of_it()
    {
        var both = await LinkedTenants.New();
        var client = await both.Clinic.Client(both.Clinic.Housing);
        var (referral, inbound) = await both.Send(client);
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "writeReferralMessage", new { referral, text = "zq-secret" }, "referralMessage { id }");
        await both.Alliance.Outside.Do("intake-worker", "writeInboundMessage", new { referral = inbound, text = "zq-reply" }, "inboundMessage { id }");
        await both.Quiet();
        Assert.Single(await both.Clinic.Disclosures(client), d => d.GetProperty("description").GetString() == "Message on a referral");
        var (person, _) = await both.Alliance.TakenIn(inbound);
        Assert.Single(await both.Alliance.Disclosures(person), d => d.GetProperty("description").GetString() == "Message to the sender of a referral");
        foreach (var tenant in new[] { both.Clinic, both.Alliance })
        {
            Assert.Equal(0L, await both.Count(tenant, "select count(*) from messaging.log where tenant_id = $1 and payload::text like '%zq-%'"));
            Assert.Equal(0L, await both.Count(tenant, "select count(*) from referrals.link_arrivals where tenant_id = $1 and body is not null"));
        }
    }

    [Fact]
    public async Task Without_a_link_or_a_consent_nothing_is_written_for_the_other_side()
    {
        var both = await LinkedTenants.New();
        var client = await both.Clinic.Client();
        var consent = await both.Clinic.Agree(client, both.Clinic.Housing);
        var (referral, inbound) = await both.Send(client);
        await both.Clinic.Outside.Do("supervisor", "revokeConsent", new { consent, method = "LETTER" }, "consent { id }");
        Assert.Equal("MessageNotShareable", await both.Clinic.Refused(referral, "writeReferralMessage", new { text = "Hello?" }, LoopTenant.Referrer, "referralMessage { id }"));
        var faxed = await both.Alliance.Fax();
        Assert.Equal("SenderNotReached", await both.Alliance.Refused(faxed, "writeInboundMessage", new { text = "Hello?" }, "intake-worker", "inboundMessage { id }"));
        Assert.Equal("NotFound", await both.Clinic.Refused(inbound, "writeInboundMessage", new { text = "Hello?" }, "intake-worker", "inboundMessage { id }"));
        Assert.Equal("InvalidInput", await both.Alliance.Refused(inbound, "writeInboundMessage", new { text = " " }, "intake-worker", "inboundMessage { id }"));
        await both.Alliance.Outside.Do(
            "admin", "endTenantLink", new { link = LoopTenant.IdOf(await LinkedTenants.Only(both.Alliance.Outside)), reason = "Over." }, LinkedTenants.Link);
        await both.Quiet();
        Assert.Equal("SenderUnlinked", await both.Alliance.Refused(inbound, "writeInboundMessage", new { text = "Hello?" }, "intake-worker", "inboundMessage { id }"));
        Assert.Equal("PartnerNotLinked", await both.Clinic.Refused(referral, "writeReferralMessage", new { text = "Hello?" }, LoopTenant.Referrer, "referralMessage { id }"));
    }
}

public sealed class ReadInboundMessagesTests
{
    [Fact]
    public async Task Reading_is_told_with_who_and_when_and_what_came_later_stays_unread()
    {
        var both = await LinkedTenants.New();
        var (referral, inbound) = await both.Send();
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "writeReferralMessage", new { referral, text = "One." }, "referralMessage { id }");
        await both.Quiet();
        await both.Alliance.Handle("readInboundMessages", new { referral = inbound });
        await both.Quiet();
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "writeReferralMessage", new { referral, text = "Two." }, "referralMessage { id }");
        await both.Quiet();
        var messages = (await both.Clinic.Outside.Ask("supervisor", "query($r: ID!) { referral(id: $r) { unreadThere messages { readAt readByName } } }", new { r = referral }))
            .GetProperty("referral");
        Assert.Equal(1, messages.GetProperty("unreadThere").GetInt32());
        Assert.Equal(("Paloma Reyes-Whitlock", JsonValueKind.Null), (
            messages.GetProperty("messages")[0].GetProperty("readByName").GetString(), messages.GetProperty("messages")[1].GetProperty("readAt").ValueKind));
    }
}

public sealed class SendInboundDocumentTests
{
    [Fact]
    public async Task A_document_crosses_byte_by_byte_with_its_class_and_is_work_until_it_is_opened()
    {
        var both = await LinkedTenants.New();
        var (referral, inbound) = await both.Send();
        var bytes = new byte[700_000];
        Encoding.ASCII.GetBytes("%PDF-1.7").CopyTo(bytes, 0);
        var sent = await both.Alliance.Outside.Do("intake-worker", "sendInboundDocument", new
        {
            referral = inbound,
            title = "Lease",
            mediaType = "application/pdf",
            content = Convert.ToBase64String(bytes),
        }, LinkedPapers.Document);
        await both.Quiet();
        var here = Assert.Single(await Papers.Here(both.Clinic, referral));
        Assert.Equal(("Lease", true), (here.GetProperty("title").GetString(), here.GetProperty("fromPartner").GetBoolean()));
        Assert.Equal(["referral-document"], await both.Clinic.Work(LoopTenant.IdOf(here)));
        var opened = await both.Clinic.Outside.Do(LoopTenant.Referrer, "openReferralDocument", new { document = LoopTenant.IdOf(here) }, Papers.Opened);
        Assert.Equal(bytes, Convert.FromBase64String(opened.GetProperty("content").GetString()!));
        await both.Quiet();
        Assert.Empty(await both.Clinic.Work(LoopTenant.IdOf(here)));
        Assert.Equal("Marguerite Okonjo", Assert.Single(await LinkedPapers.Of(both, inbound)).GetProperty("readByName").GetString());
        var (person, _) = await both.Alliance.TakenIn(inbound);
        Assert.Single(await both.Alliance.Disclosures(person), d => d.GetProperty("description").GetString() == "Document to the sender of a referral");

        await both.Alliance.Outside.Do("intake-worker", "retractInboundDocument", new { document = LoopTenant.IdOf(sent), reason = "INCORRECT" }, LinkedPapers.Document);
        await both.Quiet();
        Assert.Equal("INCORRECT", Assert.Single(await Papers.Here(both.Clinic, referral)).GetProperty("retraction").GetString());
        Assert.Equal("DocumentTakenBack", await Papers.Refused(both.Clinic, LoopTenant.Referrer, "openReferralDocument", new { document = LoopTenant.IdOf(here) }, Papers.Opened));
    }

    [Fact]
    public async Task What_is_too_large_of_another_kind_or_too_sensitive_for_the_sender_does_not_leave()
    {
        var both = await LinkedTenants.New();
        var (_, inbound) = await both.Send();
        Assert.Equal("DocumentTooLarge", await Refusal(both, inbound, new byte[700_001], "G"));
        Assert.Equal("MediaTypeNotAllowed", await Refusal(both, inbound, [0xC3, 0x28], "G"));
        Assert.Equal("InvalidInput", await Refusal(both, inbound, "hello"u8.ToArray(), "E"));
        Assert.Equal("DocumentNotShareable", await Refusal(both, inbound, "Sleeps badly."u8.ToArray(), "C"));
        Assert.Empty(await LinkedPapers.Of(both, inbound));
        Assert.Equal("SenderNotReached", await Refusal(both, await both.Alliance.Fax(), "hello"u8.ToArray(), "G"));
    }

    private static async Task<string> Refusal(LinkedTenants both, string referral, byte[] content, string dataClass) => await Papers.Refused(
        both.Alliance, "intake-worker", "sendInboundDocument",
        new { referral, title = "Letter", mediaType = "text/plain", content = Convert.ToBase64String(content), @class = dataClass }, LinkedPapers.Document);
}

public sealed class OpenInboundDocumentTests
{
    [Fact]
    public async Task What_was_shared_there_is_opened_here_and_its_sender_sees_who_opened_it()
    {
        var both = await LinkedTenants.New();
        var (referral, inbound) = await both.Send();
        var document = LoopTenant.IdOf(await Papers.Attach(both.Clinic, referral, LoopTenant.Referrer, "Has a dog."u8.ToArray(), "text/plain"));
        await both.Quiet();
        Assert.Empty(await LinkedPapers.Of(both, inbound));
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "shareReferralDocument", new { document }, Papers.Document);
        await both.Quiet();
        var there = Assert.Single(await LinkedPapers.Of(both, inbound));
        Assert.Equal(("Letter", true, false), (there.GetProperty("title").GetString(), there.GetProperty("fromSender").GetBoolean(), there.GetProperty("part2").GetBoolean()));
        Assert.Equal(["inbound-document"], await both.Alliance.Work(LoopTenant.IdOf(there)));
        var opened = await both.Alliance.Outside.Do("intake-worker", "openInboundDocument", new { document = LoopTenant.IdOf(there) }, LinkedPapers.Opened);
        Assert.Equal("Has a dog.", Encoding.UTF8.GetString(Convert.FromBase64String(opened.GetProperty("content").GetString()!)));
        await both.Quiet();
        Assert.Empty(await both.Alliance.Work(LoopTenant.IdOf(there)));
        Assert.Equal("Paloma Reyes-Whitlock", Assert.Single(await Papers.Here(both.Clinic, referral)).GetProperty("readByName").GetString());
        Assert.Equal("NotYourDocument", await Papers.Refused(
            both.Alliance, "intake-worker", "retractInboundDocument", new { document = LoopTenant.IdOf(there), reason = "OTHER" }, LinkedPapers.Document));

        await both.Clinic.Outside.Do(LoopTenant.Referrer, "retractReferralDocument", new { document, reason = "WRONG_CLIENT" }, Papers.Document);
        await both.Quiet();
        Assert.Equal("WRONG_CLIENT", Assert.Single(await LinkedPapers.Of(both, inbound)).GetProperty("retraction").GetString());
        Assert.Equal("DocumentTakenBack", await Papers.Refused(
            both.Alliance, "intake-worker", "openInboundDocument", new { document = LoopTenant.IdOf(there) }, LinkedPapers.Opened));
    }

    [Fact]
    public async Task A_document_of_a_part_2_program_carries_its_label_and_notice_and_opens_for_whom_a_consent_lets_in()
    {
        var both = await LinkedTenants.New();
        var (_, inbound) = await both.Send();
        var referral = (await both.Arrived()).Single().GetProperty("reference").GetString()!;
        var key = await both.Value<Guid>(both.Clinic, "select key from referrals.tenant_links where tenant_id = $1");
        var content = "Counselled."u8.ToArray();
        Assert.True(await both.Deliver(both.Clinic, both.Alliance, LinkMessage.Document, key, referral, new TravellingDocument(
            Guid.CreateVersion7(), "Discharge letter", "text/plain", content, DocumentBytes.HashOf(content), Platform.DataClass.G, Part2: true, "42 CFR part 2 prohibits…", "Somebody",
            TimeProvider.System.GetUtcNow())));
        await both.Quiet();
        var id = new Contracts.InboundDocumentId(await both.Value<Guid>(both.Alliance, "select id from referrals.inbound_documents where tenant_id = $1")).ToString();
        Assert.Empty(await LinkedPapers.Of(both, inbound));
        Assert.Equal("DocumentWithheld", await Papers.Refused(both.Alliance, "supervisor", "openInboundDocument", new { document = id }, LinkedPapers.Opened));
        Assert.Equal(0L, await both.Count(both.Alliance, "select count(*) from referrals.inbound_documents where tenant_id = $1 and read_at is not null"));

        var (person, _) = await both.Alliance.TakenIn(inbound);
        var consent = (await both.Alliance.Outside.Do("supervisor", "draftConsent", new
        {
            client = person,
            kind = "TPO",
            terms = new
            {
                discloser = "Harbor",
                recipientClasses = new[] { "this-organisation" },
                recipientKind = "HIPAA",
                information = new[] { "D" },
                purposes = new[] { "TREATMENT" },
                expiresOn = "2099-01-01",
                language = "en",
                formVersion = "1",
                notice = "You can take this back.",
            },
        }, "consent { id }")).GetProperty("id").GetString()!;
        await both.Alliance.Outside.Do("supervisor", "signConsent", new { consent, signature = new { evidence = "scan" } }, "consent { id }");
        var there = Assert.Single(await LinkedPapers.Of(both, inbound));
        Assert.Equal((true, "42 CFR part 2 prohibits…", "Discharge letter"), (
            there.GetProperty("part2").GetBoolean(), there.GetProperty("notice").GetString(), there.GetProperty("title").GetString()));
        var opened = await both.Alliance.Outside.Do("supervisor", "openInboundDocument", new { document = id }, LinkedPapers.Opened);
        Assert.Equal("Counselled.", Encoding.UTF8.GetString(Convert.FromBase64String(opened.GetProperty("content").GetString()!)));
    }

    [Fact]
    public async Task What_was_changed_on_its_way_is_not_taken()
    {
        var both = await LinkedTenants.New();
        var (referral, inbound) = await both.Send();
        var key = await both.Value<Guid>(both.Clinic, "select key from referrals.tenant_links where tenant_id = $1");
        var content = "Has a dog."u8.ToArray();
        Assert.True(await both.Deliver(both.Clinic, both.Alliance, LinkMessage.Document, key, referral, new TravellingDocument(
            Guid.CreateVersion7(), "Letter", "text/plain", content, DocumentBytes.HashOf("Has a cat."u8.ToArray()), Platform.DataClass.G, Part2: false, null, "Somebody",
            TimeProvider.System.GetUtcNow())));
        await both.Quiet();
        Assert.Empty(await LinkedPapers.Of(both, inbound));
        Assert.Equal("document-not-taken", await both.Value<string>(both.Alliance, "select result from referrals.link_arrivals where tenant_id = $1 and kind = 'document'"));
    }
}

public sealed class RetractInboundDocumentTests
{
    [Fact]
    public async Task What_was_taken_back_is_taken_back_once_and_another_tenant_finds_none()
    {
        var both = await LinkedTenants.New();
        var (_, inbound) = await both.Send();
        var document = LoopTenant.IdOf(await both.Alliance.Outside.Do("intake-worker", "sendInboundDocument", new
        {
            referral = inbound,
            title = "Lease",
            mediaType = "text/plain",
            content = Convert.ToBase64String("Lease."u8),
        }, LinkedPapers.Document));
        var input = new { document, reason = "OTHER" };
        Assert.Equal("NotFound", await Papers.Refused(both.Clinic, "intake-worker", "retractInboundDocument", input, LinkedPapers.Document));
        await both.Alliance.Outside.Do("intake-worker", "retractInboundDocument", input, LinkedPapers.Document);
        Assert.Equal("DocumentTakenBack", await Papers.Refused(both.Alliance, "intake-worker", "retractInboundDocument", input, LinkedPapers.Document));
    }
}

/// <summary>What is said and shared on a referral between two tenants, as the alliance sees it.</summary>
internal static class LinkedPapers
{
    public const string Document = "inboundDocument { id title size }";

    public const string Opened = "openedInboundDocument { id content notice }";

    public static async Task<JsonElement> Talk(this LinkedTenants both, string inbound) => (await both.Alliance.Outside.Ask("supervisor", """
        query($r: ID!) { inboundReferral(id: $r) {
          unreadHere unreadThere loop { answered }
          messages { text fromSender byName readAt readByName }
          documents { id title fromSender part2 notice readByName retraction }
        } }
        """, new { r = inbound })).GetProperty("inboundReferral");

    public static async Task<IReadOnlyList<JsonElement>> Of(LinkedTenants both, string inbound) => [.. (await both.Talk(inbound)).GetProperty("documents").EnumerateArray()];
}
