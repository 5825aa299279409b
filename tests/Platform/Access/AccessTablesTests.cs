using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class AccessTablesTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;
    private Tenant _harbor = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await TestPlatform.Start();
        _harbor = await _platform.Found("harbor");
        await _platform.Found("meadow");
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory]
    [InlineData("insert into platform.team_members (tenant_id, team_id, user_id) select u.tenant_id, t.id, u.id from platform.users u, platform.teams t where u.tenant_id <> t.tenant_id")]
    [InlineData("update platform.users u set supervisor_id = s.id from platform.users s where s.tenant_id <> u.tenant_id")]
    [InlineData("insert into platform.user_roles (tenant_id, user_id, role) select tenant_id, id, 'pilot' from platform.users")]
    [InlineData("update platform.teams t set site_id = s.id from platform.sites s where s.tenant_id <> t.tenant_id")]
    public async Task Nothing_can_refer_to_another_tenants_people_teams_or_sites_nor_to_a_role_that_is_not_there(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => _platform.Ask(sql));
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, refused.SqlState);
    }

    [Theory]
    [InlineData("away_from = '2026-07-10'")]
    [InlineData("away_from = '2026-07-10', away_until = '2026-07-09'")]
    public async Task An_absence_has_a_beginning_and_a_later_end(string absence)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => _platform.Ask($"update platform.users set {absence}"));
        Assert.Equal("away_is_a_period", refused.ConstraintName);
    }

    [Theory]
    [InlineData("2026-07-01", "2026-07-01", true)]
    [InlineData("2026-06-01", "2026-07-01", true)]
    [InlineData("2026-07-02", "2026-07-05", false)]
    [InlineData("2026-06-01", "2026-06-30", false)]
    public async Task Who_is_on_leave_today_is_away_and_holds_no_role_for_new_work(string from, string until, bool away)
    {
        await _platform.Ask($"update platform.users set away_from = '{from}', away_until = '{until}' where subject = 'hand'");
        await using var scope = _platform.In(_harbor);
        var people = scope.ServiceProvider.GetRequiredService<People>();

        Assert.Equal(away, Assert.Single(await people.Users(TestPlatform.Cancellation), u => u.Name == "Hand").Away);
        Assert.Equal(away ? ["Head"] : ["Hand", "Head"], (await people.HoldersOf("gardener", team: null, TestPlatform.Cancellation)).Select(u => u.Name));
    }

    [Fact]
    public async Task A_subject_is_one_person_within_a_tenant_and_may_be_another_in_the_next()
    {
        Assert.Equal(2L, await _platform.Ask("select count(*) from platform.users where subject = 'hand'"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => _platform.Ask("update platform.users set subject = 'hand'"));
        Assert.Equal(PostgresErrorCodes.UniqueViolation, refused.SqlState);
    }

    [Fact]
    public async Task Organisations_are_found_by_id_in_one_go_and_those_of_others_are_not()
    {
        var ids = (Guid[])(await _platform.Ask("select array_agg(id) from platform.organisations where key = 'nursery'"))!;
        await using var scope = _platform.In(_harbor);
        var found = await new OrganisationById(scope.ServiceProvider.GetRequiredService<Session>())
            .ReadAsync([.. ids.Select(i => new OrganisationId(i))], TestPlatform.Cancellation);

        Assert.Equal("Nursery", Assert.Single(found.Values).Name);
    }
}
