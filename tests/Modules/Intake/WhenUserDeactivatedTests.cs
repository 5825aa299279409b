using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>The open inquiries of somebody who no longer works here.</summary>
public sealed class WhenUserDeactivatedTests
{
    private const string User = "user { id active }";

    [Fact]
    public async Task They_go_to_the_successor_and_the_history_says_why()
    {
        var (desk, inquiry, resolved) = await Taken();
        await desk.Do("deactivateUser", new { user = await desk.User("desk"), successor = await desk.User("director") }, User, "admin");
        await desk.Tenant.Quiet();
        Assert.Equal(("Dot", "front-door", "owner-left"), await Owner(desk, inquiry));
        // What is over stays with whoever saw it through.
        Assert.Equal("Dee", (await Owner(desk, resolved)).Owner);
        Assert.Equal(1, (await desk.Events()).Count(e => e.Type == "intake.inquiry-assigned@1" && e.Payload.ToString().Contains(inquiry, StringComparison.Ordinal)
            && e.Payload.GetProperty("owner").GetString() is { } owner && owner == desk.User("director").Result));
    }

    [Fact]
    public async Task Without_a_successor_they_go_back_to_the_queue_of_their_team()
    {
        var (desk, inquiry, _) = await Taken();
        await desk.Do("deactivateUser", new { user = await desk.User("desk") }, User, "admin");
        await desk.Tenant.Quiet();
        Assert.Equal((null, "front-door", "owner-left"), await Owner(desk, inquiry));
    }

    // Two leave on one day, one of them the successor of the other: nothing is left with somebody who is gone.
    [Fact]
    public async Task A_successor_who_has_left_as_well_gets_nothing()
    {
        var (desk, inquiry, _) = await Taken();
        await desk.Do("deactivateUser", new { user = await desk.User("desk"), successor = await desk.User("director") }, User, "admin");
        await desk.Do("deactivateUser", new { user = await desk.User("director") }, User, "admin");
        await desk.Tenant.Quiet();
        Assert.Null((await Owner(desk, inquiry)).Owner);
    }

    [Fact]
    public async Task Whoever_is_just_being_let_out_is_given_nothing_any_more()
    {
        var (desk, inquiry, _) = await Taken();
        await using var leaving = await HeldTransaction.Of(
            desk.Tenant.Host.Database, "update platform.users set active = false where tenant_id = $1 and subject = 'director'", desk.Tenant.Tenant.Id.Value);
        var given = desk.Refusal("assignInquiry", new { inquiry, owner = await desk.User("director") }, "inquiry { id }");
        await leaving.CommitWhenAwaitedBy(given);
        Assert.Equal("OwnerNotThere", await given);
        Assert.Equal("Dee", (await Owner(desk, inquiry)).Owner);
    }

    [Fact]
    public async Task Letting_somebody_out_waits_for_what_they_are_just_being_given()
    {
        var (desk, inquiry, _) = await Taken();
        await using var given = await HeldTransaction.Of(
            desk.Tenant.Host.Database,
            """
            update intake.inquiries i set owner = u.id from platform.users u
            where u.tenant_id = $1 and u.subject = 'director' and i.tenant_id = $1 and i.status <> 'resolved'
            """,
            desk.Tenant.Tenant.Id.Value);
        var leaving = desk.Do("deactivateUser", new { user = await desk.User("director") }, User, "admin");
        await given.CommitWhenAwaitedBy(leaving);
        await leaving;
        await desk.Tenant.Quiet();
        Assert.Equal((null, "front-door", "owner-left"), await Owner(desk, inquiry));
    }

    // An open inquiry and one that is over, both of "desk".
    private static async Task<(IntakeDesk Desk, string Open, string Resolved)> Taken()
    {
        var desk = await IntakeDesk.Open();
        await desk.Rows("insert into platform.role_permissions (tenant_id, role, permission, reach) values ($1, 'admin', 'platform.people', 'tenant')");
        var (open, over) = (await desk.Receive(await desk.Register("Maria", "Reyes")), await desk.Receive(await desk.Register("Ada", "North")));
        foreach (var inquiry in new[] { open, over })
        {
            await desk.Do("takeInquiry", new { inquiry }, "inquiry { id }");
        }

        await desk.Do("resolveInquiry", new { inquiry = over, resolution = "DECLINED" }, "inquiry { id }", "director");
        return (desk, open, over);
    }

    private static async Task<(string? Owner, string Team, string? Reason)> Owner(IntakeDesk desk, string inquiry)
    {
        var found = (await desk.Ask("query($id: ID!) { inquiry(id: $id) { owner { name } team { key } owners { since reason } } }", new { id = inquiry }, "reader"))
            .GetProperty("inquiry");
        var owner = found.GetProperty("owner");
        return (
            owner.ValueKind is JsonValueKind.Null ? null : owner.GetProperty("name").GetString(), found.GetProperty("team").GetProperty("key").GetString()!,
            found.GetProperty("owners").EnumerateArray().Last().GetProperty("reason").GetString());
    }
}
