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
