using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class AddTeamTests
{
    [Fact]
    public async Task It_is_there_at_its_site()
    {
        var tenant = await ShelfTenant.New();
        var site = (await tenant.Ask("admin", "{ sites { id } }")).GetProperty("sites")[0].GetProperty("id").GetString();
        var team = await tenant.Do("admin", "addTeam", new { name = "Night desk", site }, "team { key name site { key } }");
        Assert.Equal("""{"key":"night-desk","name":"Night desk","site":{"key":"main"}}""", team.GetRawText());
        Assert.Equal("KeyTaken", await Places.Refused(tenant, "addTeam", new { name = "Night  Desk" }, "team { id }"));
        Assert.Equal("NotFound", await Places.Refused(tenant, "addTeam", new { name = "Day desk", site = Places.Nowhere("site") }, "team { id }"));
    }
}

public sealed class ChangeTeamTests
{
    [Fact]
    public async Task It_works_elsewhere_or_everywhere()
    {
        var tenant = await ShelfTenant.New();
        var site = (await tenant.Ask("admin", "{ sites { id } }")).GetProperty("sites")[0].GetProperty("id").GetString();
        var team = (await tenant.Do("admin", "addTeam", new { name = "Desk" }, "team { id }")).GetProperty("id").GetString();
        Assert.Equal("""{"name":"Desk","site":{"key":"main"}}""", (await tenant.Do("admin", "changeTeam", new { team, site }, "team { name site { key } }")).GetRawText());
        Assert.Equal("""{"name":"Front desk","site":null}""", (await tenant.Do("admin", "changeTeam", new { team, name = "Front desk", everySite = true }, "team { name site { key } }")).GetRawText());
        Assert.Equal("InvalidInput", await Places.Refused(tenant, "changeTeam", new { team, site, everySite = true }, "team { id }"));
        Assert.Equal("NotFound", await Places.Refused(tenant, "changeTeam", new { team = Places.Nowhere("team"), name = "Desk" }, "team { id }"));
    }
}

public sealed class JoinTeamTests
{
    [Fact]
    public async Task Who_joins_is_of_the_team_at_once_and_twice_is_once()
    {
        var people = await PeopleTenant.New();
        var (team, user) = await Team(people);
        await people.Tenant.Do("admin", "joinTeam", new { user, team }, "team { id }");
        await people.Tenant.Do("admin", "joinTeam", new { user, team }, "team { id }");
        Assert.Equal(["Rea"], await Members(people, team));
    }

    [Fact]
    public async Task Nobody_lets_themselves_in_and_partners_are_of_no_team()
    {
        var people = await PeopleTenant.New();
        var (team, _) = await Team(people);
        Assert.Equal("NotOneself", await people.Refused("joinTeam", new { user = await people.User("Ada"), team }, "team { id }"));
        Assert.Equal("NotFound", await people.Refused("joinTeam", new { user = Places.Nowhere("usr"), team }, "team { id }"));
        Assert.Equal("NotFound", await people.Refused("joinTeam", new { user = await people.User("Rea"), team = Places.Nowhere("team") }, "team { id }"));
    }

    internal static async Task<(string Team, string User)> Team(PeopleTenant people) =>
        ((await people.Tenant.Do("admin", "addTeam", new { name = "Desk" }, "team { id }")).GetProperty("id").GetString()!, await people.User("Rea"));

    internal static async Task<IEnumerable<string?>> Members(PeopleTenant people, string team) =>
        [.. (await people.Tenant.Ask("admin", "{ users { name teams { id } } }")).GetProperty("users").EnumerateArray()
            .Where(u => u.GetProperty("teams").EnumerateArray().Any(t => t.GetProperty("id").GetString() == team)).Select(u => u.GetProperty("name").GetString())];
}

public sealed class LeaveTeamTests
{
    [Fact]
    public async Task Who_leaves_is_of_the_team_no_more()
    {
        var people = await PeopleTenant.New();
        var (team, user) = await JoinTeamTests.Team(people);
        await people.Tenant.Do("admin", "joinTeam", new { user, team }, "team { id }");
        await people.Tenant.Do("admin", "leaveTeam", new { user, team }, "team { id }");
        await people.Tenant.Do("admin", "leaveTeam", new { user, team }, "team { id }");
        Assert.Empty(await JoinTeamTests.Members(people, team));
        Assert.Equal("NotFound", await people.Refused("leaveTeam", new { user, team = Places.Nowhere("team") }, "team { id }"));
    }
}
