using System.Text.Json;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class CreateRoleTests
{
    [Fact]
    public async Task It_allows_what_its_maker_may_and_can_be_given()
    {
        var people = await PeopleTenant.New();
        await people.Tenant.Do("admin", "createRole", Role("watcher", ("platform.read-audit", "TENANT")), PeopleTenant.Change);
        var given = await people.Tenant.Do("admin", "giveRole", new { user = await people.User("Rea"), role = "watcher" }, PeopleTenant.Change);
        Assert.Equal(["Rea platform.read-audit NONE TENANT"], PeopleTenant.Lines(given.GetProperty("gains")));
        Assert.Null(await people.ErrorOf("reader", "{ auditEntries(first: 1) { nodes { id } } }"));
    }

    [Fact]
    public async Task Nobody_makes_a_role_that_may_do_more_than_they_do()
    {
        var people = await PeopleTenant.New();
        var refused = (await people.Tenant.Refused("admin", "createRole", Role("thief", ("shelf.write", "OWN"), ("platform.read", "TENANT")), PeopleTenant.Change))[0];
        Assert.Equal("platform.grants_beyond_own", refused.GetProperty("code").GetString());
        Assert.Contains("you lack shelf.write,", refused.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        var people = await PeopleTenant.New();
        Assert.Equal("RoleExists", await people.Refused("createRole", Role("reader"), PeopleTenant.Change));
        Assert.Equal("UnknownPermissions", await people.Refused("createRole", Role("flyer", ("sky.fly", "OWN")), PeopleTenant.Change));
        Assert.Equal("InvalidInput", await people.Refused("createRole", Role("No Key"), PeopleTenant.Change));
        Assert.Equal("InvalidInput", await people.Refused("createRole", Role("none", ("platform.read", "NONE")), PeopleTenant.Change));
        Assert.Equal("InvalidInput", await people.Refused("createRole", Role("twice", ("platform.read", "OWN"), ("platform.read", "TEAM")), PeopleTenant.Change));
    }

    [Fact]
    public async Task A_machine_makes_no_roles()
    {
        var machine = await MachineTenant.New();
        var token = await machine.Token(await machine.Create(["platform.roles", "platform.people", "shelf.read"]));
        var (_, answer) = await machine.Query(token, "mutation { createRole(input: { key: \"mine\", title: \"Mine\", permissions: [] }) { errors { __typename } } }");
        Assert.Equal("NeedsPerson", answer.GetProperty("data").GetProperty("createRole").GetProperty("errors")[0].GetProperty("__typename").GetString());
    }

    internal static object Role(string key, params (string Permission, string Reach)[] permissions) =>
        new { key, title = key, permissions = permissions.Select(p => new { permission = p.Permission, reach = p.Reach }).ToArray() };
}

public sealed class ChangeRoleTests
{
    [Fact]
    public async Task Its_holders_lose_within_the_same_moment_what_it_allows_no_more()
    {
        var people = await PeopleTenant.New();
        var preview = (await people.Tenant.Ask("admin", """
            { previewRole(role: "librarian", permissions: [{ permission: "shelf.read", reach: OWN }]) { gains { permission } loses { user { name } permission before after } } }
            """)).GetProperty("previewRole");
        var change = await people.Tenant.Do("admin", "changeRole", Role("librarian", ("shelf.read", "OWN")), PeopleTenant.Change);
        Assert.Equal(["Lib shelf.read TENANT OWN", "Lib shelf.write TENANT NONE"], PeopleTenant.Lines(change.GetProperty("loses")));
        Assert.Equal(PeopleTenant.Lines(preview.GetProperty("loses")), PeopleTenant.Lines(change.GetProperty("loses")));
        Assert.Equal("FORBIDDEN", await people.ErrorOf("librarian", "mutation { addBook(input: { title: \"x\" }) { errors { code } } }"));
    }

    [Fact]
    public async Task Nobody_widens_a_role_by_what_they_do_not_hold_also_not_their_own()
    {
        var people = await PeopleTenant.New();
        Assert.Equal("GrantsBeyondOwn", await people.Refused("changeRole", Role("reader", ("shelf.read", "TENANT"), ("shelf.write", "TENANT")), PeopleTenant.Change));
        Assert.Equal("GrantsBeyondOwn", await people.Refused("changeRole", Role("admin", [.. Administration, ("shelf.write", "TENANT")]), PeopleTenant.Change));
    }

    [Fact]
    public async Task The_last_administration_stays_and_a_stale_version_is_told()
    {
        var people = await PeopleTenant.New();
        Assert.Equal("AdministrationWouldEnd", await people.Refused("changeRole", Role("admin", Administration[1..]), PeopleTenant.Change));
        Assert.Equal("NotFound", await people.Refused("changeRole", Role("nobody"), PeopleTenant.Change));
        var stale = new { role = "reader", title = "Reader", permissions = Array.Empty<object>(), expectedVersion = 7 };
        Assert.Equal("VersionConflict", await people.Refused("changeRole", stale, PeopleTenant.Change));
    }

    [Fact]
    public async Task What_an_administrator_changed_recipes_leave_alone()
    {
        var people = await PeopleTenant.New();
        await people.Tenant.Do("admin", "changeRole", Role("reader"), PeopleTenant.Change);
        await people.Tenant.Do("admin", "chooseCareModel", new { careModel = "library" }, "featureChange { turnsOn }");
        Assert.Equal("FORBIDDEN", await people.ErrorOf("reader"));
    }

    private static readonly (string, string)[] Administration =
        [("platform.administer", "TENANT"), ("platform.people", "TENANT"), ("platform.roles", "TENANT"), ("platform.secure", "TENANT"), ("platform.read", "TENANT")];

    private static object Role(string role, params (string Permission, string Reach)[] permissions) =>
        new { role, title = role, permissions = permissions.Select(p => new { permission = p.Permission, reach = p.Reach }).ToArray() };
}

public sealed class RetireRoleTests
{
    [Fact]
    public async Task Everybody_loses_it_and_nobody_can_be_given_it()
    {
        var people = await PeopleTenant.New();
        var preview = (await people.Tenant.Ask("admin", "{ previewRole(role: \"librarian\", retire: true) { loses { user { name } permission before after } } }")).GetProperty("previewRole");
        var change = await people.Tenant.Do("admin", "retireRole", new { role = "librarian" }, PeopleTenant.Change);
        Assert.Equal(["Lib shelf.read TENANT NONE", "Lib shelf.write TENANT NONE"], PeopleTenant.Lines(change.GetProperty("loses")));
        Assert.Equal(PeopleTenant.Lines(preview.GetProperty("loses")), PeopleTenant.Lines(change.GetProperty("loses")));
        Assert.Equal("FORBIDDEN", await people.ErrorOf("librarian"));
        Assert.Equal("NoSuchRole", await people.Refused("giveRole", new { user = await people.User("Lib"), role = "librarian" }, PeopleTenant.Change));
        var roles = (await people.Tenant.Ask("admin", "{ roles { key retiredAt holders { name } } }")).GetProperty("roles").EnumerateArray();
        Assert.NotEqual(JsonValueKind.Null, roles.Single(r => r.GetProperty("key").GetString() == "librarian").GetProperty("retiredAt").ValueKind);
    }

    [Fact]
    public async Task Nobody_brings_a_retired_role_back_by_changing_it_if_they_do_not_hold_what_it_allows()
    {
        var people = await PeopleTenant.New();
        await people.Tenant.Do("admin", "retireRole", new { role = "librarian" }, PeopleTenant.Change);
        var back = new { role = "librarian", title = "Librarian", permissions = new[] { new { permission = "shelf.write", reach = "TENANT" } } };
        Assert.Equal("GrantsBeyondOwn", await people.Refused("changeRole", back, PeopleTenant.Change));
    }

    [Fact]
    public async Task The_role_of_the_last_administrator_stays() =>
        Assert.Equal("AdministrationWouldEnd", await (await PeopleTenant.New()).Refused("retireRole", new { role = "admin" }, PeopleTenant.Change));
}

public sealed class GiveRoleTests
{
    [Fact]
    public async Task A_role_that_ones_own_role_is_entrusted_with_is_given_to_others_only()
    {
        var people = await PeopleTenant.New();
        await people.Tenant.Do("admin", "giveRole", new { user = await people.User("Gus"), role = "librarian" }, PeopleTenant.Change);
        Assert.Null(await people.ErrorOf("guest"));
        Assert.Equal("GrantsBeyondOwn", await people.Refused("giveRole", new { user = await people.User("Ada"), role = "librarian" }, PeopleTenant.Change));
        Assert.Equal("GrantsBeyondOwn", await people.Refused("giveRole", new { user = await people.User("Gus"), role = "reader" }, PeopleTenant.Change));
    }

    [Fact]
    public async Task Nobody_of_another_tenant_is_given_anything()
    {
        var (people, other) = (await PeopleTenant.New(), await PeopleTenant.New());
        Assert.Equal("NotFound", await people.Refused("giveRole", new { user = await other.User("Gus"), role = "librarian" }, PeopleTenant.Change));
    }

    [Fact]
    public async Task The_trail_tells_who_gave_what_to_whom()
    {
        var people = await PeopleTenant.New();
        var user = await people.User("Gus");
        await people.Tenant.Do("admin", "giveRole", new { user, role = "librarian" }, PeopleTenant.Change);
        var entry = (await people.Tenant.Ask("admin", "query($user: String) { auditEntries(first: 1, where: { subject: $user, action: \"GiveRole\" }) { nodes { actorName subjects } } }", new { user }))
            .GetProperty("auditEntries").GetProperty("nodes")[0];
        Assert.Equal(("Ada", user), (entry.GetProperty("actorName").GetString(), entry.GetProperty("subjects")[0].GetString()));
    }
}

public sealed class TakeRoleTests
{
    [Fact]
    public async Task What_only_it_allowed_is_gone_and_what_another_role_allows_stays()
    {
        var people = await PeopleTenant.New();
        var user = await people.Join("nora", "librarian");
        await people.Tenant.Do("admin", "createRole", CreateRoleTests.Role("keeper", ("platform.read", "TENANT")), PeopleTenant.Change);
        await people.Tenant.Do("admin", "giveRole", new { user, role = "keeper" }, PeopleTenant.Change);
        var change = await people.Tenant.Do("admin", "takeRole", new { user, role = "librarian" }, PeopleTenant.Change);
        Assert.Equal(2, change.GetProperty("loses").GetArrayLength());
        Assert.Equal("FORBIDDEN", await people.ErrorOf("nora"));
        Assert.Null(await people.ErrorOf("nora", "{ tenant { name } }"));
    }

    [Fact]
    public async Task The_last_administrator_keeps_the_administration()
    {
        var people = await PeopleTenant.New();
        Assert.Equal("AdministrationWouldEnd", await people.Refused("takeRole", new { user = await people.User("Ada"), role = "admin" }, PeopleTenant.Change));
        Assert.Equal("NotFound", await people.Refused("takeRole", new { user = await people.User("Ada"), role = "reader" }, PeopleTenant.Change));
    }
}
