using System.Text.Json;
using CarePlatform.Platform;
using Npgsql;
using Xunit;
using static CarePlatform.Referrals.Tests.AccountableTenant;

namespace CarePlatform.Referrals.Tests;

/// <summary>The daily look at what partners answer for is there for everybody, whenever they came and whatever was switched off meanwhile.</summary>
public sealed class AccountabilityTimerTests
{
    [Fact]
    public async Task A_tenant_that_was_there_before_partners_were_reviewed_gets_its_timer_by_the_migration()
    {
        var loop = await LoopTenant.New();
        await Contract(loop, licenceEnds: (await Today(loop)).AddDays(100));
        await loop.Outside.Quiet();
        await Run(loop, "delete from messaging.schedule where tenant_id = $1 and name = 'referrals.accountability-due@1'");
        await loop.Outside.Forward(TimeSpan.FromDays(45));
        Assert.Empty(await Work(loop, "licence-ending"));
        var migration = MigrationSet.Of("referrals", typeof(ReferralsModule).Assembly).Migrations.Single(m => m.Number == 60);
        await Run(loop, migration.Sql, named: false);
        await loop.Outside.Forward(TimeSpan.FromMinutes(1));
        Assert.Single(await Work(loop, "licence-ending"));
        await loop.Outside.Forward(TimeSpan.FromDays(40));
        Assert.NotEmpty(await Work(loop, "partner-review"));
    }

    [Fact]
    public async Task Whoever_switches_referrals_off_and_on_again_is_told_of_what_came_near_meanwhile()
    {
        var loop = await LoopTenant.New();
        await Contract(loop, licenceEnds: (await Today(loop)).AddDays(100));
        await Switch(loop, on: false);
        await loop.Outside.Forward(TimeSpan.FromDays(45));
        Assert.Empty(await Work(loop, "licence-ending"));
        await Switch(loop, on: true);
        await loop.Outside.Forward(TimeSpan.FromDays(2));
        Assert.Single(await Work(loop, "licence-ending"));
    }

    private static Task<JsonElement> Switch(LoopTenant loop, bool on) =>
        loop.Outside.Do("admin", "switchFeature", new { feature = "referrals", on }, "featureChange { turnsOff }");

    private static async Task Run(LoopTenant loop, string sql, bool named = true)
    {
        await using var command = loop.Outside.Host.Database.Administrator.CreateCommand(sql);
        if (named)
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = loop.Outside.Tenant.Id.Value });
        }

        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
