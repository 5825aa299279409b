using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class TenantFoundationTests : IAsyncLifetime
{
    // Every row of a tenant that founding writes, as one text.
    private const string Everything = """
        select string_agg(line, e'\n' order by line) from (
            select 'user ' || row_to_json(u)::text as line from platform.users u union all
            select 'role ' || row_to_json(r)::text from platform.user_roles r union all
            select 'permission ' || row_to_json(p)::text from platform.role_permissions p union all
            select 'member ' || row_to_json(m)::text from platform.team_members m union all
            select 'site ' || row_to_json(s)::text from platform.sites s union all
            select 'calendar ' || row_to_json(c)::text from platform.calendars c union all
            select 'partner ' || row_to_json(o)::text from platform.organisations o union all
            select 'feature ' || row_to_json(f)::text from platform.tenant_features f union all
            select 'tenant ' || row_to_json(t)::text from platform.tenants t) all_rows
        """;

    private TestPlatform _platform = null!;

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.Start();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_tenant_is_founded_with_everything_of_its_recipe_and_plan()
    {
        var tenant = await _platform.Found("harbor");

        Assert.Equal("garden garden.trees", tenant.Features.Key);
        await using var scope = _platform.In(tenant);
        var people = scope.ServiceProvider.GetRequiredService<People>();
        var team = (await people.Team("beds", TestPlatform.Cancellation))!;
        var hand = Assert.Single(await people.Users(TestPlatform.Cancellation), u => u.Name == "Hand");
        var head = Assert.Single(await people.Users(TestPlatform.Cancellation), u => u.Name == "Head");
        Assert.Equal(head.Id, hand.Supervisor);
        Assert.Equal([team.Id], hand.Teams);
        Assert.Equal([team.Id], head.Teams);
        Assert.Equal(["gardener", "keeper"], head.Roles.Order());
        Assert.Equal("Welcome to the orchard", await _platform.Ask("select name from platform.organisations where key = 'greeting'"));
        Assert.Equal("1", await _platform.Ask("select external_ids ->> 'npi' from platform.organisations where key = 'nursery'"));
    }

    [Fact]
    public async Task Founding_again_changes_nothing()
    {
        await _platform.Found("harbor");
        var before = await _platform.Ask(Everything);
        _platform.World.Pass(TimeSpan.FromDays(1));
        await _platform.Found("harbor");

        Assert.Equal(before, await _platform.Ask(Everything));
    }

    [Fact]
    public async Task Founding_again_leaves_alone_what_an_administrator_decided_and_adds_what_is_missing()
    {
        var tenant = await _platform.Found("harbor");
        await _platform.Do(tenant, services => SwitchFeature.Handle(
            new SwitchFeature.Input("garden.trees", On: false), services.GetRequiredService<FeatureCatalog>(),
            services.GetRequiredService<FeatureSwitches>(), TestPlatform.Cancellation));
        await _platform.Ask("update platform.users set name = 'Renamed' where subject = 'hand'");
        await _platform.Ask("delete from platform.user_roles where role = 'keeper'");
        await _platform.Ask("delete from platform.role_permissions where role = 'keeper'");

        tenant = await _platform.Found("harbor");

        Assert.Equal("garden", tenant.Features.Key);
        Assert.Equal(1L, await _platform.Ask("select count(*) from platform.users where name = 'Renamed'"));
        Assert.Equal(0L, await _platform.Ask("select count(*) from platform.user_roles where role = 'keeper'"));
        Assert.Equal(2L, await _platform.Ask("select count(*) from platform.role_permissions where role = 'keeper'"));
    }

    [Fact]
    public async Task Hosts_that_found_the_same_tenant_at_once_found_one()
    {
        var tenants = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _platform.Found("harbor")));

        Assert.Single(tenants.DistinctBy(t => t.Id));
        Assert.Equal(2L, await _platform.Ask("select count(*) from platform.users"));
    }

    [Fact]
    public async Task Tenants_with_the_same_plan_share_nothing()
    {
        var (harbor, meadow) = (await _platform.Found("harbor"), await _platform.Found("meadow", "meadow"));

        await using var scope = _platform.In(meadow);
        var people = scope.ServiceProvider.GetRequiredService<People>();
        Assert.Equal(2, (await people.Users(TestPlatform.Cancellation)).Count);
        Assert.NotEqual(harbor.Features, meadow.Features);
        Assert.Equal(4L, await _platform.Ask("select count(*) from platform.users"));
    }

    [Fact]
    public async Task A_plan_that_does_not_fit_its_recipe_does_nothing_and_says_all_that_is_wrong()
    {
        var plan = TestPlatform.Plan("harbor") with
        {
            TimeZone = "America/Atlantis",
            Staff = [new StaffPlan("hand", "Hand", "Hand", ["pilot"], ["cockpit"], Supervisor: "nobody")],
        };

        var refused = await Assert.ThrowsAsync<RecipeException>(() => _platform.Foundation.Found(plan, TestPlatform.Cancellation));

        Assert.All(
            ["\"America/Atlantis\"", "role \"pilot\"", "team \"cockpit\"", "supervised by \"nobody\""],
            part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
        Assert.Equal(0L, await _platform.Ask("select count(*) from platform.tenants"));
    }
}
