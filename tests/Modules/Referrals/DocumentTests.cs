using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class AttachReferralDocumentTests
{
    [Fact]
    public async Task What_a_partner_attaches_is_listed_and_opened_here_byte_by_byte_and_is_work_until_then()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        Encoding.ASCII.GetBytes("%PDF-1.7").CopyTo(bytes, 0);
        var attached = await Papers.Attach(loop, referral, LoopTenant.Partner, bytes, "application/pdf");
        Assert.Equal((300_000, Convert.ToHexStringLower(SHA256.HashData(bytes))), (attached.GetProperty("size").GetInt32(), attached.GetProperty("sha256").GetString()));
        Assert.Equal(["referral-document"], await Work(loop, LoopTenant.IdOf(attached)));

        var here = Assert.Single(await Papers.Here(loop, referral));
        Assert.Equal(("Letter", true, JsonValueKind.Null), (here.GetProperty("title").GetString(), here.GetProperty("fromPartner").GetBoolean(), here.GetProperty("readAt").ValueKind));
        var opened = await loop.Outside.Do(LoopTenant.Referrer, "openReferralDocument", new { document = LoopTenant.IdOf(attached) }, Papers.Opened);
        Assert.Equal(bytes, Convert.FromBase64String(opened.GetProperty("content").GetString()!));
        Assert.Equal("Marguerite Okonjo", Assert.Single(await Papers.Here(loop, referral)).GetProperty("readByName").GetString());
        Assert.Empty(await Work(loop, LoopTenant.IdOf(attached)));
    }

    [Fact]
    public async Task What_is_too_large_of_another_kind_or_one_too_many_is_refused()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await loop.Outside.Do("admin", "changeReferralSettings", new { documents = new { mostBytes = 100, mostOnReferral = 1, mediaTypes = new[] { "text/plain", "application/pdf" } } }, "referralSettings { version }");
        Assert.Equal("DocumentTooLarge", await Refusal(loop, referral, new byte[101], "text/plain"));
        Assert.Equal("MediaTypeNotAllowed", await Refusal(loop, referral, "hello"u8.ToArray(), "image/png"));
        Assert.Equal("MediaTypeNotAllowed", await Refusal(loop, referral, "hello"u8.ToArray(), "application/pdf"));
        Assert.Equal("MediaTypeNotAllowed", await Refusal(loop, referral, [0xC3, 0x28], "text/plain"));
        Assert.Equal("InvalidInput", await Refusal(loop, referral, [], "text/plain"));
        Assert.Equal("InvalidInput", await Refusal(loop, referral, "hello"u8.ToArray(), "text/plain", "E"));
        await Papers.Attach(loop, referral, LoopTenant.Partner, "hello"u8.ToArray(), "text/plain");
        Assert.Equal("TooManyDocuments", await Refusal(loop, referral, "hello"u8.ToArray(), "text/plain"));
        Assert.Equal("NotYourReferral", await Refusal(await LoopTenant.New(), referral, "hello"u8.ToArray(), "text/plain"));
        var unknown = await loop.Outside.Refused("admin", "changeReferralSettings", new { documents = new { mostBytes = 100, mostOnReferral = 1, mediaTypes = new[] { "application/zip" } } }, "referralSettings { version }");
        Assert.Equal("InvalidInput", unknown[0].GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task What_others_hear_of_a_document_is_nothing_of_what_it_is()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await Papers.Attach(loop, referral, LoopTenant.Partner, "zq-secret"u8.ToArray(), "text/plain", "zq-title");
        await using var command = loop.Outside.Host.Database.Administrator.CreateCommand(
            "select string_agg(payload::text, '') from messaging.log where tenant_id = $1 and type like 'referrals.document%'");
        command.Parameters.AddWithValue(loop.Outside.Tenant.Id.Value);
        var told = (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        Assert.Contains(referral, told);
        Assert.DoesNotContain("zq-", told);
    }

    private static async Task<IReadOnlyList<string>> Work(LoopTenant loop, string document)
    {
        await loop.Outside.Quiet();
        return [.. (await loop.Outside.Ask("supervisor", "{ workItems(first: 100, where: { state: OPEN }) { nodes { template subject } } }"))
            .GetProperty("workItems").GetProperty("nodes").EnumerateArray()
            .Where(i => i.GetProperty("subject").GetString() == document).Select(i => i.GetProperty("template").GetString()!)];
    }

    private static async Task<string> Refusal(LoopTenant loop, string referral, byte[] content, string mediaType, string dataClass = "G") => await loop.Refused(
        referral, "attachReferralDocument", new { title = "Letter", mediaType, content = Convert.ToBase64String(content), @class = dataClass }, thing: Papers.Document);
}

