using CarePlatform.Intake.Contracts;
using CarePlatform.Testing;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

/// <summary>Work that is about a client itself, when two records turn out to be one person.</summary>
public sealed class MergedClientsTests
{
    [Fact]
    public async Task What_is_done_for_the_record_that_stays_is_done_for_both_workflows_about_the_client()
    {
        var (work, stays, goes) = await Merged();
        Assert.Equal(["call OPEN", "call OPEN"], await Calls(work, stays));
        await work.Happened(stays.Triaged(Acuity.Routine, await work.Now()));
        Assert.Equal(["call COMPLETED", "call COMPLETED"], await Calls(work, stays));
        Assert.Empty(await Calls(work, goes));
    }

    [Fact]
    public async Task A_merge_that_is_taken_back_gives_each_record_its_own_workflow_back()
    {
        var (work, stays, goes) = await Merged();
        await work.Happened(new ClientsSeparated(stays.Client, goes.Client));
        await work.Happened(goes.Triaged(Acuity.Routine, await work.Now()));
        Assert.Equal(["call OPEN"], await Calls(work, stays));
        Assert.Equal(["call COMPLETED"], await Calls(work, goes));
        Assert.Equal(
            ["clients-merged", "clients-separated"],
            (await work.Find(goes, "call")).GetProperty("history").EnumerateArray()
                .Where(h => Text(h, "what") == "CLIENT_CHANGED").Select(h => Text(h, "reason")));
    }

    [Fact]
    public async Task A_list_of_work_is_told_that_an_item_is_about_another_record_now()
    {
        var work = await WorkTenant.New();
        var (stays, goes) = (await work.Inquiry("ada"), await work.Inquiry("ada"));
        await using var ada = await TestSubscription.Open(
            work.Outside, "ada", "subscription { myWorkChanged { items { id happened listed item { step } } } }");
        await ada.Next();
        var moved = await work.Find(goes, "triage");
        await work.Happened(new ClientsMerged(stays.Client, goes.Client));
        var told = Assert.Single((await ada.Next()).GetProperty("items").EnumerateArray());
        Assert.Equal((Text(moved, "id"), "CLIENT_CHANGED"), (Text(told, "id"), told.GetProperty("happened")[0].GetString()));
        Assert.True(told.GetProperty("listed").GetBoolean());
    }

    private static async Task<IEnumerable<string>> Calls(WorkTenant work, SomeInquiry inquiry) =>
        (await work.All("sue", inquiry)).Where(i => Text(i, "step") == "call").Select(i => $"{Text(i, "step")} {Text(i, "state")}");

    private static async Task<(WorkTenant Work, SomeInquiry Stays, SomeInquiry Goes)> Merged()
    {
        var work = await WorkTenant.New();
        var definition = SomeTemplate.WelcomeCall();
        definition["start"]!["subject"] = "client";
        definition["steps"]![0]!["outcome"] = System.Text.Json.Nodes.JsonNode.Parse(
            """{ "when": { "event": "intake.inquiry-triaged@1", "subject": "client" } }""");
        await work.Publish(await work.Draft(definition));
        var (stays, goes) = (await work.Inquiry("ada"), await work.Inquiry("ada"));
        await work.Happened(new ClientsMerged(stays.Client, goes.Client));
        return (work, stays, goes);
    }
}
