using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>A partner without an account goes with a referral to its end, from link to link.</summary>
public sealed class ReferralLinkGuideTests
{
    [Fact]
    public async Task From_the_answer_to_the_outcome_each_link_gives_the_next_and_each_opens_once()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var next = await Do(loop, await Link(loop, referral), new { answer = "accepted" });
        Assert.Equal(["ScheduleReferral", "RecordReferralAttendance", "CompleteReferral", "WriteReferralMessage", "ReportCapacity"], next.Keys);
        await Do(loop, next["ReportCapacity"], new { openings = 2 });
        var start = (await loop.Outside.Ask("admin", "{ tenant { now } }")).GetProperty("tenant").GetProperty("now").GetDateTimeOffset().AddDays(2);
        var afterTime = await Do(loop, next["ScheduleReferral"], new { startsAt = start.UtcDateTime.ToString("yyyy-MM-ddTHH:mm", null) });
        // A newer link for the same took its place.
        Assert.Equal(HttpStatusCode.Gone, (await Post(loop, next["CompleteReferral"], new { })).Status);
        await loop.Outside.Forward(TimeSpan.FromDays(2.5));
        var afterVisit = await Do(loop, afterTime["RecordReferralAttendance"], new { came = "yes" });
        var afterService = await Do(loop, afterVisit["CompleteReferral"], new { });
        var told = await Do(loop, afterService["ReportReferralOutcome"], new { met = "met", outcome = "She has a room." });
        await Do(loop, told["WriteReferralMessage"], new { text = "Thank you for her." });
        await loop.Outside.Quiet();

        var seen = await loop.See(referral);
        Assert.Equal(("OUTCOME_REPORTED", "MET", 1), (LoopTenant.Status(seen), seen.GetProperty("met").GetString(), seen.GetProperty("unreadHere").GetInt32()));
        Assert.All(
            seen.GetProperty("history").EnumerateArray().Where(s => s.GetProperty("move").GetString() is "ACCEPT" or "SCHEDULE" or "ATTEND" or "COMPLETE" or "REPORT_OUTCOME"),
            s => Assert.Equal("Keystone Housing Alliance (one-time link)", s.GetProperty("byName").GetString()));
        // A time that is typed in without saying where is one of the organisation's own time zone.
        Assert.NotEqual(start.UtcDateTime.Hour, seen.GetProperty("startsAt").GetDateTimeOffset().UtcDateTime.Hour);
        var service = (await loop.Outside.Ask("supervisor", "{ serviceEntries(first: 5) { nodes { openings capacityByPartner } } }"))
            .GetProperty("serviceEntries").GetProperty("nodes")[0];
        Assert.Equal((2, true), (service.GetProperty("openings").GetInt32(), service.GetProperty("capacityByPartner").GetBoolean()));
    }

    [Fact]
    public async Task What_a_link_shows_is_the_organisations_choice_and_a_disclosure()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        Assert.Equal(
            ["Service: Emergency housing", "Need: A place to live", "How soon: routine"], await Facts(loop, await Link(loop, referral)));

        await Choose(loop, "NOTHING");
        Assert.Empty(await Facts(loop, await Link(loop, referral)));
        var client = (await loop.Outside.Ask("supervisor", "query($r: ID!) { referral(id: $r) { client { id } } }", new { r = referral }))
            .GetProperty("referral").GetProperty("client").GetProperty("id").GetString()!;
        Assert.DoesNotContain(await loop.Disclosures(client), d => d.GetProperty("description").GetString()!.Contains("one-time link", StringComparison.Ordinal));

        await Choose(loop, "SHARED");
        await loop.Outside.Do(LoopTenant.Referrer, "writeReferralMessage", new { referral, text = "She prefers a text message." }, "referralMessage { id }");
        var facts = await Facts(loop, await Link(loop, referral, "MESSAGE"));
        Assert.Contains("Note: Has a dog.", facts);
        Assert.Contains(facts, f => f.StartsWith("Person: Zora Quill", StringComparison.Ordinal));
        Assert.Contains(facts, f => f.EndsWith("She prefers a text message.", StringComparison.Ordinal));
        Assert.Equal(0, (await loop.See(referral)).GetProperty("unreadThere").GetInt32());
        Assert.Single(await loop.Disclosures(client), d => d.GetProperty("description").GetString() == "Referral, opened by a one-time link");


        await loop.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral, reason = "CLIENT_DECLINED" }, LoopTenant.Referral);
        Assert.Equal("WrongState", await loop.Refused(referral, "issueReferralLink", new { @for = "SCHEDULE" }, LoopTenant.Referrer, "referralLink { id }"));
    }

    [Fact]
    public async Task A_link_is_for_what_can_be_done_and_for_what_was_sent()
    {
        var loop = await LoopTenant.New();
        var draft = LoopTenant.IdOf(await loop.Draft());
        Assert.Equal("NotSentYet", await loop.Refused(draft, "issueReferralLink", new { @for = "MESSAGE" }, LoopTenant.Referrer, "referralLink { id }"));
        var referral = await loop.Sent();
        Assert.Equal("WrongState", await loop.Refused(referral, "issueReferralLink", new { @for = "OUTCOME" }, LoopTenant.Referrer, "referralLink { id }"));
    }

    private static Task<JsonElement> Choose(LoopTenant loop, string linkShows) =>
        loop.Outside.Do("admin", "changeReferralSettings", new { linkShows }, "referralSettings { linkShows }");

    private static async Task<string> Link(LoopTenant loop, string referral, string purpose = "ANSWER") => new Uri((await loop.Outside.Do(
        LoopTenant.Referrer, "issueReferralLink", new { referral, @for = purpose }, "referralLink { address }")).GetProperty("address").GetString()!).AbsolutePath;

    // Opens the link, answers, and gives the links for what comes next.
    private static async Task<Dictionary<string, string>> Do(LoopTenant loop, string path, object answer)
    {
        var session = (await Post(loop, path, new { })).Body.GetProperty("session").GetString();
        var body = JsonSerializer.SerializeToNode(answer)!.AsObject();
        body["session"] = session;
        var (status, answered) = await Post(loop, "/link/answer", body);
        Assert.True(status is HttpStatusCode.OK, answered.GetRawText());
        return answered.GetProperty("next").EnumerateArray()
            .ToDictionary(n => n.GetProperty("useCase").GetString()!, n => new Uri(n.GetProperty("address").GetString()!).AbsolutePath);
    }

    private static async Task<IReadOnlyList<string>> Facts(LoopTenant loop, string path) =>
        [.. (await Post(loop, path, new { })).Body.GetProperty("facts").EnumerateArray().Select(f => $"{f.GetProperty("label").GetString()}: {f.GetProperty("text").GetString()}")];

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Post(LoopTenant loop, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await loop.Outside.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }
}