public sealed class ShareReferralDocumentTests
{
    [Fact]
    public async Task A_partner_knows_of_what_is_shared_with_it_and_each_opening_is_a_disclosure_until_the_consent_ends()
    {
        var loop = await LoopTenant.New();
        var client = await loop.Client();
        var consent = await loop.Agree(client, loop.Housing);
        var referral = LoopTenant.IdOf(await loop.Draft(client));
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral }, LoopTenant.Referral);
        var document = LoopTenant.IdOf(await Papers.Attach(loop, referral, LoopTenant.Referrer, "Has a dog."u8.ToArray(), "text/plain"));
        Assert.Empty(await Papers.There(loop, referral));
        Assert.Equal("NotFound", await Papers.Refused(loop, LoopTenant.Partner, "openReferralDocument", new { document }, Papers.Opened));

        var sharing = (await loop.Outside.Ask(LoopTenant.Referrer, "query($d: ID!) { referralDocumentSharing(document: $d) { allowed consent missing recipient } }", new { d = document }))
            .GetProperty("referralDocumentSharing");
        Assert.Equal((true, consent), (sharing.GetProperty("allowed").GetBoolean(), sharing.GetProperty("consent").GetString()));
        await loop.Outside.Do(LoopTenant.Referrer, "shareReferralDocument", new { document }, Papers.Document);
        Assert.Equal("AlreadyThere", await Papers.Refused(loop, LoopTenant.Referrer, "shareReferralDocument", new { document }, Papers.Document));
        Assert.Equal("Letter", Assert.Single(await Papers.There(loop, referral)).GetProperty("title").GetString());
        var opened = await loop.Outside.Do(LoopTenant.Partner, "openReferralDocument", new { document }, Papers.Opened);
        Assert.Equal("Has a dog.", Encoding.UTF8.GetString(Convert.FromBase64String(opened.GetProperty("content").GetString()!)));
        var disclosures = await loop.Disclosures(client);
        Assert.Contains(disclosures, d => d.GetProperty("description").GetString() == "Document of a referral" && d.GetProperty("items").EnumerateArray().Any(i => i.GetString() == document));
        Assert.Contains(disclosures, d => d.GetProperty("items").EnumerateArray().Any(i => i.GetString() == "OpenedDocument.content"));

        await loop.Outside.Do("supervisor", "revokeConsent", new { consent, method = "LETTER" }, "consent { id }");
        Assert.Equal("DocumentWithheld", await Papers.Refused(loop, LoopTenant.Partner, "openReferralDocument", new { document }, Papers.Opened));
    }

    [Fact]
    public async Task What_the_rules_do_not_let_go_is_not_shared_and_no_reason_overrides_that()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var notes = LoopTenant.IdOf(await Papers.Attach(loop, referral, LoopTenant.Referrer, "Sleeps badly."u8.ToArray(), "text/plain", dataClass: "C"));
        Assert.Equal("DocumentNotShareable", await Papers.Refused(loop, "clinical-director", "shareReferralDocument", new { document = notes }, Papers.Document));
        var draft = LoopTenant.IdOf(await loop.Draft());
        var early = LoopTenant.IdOf(await Papers.Attach(loop, draft, LoopTenant.Referrer, "Letter."u8.ToArray(), "text/plain"));
        Assert.Equal("WrongState", await Papers.Refused(loop, LoopTenant.Referrer, "shareReferralDocument", new { document = early }, Papers.Document));
        var theirs = LoopTenant.IdOf(await Papers.Attach(loop, referral, LoopTenant.Partner, "Lease."u8.ToArray(), "text/plain"));
        Assert.Equal("NotFound", await Papers.Refused(loop, LoopTenant.Referrer, "shareReferralDocument", new { document = theirs }, Papers.Document));
        Assert.Equal([theirs], (await Papers.There(loop, referral)).Select(LoopTenant.IdOf));
    }
}

