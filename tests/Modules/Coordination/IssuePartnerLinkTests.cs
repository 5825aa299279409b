using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class IssuePartnerLinkTests
{
    [Fact]
    public async Task A_partner_without_an_account_answers_once_through_the_link()
    {
        var (work, item) = await Sent();
        var path = await Link(work, item);
        var (_, opened) = await Post(work, path);
        Assert.Equal("ReportSentWork", opened.GetProperty("useCase").GetString());
        var field = Assert.Single(opened.GetProperty("fields").EnumerateArray());
        Assert.Equal(("measured", "number", true), (field.GetProperty("name").GetString(), field.GetProperty("kind").GetString(), field.GetProperty("required").GetBoolean()));

        Assert.Equal(item, opened.GetProperty("reference").GetString());
        var session = opened.GetProperty("session").GetString();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(work, "/link/answer", new { session, measured = 0 })).Status);
        Assert.Equal(HttpStatusCode.OK, (await Post(work, "/link/answer", new { session, measured = 2 })).Status);
        Assert.Equal(("COMPLETED", "Harbour Hostel (one-time link)"), await ReportSentWorkTests.LastOf(work, item));
        Assert.Equal((HttpStatusCode.Gone, "used"), await Status(work, "/link/answer", new { session, measured = 2 }));
        Assert.Equal((HttpStatusCode.Gone, "used"), await Status(work, path));
        Assert.Contains("openLink done", await Trail(work, "openLink"));
        Assert.Contains("signIn link_used", await Trail(work, "signIn"));
    }

    [Fact]
    public async Task Looking_at_the_link_does_not_use_it_up_and_pages_work_without_a_script()
    {
        var (work, item) = await Sent();
        var path = await Link(work, item);
        var client = work.Outside.Host.Client;
        for (var i = 0; i < 3; i++)
        {
            using var seen = await client.GetAsync(path, Ct);
            Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
            Assert.Contains("form method=\"post\"", await seen.Content.ReadAsStringAsync(Ct));
            Assert.Equal(("no-store", "no-referrer"), (seen.Headers.CacheControl?.ToString(), Assert.Single(seen.Headers.GetValues("Referrer-Policy"))));
            Assert.Contains("form-action 'self'", Assert.Single(seen.Headers.GetValues("Content-Security-Policy")));
        }

        using var opened = await client.PostAsync(path, new FormUrlEncodedContent([]), Ct);
        var page = await opened.Content.ReadAsStringAsync(Ct);
        Assert.Contains("How did it go?", page);
        Assert.Contains($"under the reference {item}:", page);
        var session = page.Split("name=\"session\" value=\"")[1].Split('"')[0];
        using var refused = await client.PostAsync("/link/answer", new FormUrlEncodedContent([new("session", session), new("measured", "nine")]), Ct);
        Assert.Contains("Please check", await refused.Content.ReadAsStringAsync(Ct));
        using var answered = await client.PostAsync("/link/answer", new FormUrlEncodedContent([new("session", session), new("measured", "1")]), Ct);
        Assert.Contains("Thank you", await answered.Content.ReadAsStringAsync(Ct));
        using var again = await client.PostAsync(path, new FormUrlEncodedContent([]), Ct);
        Assert.Contains("It has been used", await again.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task Of_two_who_open_it_at_once_one_comes_in()
    {
        var (work, item) = await Sent();
        var path = await Link(work, item);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Post(work, path)));
        Assert.Single(answers, a => a.Status is HttpStatusCode.OK);
        Assert.Equal(3, answers.Count(a => a.Status is HttpStatusCode.Gone));
    }

    [Fact]
    public async Task It_opens_nothing_after_its_time_after_a_newer_one_and_when_something_of_it_is_changed()
    {
        var (work, item) = await Sent();
        var (first, second) = (await Link(work, item), await Link(work, item, days: 1));
        Assert.Equal((HttpStatusCode.Gone, "revoked"), await Status(work, first));
        Assert.Equal((HttpStatusCode.NotFound, "unknown"), await Status(work, second[..^1] + (second[^1] == 'A' ? 'B' : 'A')));
        Assert.Equal((HttpStatusCode.NotFound, "unknown"), await Status(work, "/link/nonsense"));
        var other = await WorkTenant.New();
        Assert.Equal((HttpStatusCode.NotFound, "unknown"), await Status(work, second.Replace(work.Outside.Tenant.Slug, other.Outside.Tenant.Slug, StringComparison.Ordinal)));
        await work.Outside.Forward(TimeSpan.FromHours(25));
        Assert.Equal((HttpStatusCode.Gone, "expired"), await Status(work, second));
    }

    [Fact]
    public async Task Its_session_ends_and_does_nothing_but_what_the_link_is_for()
    {
        var (work, item) = await Sent();
        var session = (await Post(work, await Link(work, item))).Answer.GetProperty("session").GetString()!;
        foreach (var more in new object[] { new { session, measured = 1, item = "wi_00000000000000000000000000" }, new { session }, new { session, measured = 1, note = "x" } })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(work, "/link/answer", more)).Status);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ sentToUs(first: 1) { nodes { id } } }" }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session);
        Assert.Equal(HttpStatusCode.Unauthorized, (await work.Outside.Host.Client.SendAsync(request, Ct)).StatusCode);
        await work.Outside.Forward(TimeSpan.FromMinutes(31));
        Assert.Equal((HttpStatusCode.Gone, "expired"), await Status(work, "/link/answer", new { session, measured = 1 }));
    }

    [Fact]
    public async Task Only_for_an_open_item_that_a_partner_owes_and_by_those_who_may_give_work_away()
    {
        var (work, item) = await Sent();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        Assert.Equal("NoPartner", await Refusal(work, new { item = ReportSentWorkTests.Of(triage) }));
        Assert.Equal("InvalidInput", await Refusal(work, new { item, days = 31 }));
        var forbidden = await work.Outside.Send("ada", "mutation($i: ID!) { issuePartnerLink(input: { item: $i }) { errors { code } } }", new { i = item });
        Assert.Equal("FORBIDDEN", forbidden.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        await work.Outside.Do("hal", "reportSentWork", new { item, measured = "1" }, "sentWork { id }");
        Assert.Equal("WorkItemClosed", await Refusal(work, new { item }));
    }

    [Fact]
    public async Task Whoever_guesses_is_slowed_down()
    {
        var (work, item) = await Sent();
        var path = await Link(work, item);
        var guess = path[..path.LastIndexOf('.')] + ".guess";
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await Post(work, guess)).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await Post(work, path)).Status);
    }

    internal static async Task<(WorkTenant Work, string Item)> Sent()
    {
        var work = await WorkTenant.New();
        await ReportSentWorkTests.SentTo(work, "hostel");
        return (work, ReportSentWorkTests.Of(Assert.Single(await ReportSentWorkTests.List(work, "hal"))));
    }

    /// <summary>The path of a link for the item.</summary>
    internal static async Task<string> Link(WorkTenant work, string item, int days = 7) => new Uri(
        (await work.Outside.Do("sue", "issuePartnerLink", new { item, days }, "partnerLink { address }")).GetProperty("address").GetString()!).AbsolutePath;

    internal static async Task<(HttpStatusCode Status, string? Told)> Status(WorkTenant work, string path, object? body = null) =>
        await Post(work, path, body) is var (status, answer) ? (status, answer.GetProperty("status").GetString()) : default;

    internal static async Task<(HttpStatusCode Status, JsonElement Answer)> Post(WorkTenant work, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body ?? new { }) };
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await work.Outside.Host.Client.SendAsync(request, Ct);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<IReadOnlyList<string>> Trail(WorkTenant work, string action) => [.. (await work.Outside.Ask(
        "admin", "query($a: String) { auditEntries(first: 20, where: { action: $a }) { nodes { action outcome } } }", new { a = action }))
        .GetProperty("auditEntries").GetProperty("nodes").EnumerateArray()
        .Select(e => $"{e.GetProperty("action").GetString()} {e.GetProperty("outcome").GetString()}")];

    private static async Task<string?> Refusal(WorkTenant work, object input) =>
        (await work.Outside.Refused("sue", "issuePartnerLink", input, "partnerLink { address }"))[0].GetProperty("__typename").GetString();
}

