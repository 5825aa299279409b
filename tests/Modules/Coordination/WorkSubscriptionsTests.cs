using System.Text.Json;
using CarePlatform.Messaging;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Coordination.Tests;

/// <summary>My work and a team's work, heard over event streams as a client hears them.</summary>
public sealed class WorkSubscriptionsTests
{
    private const string Changes = "{ reload items { id happened listed item { step owner { name } } } }";
    private const string MyWork = $"subscription {{ myWorkChanged {Changes} }}";
    private const string TeamWork = $"subscription($t: ID!) {{ teamWorkChanged(team: $t) {Changes} }}";

    [Fact]
    public async Task Whoever_takes_an_item_and_does_it_sees_it_come_and_go()
    {
        var work = await WorkTenant.New();
        await using var ada = await Listen(work.Outside, "ada", MyWork);
        var inquiry = await work.Inquiry();
        var triage = await work.Find(inquiry, "triage");
        await work.Outside.Do("ada", "claimWorkItem", new { item = Id(triage) }, WorkTenant.Item);
        var taken = await One(ada);
        Assert.Equal((Id(triage), "CLAIMED", true), Said(taken));
        Assert.Equal("Ada", taken.GetProperty("item").GetProperty("owner").GetProperty("name").GetString());

        await work.Happened(inquiry.Triaged(Intake.Contracts.Acuity.Routine, await work.Now()));
        Assert.Equal((Id(triage), "COMPLETED", false), Said(await One(ada)));
    }

    [Fact]
    public async Task Work_that_is_given_to_somebody_else_leaves_one_list_and_comes_into_the_other()
    {
        var work = await WorkTenant.New();
        await using var ada = await Listen(work.Outside, "ada", MyWork);
        await using var ben = await Listen(work.Outside, "ben", MyWork);
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        Assert.Equal("OPENED", Said(await One(ada)).Happened);
        await work.Outside.Do(
            "sue", "reassignWorkItem", new { item = Id(triage), owner = work.People["ben"].ToString(), reason = "WORKLOAD" }, WorkTenant.Item);
        Assert.Equal((Id(triage), "REASSIGNED", false), Said(await One(ada)));
        Assert.Equal((Id(triage), "REASSIGNED", true), Said(await One(ben)));
    }