public sealed class OpenReferralDocumentTests
{
    [Fact]
    public async Task Only_whoever_may_see_its_class_reads_a_document_and_another_tenant_finds_none()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var document = LoopTenant.IdOf(await Papers.Attach(loop, referral, LoopTenant.Partner, "Sleeps badly."u8.ToArray(), "text/plain", dataClass: "C"));
        var clinical = await loop.Outside.Do("clinical-director", "openReferralDocument", new { document }, Papers.Opened);
        Assert.NotEqual(JsonValueKind.Null, clinical.GetProperty("content").ValueKind);
        var other = await LoopTenant.New();
        Assert.Equal("NotFound", await Papers.Refused(other, LoopTenant.Referrer, "openReferralDocument", new { document }, Papers.Opened));
        var title = (await loop.Outside.Ask("admin", "query($r: ID!) { referral(id: $r) { documents { id title class } } }", new { r = referral }))
            .GetProperty("referral").GetProperty("documents")[0];
        Assert.Equal((JsonValueKind.Null, "C"), (title.GetProperty("title").ValueKind, title.GetProperty("class").GetString()));
    }

    [Fact]
    public async Task Whoever_is_not_shown_what_it_holds_has_not_read_it()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var document = LoopTenant.IdOf(await Papers.Attach(loop, referral, LoopTenant.Partner, "Counselled."u8.ToArray(), "text/plain"));
        // As one that a partner's own tenant sent with the label of a program under 42 CFR Part 2.
        await using var label = loop.Outside.Host.Database.Administrator.CreateCommand("update referrals.documents set part2 = true where tenant_id = $1 returning read_at is null");
        label.Parameters.AddWithValue(loop.Outside.Tenant.Id.Value);
        Assert.Equal(true, await label.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        Assert.Equal("NotFound", await Papers.Refused(loop, LoopTenant.Referrer, "openReferralDocument", new { document }, Papers.Opened));
        Assert.Equal(true, await label.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Opening_what_one_has_attached_oneself_is_not_reading_it()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var document = LoopTenant.IdOf(await Papers.Attach(loop, referral, LoopTenant.Partner, "Lease."u8.ToArray(), "text/plain"));
        await loop.Outside.Do(LoopTenant.Partner, "openReferralDocument", new { document }, Papers.Opened);
        Assert.Equal(JsonValueKind.Null, Assert.Single(await Papers.Here(loop, referral)).GetProperty("readAt").ValueKind);
    }
}

public sealed class RetractReferralDocumentTests
{
    [Fact]
    public async Task It_stays_with_its_reason_here_is_gone_for_the_partner_and_opens_for_nobody()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var document = LoopTenant.IdOf(await Papers.Attach(loop, referral, LoopTenant.Referrer, "Letter."u8.ToArray(), "text/plain"));
        await loop.Outside.Do(LoopTenant.Referrer, "shareReferralDocument", new { document }, Papers.Document);
        Assert.Equal("NotYourDocument", await Papers.Refused(loop, LoopTenant.Partner, "retractReferralDocument", new { document, reason = "OTHER" }, Papers.Document));
        await loop.Outside.Do(LoopTenant.Referrer, "retractReferralDocument", new { document, reason = "WRONG_CLIENT" }, Papers.Document);
        Assert.Empty(await Papers.There(loop, referral));
        Assert.Equal("WRONG_CLIENT", Assert.Single(await Papers.Here(loop, referral)).GetProperty("retraction").GetString());
        Assert.Equal("NotFound", await Papers.Refused(loop, LoopTenant.Partner, "openReferralDocument", new { document }, Papers.Opened));
        Assert.Equal("DocumentTakenBack", await Papers.Refused(loop, LoopTenant.Referrer, "openReferralDocument", new { document }, Papers.Opened));
        Assert.Equal("DocumentTakenBack", await Papers.Refused(loop, LoopTenant.Referrer, "retractReferralDocument", new { document, reason = "OTHER" }, Papers.Document));
    }
}

/// <summary>Documents as the tests attach and see them.</summary>
internal static class Papers
{
    public const string Document = "referralDocument { id title mediaType size sha256 sharedAt }";

    public const string Opened = "openedDocument { id content }";

    private const string Fields = "documents { id title fromPartner sharedAt readAt readByName retraction }";

    public static Task<JsonElement> Attach(
        LoopTenant loop, string referral, string who, byte[] content, string mediaType, string title = "Letter", string dataClass = "G") =>
        loop.Outside.Do(who, "attachReferralDocument", new { referral, title, mediaType, content = Convert.ToBase64String(content), @class = dataClass }, Document);

    public static async Task<IReadOnlyList<JsonElement>> Here(LoopTenant loop, string referral) => [.. (await loop.Outside.Ask(
        "supervisor", $"query($r: ID!) {{ referral(id: $r) {{ {Fields} }} }}", new { r = referral })).GetProperty("referral").GetProperty("documents").EnumerateArray()];

    public static async Task<IReadOnlyList<JsonElement>> There(LoopTenant loop, string referral) => [.. (await loop.Outside.Ask(
        LoopTenant.Partner, $"query($r: ID!) {{ referralSentToUs(id: $r) {{ {Fields} }} }}", new { r = referral })).GetProperty("referralSentToUs").GetProperty("documents").EnumerateArray()];

    public static async Task<string> Refused(LoopTenant loop, string who, string mutation, object input, string thing) =>
        (await loop.Outside.Refused(who, mutation, input, thing))[0].GetProperty("__typename").GetString()!;
}
