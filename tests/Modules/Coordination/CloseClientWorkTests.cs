using CarePlatform.Intake.Contracts;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class CloseClientWorkTests
{
    private const string Closed = "closedWork { ended { id } handedOver { id owner { name } } }";

    [Fact]
    public async Task Everything_that_is_open_ends_at_once_and_nothing_falls_due_any_more()
    {
        var work = await WorkTenant.New();
        await work.Publish(await work.Draft(SomeTemplate.WelcomeCall()));
        var inquiry = await work.Inquiry("ada");
        var other = await work.Inquiry("ada");
        var closed = await work.Outside.Do("sue", "closeClientWork", new { client = inquiry.Client.ToString(), reason = "episode-closed" }, Closed);
        Assert.Equal(2, closed.GetProperty("ended").GetArrayLength());
        await work.Outside.Forward(TimeSpan.FromDays(30));
        Assert.All(await work.All("sue", inquiry), i => Assert.Equal(
            ("CANCELLED", "CLOSED_NOT_APPLICABLE", 0), (i.GetProperty("state").GetString(), i.GetProperty("clock").GetString(), i.GetProperty("rung").GetInt32())));
        Assert.All(await work.All("sue", other), i => Assert.Equal("OPEN", i.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task What_is_handed_over_goes_on_and_nothing_opens_after_it()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        var triage = await work.Find(inquiry, "triage");
        var item = triage.GetProperty("id").GetString();
        var input = new { client = inquiry.Client.ToString(), reason = "episode-closed", handOver = new[] { new { item, owner = work.People["ben"].ToString() } } };
        var closed = await work.Outside.Do("sue", "closeClientWork", input, Closed);
        Assert.Equal("Ben", closed.GetProperty("handedOver")[0].GetProperty("owner").GetProperty("name").GetString());
        await work.Happened(inquiry.Triaged(Acuity.Urgent, await work.Now()));
        Assert.Equal("COMPLETED", Assert.Single(await work.All("sue", inquiry)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Nothing_ends_when_one_part_is_refused()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        var item = (await work.Find(inquiry, "triage")).GetProperty("id").GetString();
        var client = inquiry.Client.ToString();
        await work.SendAway("ben");
        var ben = work.People["ben"].ToString();
        Assert.Equal("OwnerAway", await Refusal(work, new { client, reason = "episode-closed", handOver = new[] { new { item, owner = ben } } }));
        Assert.Equal("InvalidInput", await Refusal(work, new { client, reason = "episode-closed", handOver = new[] { new { item } } }));
        Assert.Equal("InvalidInput", await Refusal(work, new { client, reason = "It is over" }));
        var elsewhere = (await work.Find(await work.Inquiry("ada"), "triage")).GetProperty("id").GetString();
        Assert.Equal("NotFound", await Refusal(work, new { client, reason = "episode-closed", handOver = new[] { new { item = elsewhere, owner = ben } } }));
        Assert.Equal("OPEN", (await work.Find(inquiry, "triage")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_is_handed_over_stays_within_the_boundaries_of_roles()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        var item = (await work.Find(inquiry, "triage")).GetProperty("id").GetString();
        var bounds = new { outside = "REFUSED", roles = new[] { new { key = "intake-worker", kinds = new[] { "ADMINISTRATIVE_SUPPORT" } } } };
        await work.Outside.Do("sue", "changeRoleBoundaries", bounds, "roleBoundaries { version }");
        var input = new { client = inquiry.Client.ToString(), reason = "episode-closed", handOver = new[] { new { item, owner = work.People["ben"].ToString() } } };
        Assert.Equal("OutsideRole", await Refusal(work, input));
    }

    private static async Task<string?> Refusal(WorkTenant work, object input) =>
        (await work.Outside.Refused("sue", "closeClientWork", input, Closed))[0].GetProperty("__typename").GetString();
}