    [Fact]
    public async Task What_is_put_aside_leaves_my_work_and_is_there_again_at_its_time()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        await using var ada = await Listen(work.Outside, "ada", MyWork);
        var until = (await work.Now()).AddMinutes(10);
        await work.Outside.Do("ada", "snoozeWorkItem", new { item = Id(triage), until, reason = "PLANNED" }, "workItem { id }");
        Assert.Equal((Id(triage), "SNOOZED", false), Said(await One(ada)));
        await work.Outside.Forward(TimeSpan.FromMinutes(11));
        Assert.Equal((Id(triage), "RETURNED", true), Said(await One(ada)));
    }

    [Fact]
    public async Task An_escalation_takes_the_item_from_whoever_let_its_time_pass()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        await using var ada = await Listen(work.Outside, "ada", MyWork);
        await using var sue = await Listen(work.Outside, "sue", MyWork);
        await work.Outside.Forward(TimeSpan.FromMinutes(20));
        Assert.Equal((Id(triage), "REASSIGNED", false), Said(await One(ada)));
        Assert.Equal((Id(triage), "REASSIGNED ESCALATED", true), Said(await One(sue)));
        await work.Outside.Do("sue", "acknowledgeEscalation", new { item = Id(triage) }, WorkTenant.Item);
        Assert.Equal((Id(triage), "ACKNOWLEDGED", true), Said(await One(sue)));
    }

    [Fact]
    public async Task Time_that_runs_out_is_told_although_no_rung_falls_on_that_moment()
    {
        var work = await WorkTenant.New();
        var definition = SomeTemplate.WelcomeCall();
        definition["steps"]![0]!["timeFrame"]!["limit"] = "5 minutes";
        definition["steps"]![0]!["escalation"]![0]!["after"] = "due + 4 hours";
        await work.Publish(await work.Draft(definition));
        var call = await work.Find(await work.Inquiry("ada"), "call");
        await using var ada = await Listen(work.Outside, "ada", MyWork);
        await work.Outside.Forward(TimeSpan.FromMinutes(6));
        Assert.Equal((Id(call), "OVERDUE", true), Said(await One(ada)));
    }

    [Fact]
    public async Task Many_items_that_are_handed_over_at_once_come_in_one_message()
    {
        var work = await WorkTenant.New();
        var items = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            items.Add(Id(await work.Find(await work.Inquiry("ada"), "triage")));
        }

        await using var ben = await Listen(work.Outside, "ben", MyWork);
        await work.Outside.Do(
            "sue", "handOffWorkItems",
            new { items = items.Select(item => new { item }), owner = work.People["ben"].ToString(), reason = "WORKLOAD", note = "Ada is full." }, "handoff { count }");
        var told = (await ben.Next()).GetProperty("items").EnumerateArray().Select(Said).ToList();
        Assert.Equal(items.Order(), told.Select(t => t.Id).Order());
        Assert.All(told, t => Assert.Equal(("REASSIGNED", true), (t.Happened, t.Listed)));
    }

    [Fact]
    public async Task The_work_of_somebody_who_is_absent_comes_to_whoever_covers()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        await using var ada = await Listen(work.Outside, "ada", MyWork);
        await using var ben = await Listen(work.Outside, "ben", MyWork);
        await work.Outside.Do("ada", "recordAbsence", await work.Absence("ada", cover: "ben"), "absence { id }");
        Assert.Equal((Id(triage), "REASSIGNED", false), Said(await One(ada)));
        Assert.Equal((Id(triage), "REASSIGNED", true), Said(await One(ben)));
    }

    [Fact]
    public async Task Of_a_teams_work_everybody_hears_what_they_may_see_of_it()
    {
        var work = await WorkTenant.New();
        await using var ben = await Listen(work.Outside, "ben", TeamWork, work.FrontDoor);
        await using var eve = await Listen(work.Outside, "eve", TeamWork, work.FrontDoor);
        var triage = await work.Find(await work.Inquiry(), "triage");
        Assert.Equal((Id(triage), "OPENED", true), Said(await One(ben)));
        await work.Outside.Do(
            "sue", "reassignWorkItem",
            new { item = Id(triage), owner = work.People["eve"].ToString(), team = work.FrontDoor.ToString(), reason = "SKILL" }, WorkTenant.Item);
        Assert.Equal((Id(triage), "REASSIGNED", true), Said(await One(ben)));

        // Eve sees her own work only: that the item was opened she was never told.
        Assert.Equal((Id(triage), "REASSIGNED", true), Said(await One(eve)));
        await work.Outside.Do("sue", "reassignWorkItem", new { item = Id(triage), team = work.Housing.ToString(), reason = "CORRECTION" }, WorkTenant.Item);
        Assert.Equal((Id(triage), "REASSIGNED", false), Said(await One(ben)));
        var gone = await One(eve);
        Assert.Equal((Id(triage), "REASSIGNED", false), Said(gone));
    }

    [Fact]
    public async Task An_item_that_has_passed_out_of_reach_is_told_to_be_gone_and_is_not_shown()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        await using var ada = await Listen(work.Outside, "ada", MyWork);
        await work.Outside.Do(
            "sue", "reassignWorkItem",
            new { item = Id(triage), owner = work.People["eve"].ToString(), team = work.Housing.ToString(), reason = "CORRECTION" }, WorkTenant.Item);
        var gone = await One(ada);
        Assert.Equal((Id(triage), "REASSIGNED", false), Said(gone));
        Assert.Equal(JsonValueKind.Null, gone.GetProperty("item").ValueKind);
    }

    [Fact]
    public async Task Nobody_hears_of_another_tenants_work()
    {
        var (work, other) = (await WorkTenant.New(), await WorkTenant.New());
        await using var sue = await Listen(other.Outside, "sue", TeamWork, work.FrontDoor);
        var opened = new Contracts.StepOpened(
            new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), "front-door", "triage", default, "nothing", (await work.Inquiry()).Client,
            null, work.FrontDoor, default, default, default);
        await work.Happened(opened);
        var theirs = opened with { Item = new(Guid.CreateVersion7()) };
        await other.Happened(theirs);
        Assert.Equal((theirs.Item.ToString(), "OPENED", false), Said(await One(sue)));
    }

    [Fact]
    public async Task What_one_host_commits_is_heard_by_whoever_listens_at_another()
    {
        var work = await WorkTenant.New("two hosts");
        await using var another = await work.Outside.Host.Another();
        var there = work.Outside.At(another);
        await using var here = await Listen(work.Outside, "ada", MyWork);
        await using var elsewhere = await Listen(there, "ada", MyWork);
        var triage = await work.Find(await work.Inquiry(), "triage");
        await work.Outside.Do("ada", "claimWorkItem", new { item = Id(triage) }, WorkTenant.Item);
        Assert.Equal((Id(triage), "CLAIMED", true), Said(await One(elsewhere)));
        Assert.Equal((Id(triage), "CLAIMED", true), Said(await One(here)));
        await there.Do(
            "sue", "reassignWorkItem", new { item = Id(triage), owner = work.People["ben"].ToString(), reason = "WORKLOAD" }, WorkTenant.Item);
        Assert.Equal((Id(triage), "REASSIGNED", false), Said(await One(here)));
        Assert.Equal((Id(triage), "REASSIGNED", false), Said(await One(elsewhere)));
    }

    [Fact]
    public async Task Whoever_listens_looks_again_when_an_event_cannot_be_read()
    {
        var work = await WorkTenant.New();
        await using var ada = await Listen(work.Outside, "ada", MyWork);
        await work.In(async services => await EventLog.Append(
            services.GetRequiredService<Session>().Transaction,
            [new NewEvent("a stream", "coordination.step-opened@1", "{\"item\": 7}", TimeProvider.System.GetUtcNow())], TestContext.Current.CancellationToken));
        var told = await ada.Next();
        Assert.True(told.GetProperty("reload").GetBoolean());
        Assert.Empty(told.GetProperty("items").EnumerateArray());
    }

    private static async Task<TestSubscription> Listen(TestTenant tenant, string person, string subscription, TeamId? team = null)
    {
        var stream = await TestSubscription.Open(tenant, person, subscription, team is { } t ? new { t = t.ToString() } : null);
        var first = await stream.Next();
        Assert.True(first.GetProperty("reload").GetBoolean());
        Assert.Empty(first.GetProperty("items").EnumerateArray());
        return stream;
    }

    private static async Task<JsonElement> One(TestSubscription stream)
    {
        var told = await stream.Next();
        Assert.False(told.GetProperty("reload").GetBoolean());
        return Assert.Single(told.GetProperty("items").EnumerateArray());
    }

    private static string? Id(JsonElement item) => item.GetProperty("id").GetString();

    private static (string? Id, string Happened, bool Listed) Said(JsonElement changed) => (
        Id(changed), string.Join(' ', changed.GetProperty("happened").EnumerateArray().Select(h => h.GetString())),
        changed.GetProperty("listed").ValueKind is JsonValueKind.True);
}
