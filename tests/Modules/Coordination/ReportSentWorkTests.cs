using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class ReportSentWorkTests
{
    private const string Sent = "sentWork { id title state measured }";

    [Fact]
    public async Task A_partner_sees_the_steps_that_it_owes_and_reports_their_outcome()
    {
        var work = await WorkTenant.New();
        await SentTo(work, "hostel");
        var call = Assert.Single(await List(work, "hal"));
        Assert.Equal(("Call the client", "OPEN"), (call.GetProperty("title").GetString(), call.GetProperty("state").GetString()));

        var done = await work.Outside.Do("hal", "reportSentWork", new { item = Of(call), measured = "1" }, Sent);
        Assert.Equal(("COMPLETED", "1"), (done.GetProperty("state").GetString(), done.GetProperty("measured").GetString()));
        Assert.Empty(await List(work, "hal"));
        Assert.Single(await List(work, "hal", open: false));
        var (what, by) = await LastOf(work, Of(call));
        Assert.Equal(("COMPLETED", "Hal"), (what, by));
        Assert.Equal("WorkItemClosed", await Refusal(work, "hal", new { item = Of(call), measured = "1" }));
    }

    [Fact]
    public async Task Another_partner_and_staff_without_a_partner_neither_see_nor_report_it()
    {
        var work = await WorkTenant.New();
        await SentTo(work, "hostel");
        var call = Of(Assert.Single(await List(work, "hal")));
        Assert.Empty(await List(work, "cleo"));
        Assert.Equal("NotFound", await Refusal(work, "cleo", new { item = call, measured = "1" }));
        var forbidden = await work.Outside.Send("sue", "mutation($i: ID!) { reportSentWork(input: { item: $i, measured: \"1\" }) { errors { code } } }", new { i = call });
        Assert.Equal("FORBIDDEN", forbidden.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_partner_gets_at_nothing_else_of_the_work_although_its_role_would_permit_it()
    {
        var work = await WorkTenant.New();
        var inquiry = await SentTo(work, "hostel");
        var call = Of(Assert.Single(await List(work, "hal")));
        foreach (var query in new[]
        {
            "{ workItems(first: 1) { nodes { id } } }", "{ myWork(first: 1) { nodes { id } } }", $"{{ workItem(id: \"{call}\") {{ id }} }}",
            $"{{ node(id: \"{call}\") {{ id }} }}", $"{{ sentToUs(first: 1) {{ nodes {{ client {{ id }} }} }} }}",
            $"mutation {{ claimWorkItem(input: {{ item: \"{call}\" }}) {{ workItem {{ id }} }} }}",
            $"mutation {{ completeWorkItem(input: {{ item: \"{call}\", measured: \"1\" }}) {{ workItem {{ id }} }} }}",
        })
        {
            var answer = await work.Outside.Send("hal", query);
            Assert.False(answer.TryGetProperty("data", out _), query);
            Assert.DoesNotContain(inquiry.Client.ToString(), answer.ToString());
        }
    }

    [Fact]
    public async Task A_value_that_does_not_show_that_it_is_done_is_refused()
    {
        var work = await WorkTenant.New();
        await SentTo(work, "hostel");
        var call = Of(Assert.Single(await List(work, "hal")));
        Assert.Equal("NotDoneYet", await Refusal(work, "hal", new { item = call, measured = "0" }));
        Assert.Equal("NotDoneYet", await Refusal(work, "hal", new { item = call, measured = "9" }));
        Assert.Equal("NotFound", await Refusal(work, "hal", new { item = "wi_00000000000000000000000000", measured = "1" }));
    }

    /// <summary>Publishes a template by which a partner owes a call for each inquiry, and lets one arrive.</summary>
    internal static async Task<SomeInquiry> SentTo(WorkTenant work, string partner)
    {
        var definition = SomeTemplate.WelcomeCall();
        definition["steps"]![0]!["owner"] = JsonNode.Parse($$"""[{ "organisation": "{{partner}}", "team": "front-door" }, { "role": "supervisor" }]""");
        await work.Publish(await work.Draft(definition));
        return await work.Inquiry("ada");
    }

    internal static async Task<IReadOnlyList<JsonElement>> List(WorkTenant work, string who, bool open = true) => [.. (await work.Outside.Ask(
        who, "query($o: Boolean) { sentToUs(first: 10, open: $o) { nodes { id title state dueAt measured } } }", new { o = open }))
        .GetProperty("sentToUs").GetProperty("nodes").EnumerateArray()];

    internal static string Of(JsonElement item) => item.GetProperty("id").GetString()!;

    /// <summary>The last that happened to an item, and whom the audit trail names.</summary>
    internal static async Task<(string? What, string? By)> LastOf(WorkTenant work, string item)
    {
        var history = (await work.Outside.Ask("sue", "query($id: ID!) { workItem(id: $id) { history { what } } }", new { id = item }))
            .GetProperty("workItem").GetProperty("history").EnumerateArray().Last();
        var entry = (await work.Outside.Ask("admin", "query($s: String) { auditEntries(first: 1, where: { action: \"ReportSentWork\", subject: $s }) { nodes { actorName } } }", new { s = item }))
            .GetProperty("auditEntries").GetProperty("nodes")[0];
        return (history.GetProperty("what").GetString(), entry.GetProperty("actorName").GetString());
    }

    private static async Task<string?> Refusal(WorkTenant work, string who, object input) =>
        (await work.Outside.Refused(who, "reportSentWork", input, Sent))[0].GetProperty("__typename").GetString();
}
