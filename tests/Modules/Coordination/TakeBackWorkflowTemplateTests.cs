using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

/// <summary>A template that cannot be read stops nobody, and loses nothing.</summary>
public sealed class TakeBackWorkflowTemplateTests
{
    private const string Fields = "workflowTemplate { id unreadable setAsideAt missedEvents }";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_unreadable_template_would_have_begun_begins_when_it_is_mended_and_the_others_never_stop()
    {
        var (work, template) = await Published();
        await Store(work, template, "no-such-kind");
        var inquiry = await work.Inquiry("ada");
        Assert.Equal(["triage OPEN"], await Steps(work, inquiry));
        var aside = Assert.Single((await work.Outside.Ask(
            "admin", "{ workflowTemplates(first: 5, where: { setAside: true }) { nodes { key unreadable setAsideAt missedEvents definition } } }"))
            .GetProperty("workflowTemplates").GetProperty("nodes").EnumerateArray());
        Assert.Equal(("welcome-call", 1), (Text(aside, "key"), aside.GetProperty("missedEvents").GetInt32()));
        Assert.StartsWith("steps[0].kind: must be one of", Text(aside, "unreadable"), StringComparison.Ordinal);
        Assert.Equal("no-such-kind", Text(aside.GetProperty("definition").GetProperty("steps")[0], "kind"));
        Assert.Equal(0, (await work.Outside.Ask("admin", "{ parkedEvents { reason } }")).GetProperty("parkedEvents").GetArrayLength());
        var refused = await work.Outside.Refused("admin", "takeBackWorkflowTemplate", new { template }, Fields);
        Assert.Equal("coordination.still_unreadable", Text(refused[0], "code"));

        await Store(work, template, "care-coordination");
        var back = await work.Outside.Do("admin", "takeBackWorkflowTemplate", new { template }, Fields);
        await work.Outside.Quiet();
        Assert.Equal((0, JsonValueKind.Null), (back.GetProperty("missedEvents").GetInt32(), back.GetProperty("setAsideAt").ValueKind));
        Assert.Equal(["call OPEN", "triage OPEN"], await Steps(work, inquiry));
        var again = await work.Outside.Refused("admin", "takeBackWorkflowTemplate", new { template }, Fields);
        Assert.Equal("coordination.not_set_aside", Text(again[0], "code"));
    }

    [Fact]
    public async Task A_run_whose_template_cannot_be_read_waits_and_hears_in_order_what_it_has_missed_with_the_next_event()
    {
        var (work, template) = await Published();
        var inquiry = await work.Inquiry("ada");
        var call = await work.Find(inquiry, "call");
        await Store(work, template, "no-such-kind");
        await work.Happened(new ClientDischarged(inquiry.Client, DischargeReason.Completed, new DateOnly(2025, 6, 30)));
        await work.Outside.Forward(TimeSpan.FromDays(3));
        Assert.Equal(["call OPEN", "triage CANCELLED"], await Steps(work, inquiry));
        Assert.Equal(0, (await work.Find(inquiry, "call")).GetProperty("rung").GetInt32());
        foreach (var (mutation, input) in new (string, object)[]
        {
            ("completeWorkItem", new { item = Text(call, "id"), measured = "2" }),
            ("skipWorkItem", new { item = Text(call, "id"), reason = "not-wanted" }),
        })
        {
            Assert.Equal("coordination.template_unreadable", Text((await work.Outside.Refused("sue", mutation, input, "workItem { id }"))[0], "code"));
        }

        await work.Outside.Do("sue", "reassignWorkItem", new { item = Text(call, "id"), owner = work.People["ben"].ToString(), reason = "WORKLOAD" }, WorkTenant.Item);
        await Store(work, template, "care-coordination");
        var later = await work.Inquiry("ada");
        Assert.Equal(["call CANCELLED", "triage CANCELLED"], await Steps(work, inquiry));
        Assert.Equal(["call OPEN", "triage OPEN"], await Steps(work, later));
    }

    [Fact]
    public async Task The_clock_of_a_run_goes_on_when_its_template_can_be_read_again()
    {
        var (work, template) = await Published();
        var inquiry = await work.Inquiry("ada");
        await Store(work, template, "no-such-kind");
        await work.Outside.Forward(TimeSpan.FromDays(3));
        await Store(work, template, "care-coordination");
        Assert.Equal(0, (await work.Find(inquiry, "call")).GetProperty("rung").GetInt32());
        await work.Outside.Forward(TimeSpan.FromHours(2));
        Assert.Equal(1, (await work.Find(inquiry, "call")).GetProperty("rung").GetInt32());
    }

    private static async Task<(WorkTenant Work, string Template)> Published()
    {
        var work = await WorkTenant.New();
        var template = await work.Publish(await work.Draft(SomeTemplate.WelcomeCall()));
        return (work, Text(template, "id")!);
    }

    private static async Task<IEnumerable<string>> Steps(WorkTenant work, SomeInquiry inquiry) =>
        (await work.All("sue", inquiry)).Select(i => $"{Text(i, "step")} {Text(i, "state")}").Order();

    // What a newer program may have left behind that this one cannot read.
    private static async Task Store(WorkTenant work, string template, string kind)
    {
        Assert.True(Id.TryParse<WorkflowTemplateId>(template, out var id));
        await using var command = work.Outside.Host.Database.Administrator.CreateCommand(
            "update coordination.workflow_templates set definition = jsonb_set(definition, '{steps,0,kind}', to_jsonb($2::text)) where id = $1");
        command.Parameters.AddWithValue(id.Value);
        command.Parameters.AddWithValue(kind);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Ct));
    }
}
