using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class WriteReferralMessageTests
{
    [Fact]
    public async Task Both_sides_write_and_each_sees_what_the_other_has_not_read()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await loop.Outside.Do(LoopTenant.Referrer, "writeReferralMessage", new { referral, text = "Is the ramp fixed?" }, "referralMessage { id }");
        await loop.Outside.Do(LoopTenant.Partner, "writeReferralMessage", new { referral, text = "It is." }, "referralMessage { fromPartner }");
        var seen = await loop.See(referral);
        Assert.Equal((1, 1), (seen.GetProperty("unreadHere").GetInt32(), seen.GetProperty("unreadThere").GetInt32()));
        var there = (await loop.Outside.Ask(
            LoopTenant.Partner, "query($r: ID!) { referralSentToUs(id: $r) { unread messages { text fromPartner byName } } }", new { r = referral })).GetProperty("referralSentToUs");
        Assert.Equal(1, there.GetProperty("unread").GetInt32());
        Assert.Equal([("Is the ramp fixed?", false), ("It is.", true)], there.GetProperty("messages").EnumerateArray()
            .Select(m => (m.GetProperty("text").GetString()!, m.GetProperty("fromPartner").GetBoolean())));
    }

    [Fact]
    public async Task A_draft_has_nobody_to_read_it_and_another_partner_cannot_write()
    {
        var loop = await LoopTenant.New();
        var draft = LoopTenant.IdOf(await loop.Draft());
        Assert.Equal("NotSentYet", await loop.Refused(draft, "writeReferralMessage", new { text = "Hello?" }, LoopTenant.Referrer, "referralMessage { id }"));
        Assert.Equal("NotYourReferral", await loop.Refused(draft, "writeReferralMessage", new { text = "Hello?" }, LoopTenant.Partner, "referralMessage { id }"));
        Assert.Equal("InvalidInput", await loop.Refused(await loop.Sent(), "writeReferralMessage", new { text = "  " }, LoopTenant.Partner, "referralMessage { id }"));
    }

    [Fact]
    public async Task What_a_partner_reads_of_a_message_is_a_disclosure_and_its_own_words_are_none()
    {
        var loop = await LoopTenant.New();
        var client = await loop.Client(loop.Housing);
        var referral = LoopTenant.IdOf(await loop.Draft(client));
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral }, LoopTenant.Referral);
        await loop.Outside.Do(LoopTenant.Partner, "writeReferralMessage", new { referral, text = "Is the ramp fixed?" }, "referralMessage { text }");
        Assert.Equal(["Is the ramp fixed?"], await Read(loop, referral));
        Assert.Empty(await ReceivedReferralTests.Shown(loop, client));
        await loop.Outside.Do(LoopTenant.Referrer, "writeReferralMessage", new { referral, text = "It is." }, "referralMessage { text }");
        Assert.Equal(["Is the ramp fixed?", "It is."], await Read(loop, referral));
        Assert.Equal(["ReferralMessage.text"], await ReceivedReferralTests.Shown(loop, client));
        await loop.Outside.Do("supervisor", "voidReferral", new { referral, reason = "WRONG_CLIENT" }, LoopTenant.Referral);
        Assert.Equal(["Is the ramp fixed?", null], await Read(loop, referral));
        Assert.Equal(["ReferralMessage.text"], await ReceivedReferralTests.Shown(loop, client));
    }

    [Fact]
    public async Task What_tells_of_a_need_that_the_partner_may_not_hear_of_is_neither_written_nor_read_nor_taken_for_read()
    {
        var loop = await LoopTenant.New();
        await loop.Outside.Do("admin", "changeOrganisation", new { organisation = loop.Housing, kind = "primary-care" }, "organisation { kind }");
        var service = await loop.Service(entry: new { name = "Counselling", needs = new[] { "outpatient-mental-health" } });
        var client = await loop.Client(loop.Housing);
        var referral = LoopTenant.IdOf(await loop.Draft(client, service, "outpatient-mental-health"));
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral, noAgreementReason = "Being written." }, LoopTenant.Referral);
        await loop.Outside.Do(LoopTenant.Referrer, "writeReferralMessage", new { referral, text = "She sleeps badly." }, "referralMessage { text }");
        Assert.Equal(["She sleeps badly."], await Read(loop, referral));
        var account = (await loop.Outside.Ask(
            "clinical-director", "query($c: ID!) { accountingOfDisclosures(client: $c, kind: EVERYTHING) { description classes } }", new { c = client }))
            .GetProperty("accountingOfDisclosures").EnumerateArray().Single(d => d.GetProperty("description").GetString() == "Shown over the API");
        Assert.Equal("C", Assert.Single(account.GetProperty("classes").EnumerateArray()).GetString());

        await loop.Outside.Do("admin", "changeOrganisation", new { organisation = loop.Housing, kind = "housing" }, "organisation { kind }");
        Assert.Equal([null], await Read(loop, referral));
        Assert.Equal(["ReferralMessage.text"], await ReceivedReferralTests.Shown(loop, client));
        Assert.Equal("MessagesWithheld", await loop.Refused(referral, "readReferralMessages"));
        Assert.Equal("MessageNotShareable", await loop.Refused(
            referral, "writeReferralMessage", new { text = "She sleeps well." }, LoopTenant.Referrer, "referralMessage { id }"));
        Assert.Equal(1, (await loop.See(referral)).GetProperty("unreadThere").GetInt32());
    }

    // What the partner reads of the messages.
    private static async Task<IReadOnlyList<string?>> Read(LoopTenant loop, string referral) => [.. (await loop.Outside.Ask(
        LoopTenant.Partner, "query($r: ID!) { referralSentToUs(id: $r) { messages { text } } }", new { r = referral }))
        .GetProperty("referralSentToUs").GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("text").GetString())];

    [Fact]
    public async Task What_others_hear_of_a_message_is_nothing_of_what_it_says()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await loop.Outside.Do(LoopTenant.Partner, "writeReferralMessage", new { referral, text = "zq-secret" }, "referralMessage { id }");
        await using var command = loop.Outside.Host.Database.Administrator.CreateCommand(
            "select string_agg(payload::text, '') from messaging.log where tenant_id = $1 and type like 'referrals.%'");
        command.Parameters.AddWithValue(loop.Outside.Tenant.Id.Value);
        var told = (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        Assert.Contains(referral, told);
        Assert.DoesNotContain("zq-secret", told);
        Assert.DoesNotContain("Zora", told);
    }
}

