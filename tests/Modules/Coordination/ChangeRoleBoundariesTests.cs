using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class ChangeRoleBoundariesTests
{
    private const string Thing = "roleBoundaries { outside version roles { role kinds } }";

    [Fact]
    public async Task A_step_outside_a_role_passes_it_over_and_cannot_be_claimed_or_given()
    {
        var work = await WorkTenant.New();
        await work.Outside.Do("sue", "changeRoleBoundaries", Bounds("REFUSED"), Thing);
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        Assert.Equal("front-door", triage.GetProperty("team").GetProperty("key").GetString());
        var assigned = triage.GetProperty("history").EnumerateArray().Single(h => h.GetProperty("what").GetString() == "ASSIGNED");
        Assert.Equal([("OUTSIDE_BOUNDARY", "Ada")], WorkDuty.Passed(assigned));
        var item = triage.GetProperty("id").GetString();
        Assert.Equal("OutsideRole", await Refusal(work, "ada", "claimWorkItem", new { item }));
        Assert.Equal("OutsideRole", await Refusal(work, "sue", "reassignWorkItem", new { item, owner = work.People["ben"].ToString(), reason = "WORKLOAD" }));
        var given = await work.Outside.Do("sue", "claimWorkItem", new { item }, WorkTenant.Item);
        Assert.Equal("Sue", given.GetProperty("owner").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Where_the_tenant_chose_so_the_step_is_given_and_flagged()
    {
        var work = await WorkTenant.New();
        var set = await work.Outside.Do("sue", "changeRoleBoundaries", Bounds("FLAGGED"), Thing);
        Assert.Equal("FLAGGED", set.GetProperty("outside").GetString());
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        Assert.Equal("Ada", triage.GetProperty("owner").GetProperty("name").GetString());
        var assigned = triage.GetProperty("history").EnumerateArray().Single(h => h.GetProperty("what").GetString() == "ASSIGNED");
        Assert.Equal([("FLAGGED_OUTSIDE_BOUNDARY", "Ada")], WorkDuty.Passed(assigned));
    }

    [Fact]
    public async Task Roles_that_nobody_holds_or_that_are_named_twice_are_refused()
    {
        var work = await WorkTenant.New();
        Assert.Equal("UnknownRole", await Refusal(work, "sue", "changeRoleBoundaries", Bounds("REFUSED", "astronaut"), Thing));
        Assert.Equal("InvalidInput", await Refusal(work, "sue", "changeRoleBoundaries", Bounds("REFUSED", "intake-worker", "intake-worker"), Thing));
        await work.Outside.Do("sue", "changeRoleBoundaries", Bounds("REFUSED"), Thing);
        var stale = new { outside = "ALLOWED", roles = Array.Empty<object>(), expectedVersion = 0 };
        Assert.Equal("VersionConflict", await Refusal(work, "sue", "changeRoleBoundaries", stale, Thing));
    }

    [Fact]
    public async Task Of_two_who_set_them_for_the_first_time_at_once_the_second_is_told()
    {
        var work = await WorkTenant.New();
        await using var first = await HeldTransaction.Of(
            work.Outside.Host.Database,
            "insert into coordination.boundary_settings (id, tenant_id, outside, kinds, version) values (gen_random_uuid(), $1, 'allowed', '{}', 1)",
            work.Outside.Tenant.Id.Value);
        var second = Refusal(work, "sue", "changeRoleBoundaries", Bounds("REFUSED"), Thing);
        await first.CommitWhenAwaitedBy(second);
        Assert.Equal("VersionConflict", await second);
    }

    private static object Bounds(string outside, params string[] roles) => new
    {
        outside,
        roles = (roles.Length == 0 ? ["intake-worker"] : roles).Select(key => new { key, kinds = new[] { "ADMINISTRATIVE_SUPPORT" } }),
    };

    private static async Task<string?> Refusal(WorkTenant work, string by, string mutation, object input, string thing = WorkTenant.Item) =>
        (await work.Outside.Refused(by, mutation, input, thing))[0].GetProperty("__typename").GetString();
}
