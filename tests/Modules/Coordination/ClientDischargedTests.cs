using CarePlatform.Intake.Contracts;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

/// <summary>What becomes of the work about a client whose care ends.</summary>
public sealed class ClientDischargedTests
{
    [Fact]
    public async Task Everything_that_is_open_ends_and_nothing_stays_overdue()
    {
        var work = await WorkTenant.New();
        await work.Publish(await work.Draft(SomeTemplate.WelcomeCall()));
        await work.Define();
        var (inquiry, other) = (await work.Inquiry("ada"), await work.Inquiry("ada"));
        var asked = await work.Ask(Of(await work.Find(inquiry, "triage")));
        await work.Outside.Forward(TimeSpan.FromMinutes(20));
        await work.Happened(Discharged(inquiry));
        await work.Outside.Forward(TimeSpan.FromDays(30));
        var ended = await work.All("sue", inquiry);
        Assert.Equal(2, ended.Count);
        Assert.All(ended, i => Assert.Equal(("CANCELLED", "CLOSED_NOT_APPLICABLE"), (Text(i, "state"), Text(i, "clock"))));
        Assert.All(ended, i => Assert.Equal("client-discharged", i.GetProperty("history").EnumerateArray().Last().GetProperty("reason").GetString()));
        Assert.All(await work.All("sue", other), i => Assert.Equal("OPEN", Text(i, "state")));
        Assert.Equal(("WITHDRAWN", "client-discharged"), (Text(await work.Find(asked), "state"), Text(await work.Find(asked), "reason")));
    }

    [Fact]
    public async Task A_step_that_is_kept_stays_with_its_owner_and_nothing_opens_after_it()
    {
        var work = await WorkTenant.New();
        var definition = SomeTemplate.WelcomeCall();
        definition["steps"]![0]!["atDischarge"] = "keep";
        await work.Publish(await work.Draft(definition));
        var inquiry = await work.Inquiry("ada");
        await work.Happened(Discharged(inquiry));
        var items = await work.All("sue", inquiry);
        Assert.Equal(["call OPEN", "triage CANCELLED"], items.Select(i => $"{Text(i, "step")} {Text(i, "state")}").Order());
        Assert.Equal("Ada", Name(items.Single(i => Text(i, "step") == "call"), "owner"));
    }

    [Fact]
    public async Task What_was_done_before_has_completed_its_step_and_aftercare_begins_and_goes_on()
    {
        var work = await WorkTenant.New();
        var aftercare = SomeTemplate.WelcomeCall();
        (aftercare["key"], aftercare["start"]!["event"], aftercare["start"]!["subject"]) = ("aftercare", "intake.client-discharged@1", "client");
        aftercare["steps"]![0]!["owner"]!.AsArray().RemoveAt(0);
        aftercare["steps"]![0]!["owner"]!.AsArray().RemoveAt(0);
        await work.Publish(await work.Draft(aftercare));
        var inquiry = await work.Inquiry("ada");
        await work.Happened(inquiry.Triaged(Acuity.Routine, await work.Now()), Discharged(inquiry));
        await work.Happened(Discharged(inquiry));
        var items = await work.All("sue", inquiry);
        Assert.Equal(["call OPEN", "first-appointment CANCELLED", "triage COMPLETED"], items.Select(i => $"{Text(i, "step")} {Text(i, "state")}").Order());
    }

    [Fact]
    public async Task What_lies_with_a_program_ends_with_its_own_discharge_alone()
    {
        var work = await WorkTenant.New();
        await work.Define();
        var inquiry = await work.Inquiry("ada");
        var asked = await work.Ask(Of(await work.Find(inquiry, "triage")));
        await work.Happened(Discharged(inquiry) with { Beside = [work.FrontDoor] });
        Assert.All(await work.All("sue", inquiry), i => Assert.Equal("OPEN", Text(i, "state")));
        Assert.Equal("OPEN", Text(await work.Find(asked), "state"));
        await work.Happened(Discharged(inquiry) with { Only = [work.Housing] });
        Assert.All(await work.All("sue", inquiry), i => Assert.Equal("OPEN", Text(i, "state")));
        await work.Happened(Discharged(inquiry) with { Only = [work.FrontDoor] });
        Assert.All(await work.All("sue", inquiry), i => Assert.Equal("CANCELLED", Text(i, "state")));
        Assert.Equal("WITHDRAWN", Text(await work.Find(asked), "state"));
    }

    private static ClientDischarged Discharged(SomeInquiry inquiry) => new(inquiry.Client, DischargeReason.Completed, new DateOnly(2025, 6, 30));
}