public sealed class ReadReferralMessagesTests
{
    [Fact]
    public async Task Reading_is_written_down_with_who_and_when()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await loop.Outside.Do(LoopTenant.Referrer, "writeReferralMessage", new { referral, text = "Is the ramp fixed?" }, "referralMessage { id }");
        await loop.Answer(referral, "readReferralMessages");
        var message = (await loop.Outside.Ask("supervisor", "query($r: ID!) { referral(id: $r) { unreadThere messages { readAt readByName } } }", new { r = referral }))
            .GetProperty("referral").GetProperty("messages")[0];
        Assert.Equal("Rosalind Achebe", message.GetProperty("readByName").GetString());
        Assert.NotEqual(JsonValueKind.Null, message.GetProperty("readAt").ValueKind);
    }
}

public sealed class IssueReferralLinkTests
{
    [Fact]
    public async Task A_partner_without_an_account_declines_once_through_the_link()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var path = await Link(loop, referral);
        var opened = await Post(loop, path, new { });
        Assert.Equal("AnswerReferral", opened.Body.GetProperty("useCase").GetString());
        var session = opened.Body.GetProperty("session").GetString();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(loop, "/link/answer", new { session, answer = "declined" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await Post(loop, "/link/answer", new { session, answer = "declined", reason = "service-full", note = "Try in May." })).Status);
        var seen = await loop.See(referral);
        Assert.Equal(("DECLINED", "Keystone Housing Alliance (one-time link)"), (
            LoopTenant.Status(seen), seen.GetProperty("history").EnumerateArray().Last().GetProperty("byName").GetString()));
        Assert.Equal(HttpStatusCode.Gone, (await Post(loop, path, new { })).Status);
    }

    [Fact]
    public async Task What_is_answered_already_gets_no_link_and_an_old_link_opens_nothing()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var path = await Link(loop, referral);
        await loop.Outside.Forward(TimeSpan.FromDays(8));
        Assert.Equal(HttpStatusCode.Gone, (await Post(loop, path, new { })).Status);
        await loop.Answer(referral, "acceptReferral");
        Assert.Equal("WrongState", await loop.Refused(referral, "issueReferralLink", who: LoopTenant.Referrer, thing: "referralLink { id }"));
    }

    private static async Task<string> Link(LoopTenant loop, string referral) => new Uri((await loop.Outside.Do(
        LoopTenant.Referrer, "issueReferralLink", new { referral }, "referralLink { address }")).GetProperty("address").GetString()!).AbsolutePath;

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Post(LoopTenant loop, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await loop.Outside.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }
}