public sealed class RevokeOneTimeLinkTests
{
    [Fact]
    public async Task A_link_that_was_taken_back_opens_nothing_and_a_session_that_it_began_ends()
    {
        var (work, item) = await IssuePartnerLinkTests.Sent();
        var path = await IssuePartnerLinkTests.Link(work, item);
        var session = (await IssuePartnerLinkTests.Post(work, path)).Answer.GetProperty("session").GetString();
        await Revoke(work);
        Assert.Equal((HttpStatusCode.Gone, "revoked"), await IssuePartnerLinkTests.Status(work, "/link/answer", new { session, measured = 1 }));

        path = await IssuePartnerLinkTests.Link(work, item);
        var revoked = await Revoke(work);
        Assert.Equal(JsonValueKind.String, revoked.GetProperty("revokedAt").ValueKind);
        Assert.Equal((HttpStatusCode.Gone, "revoked"), await IssuePartnerLinkTests.Status(work, path));
        var refused = await work.Outside.Refused("admin", "revokeOneTimeLink", new { link = "otl_00000000000000000000000000" }, "oneTimeLink { id }");
        Assert.Equal("NotFound", refused[0].GetProperty("__typename").GetString());
    }

    private static async Task<JsonElement> Revoke(WorkTenant work)
    {
        var latest = (await work.Outside.Ask("admin", "{ oneTimeLinks(first: 1) { nodes { id useCase organisation { name } } } }")).GetProperty("oneTimeLinks").GetProperty("nodes")[0];
        Assert.Equal("Harbour Hostel", latest.GetProperty("organisation").GetProperty("name").GetString());
        return await work.Outside.Do("admin", "revokeOneTimeLink", new { link = latest.GetProperty("id").GetString() }, "oneTimeLink { id revokedAt }");
    }
}
