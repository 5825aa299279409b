using CarePlatform.Platform;
using CarePlatform.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Journeys.Tests.Sandboxes;

public sealed class RemoveSandboxTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_of_it_is_left_in_any_table_and_its_program_is_not_known_any_more()
    {
        var sandbox = await SomeSandbox.Found();
        await sandbox.Simulate(new { simulator = "coverage-lapse" });
        await sandbox.Quiet();

        await sandbox.Owner.Do("admin", "removeSandbox", new { sandbox = sandbox.Id }, "sandbox { id }");

        Assert.Empty(await sandbox.Rows());
        Assert.Equal("invalid_client", (await sandbox.Token()).GetProperty("error").GetString());
        Assert.Empty((await sandbox.Owner.Ask("admin", "{ sandboxes { id } }")).GetProperty("sandboxes").EnumerateArray());
        var again = await sandbox.Owner.Do(
            "admin", "createSandbox", new { slug = sandbox.Shown.GetProperty("slug").GetString(), careModel = "wraparound" }, "foundedSandbox { sandbox { id } }");
        Assert.NotEqual(sandbox.Id, again.GetProperty("sandbox").GetProperty("id").GetString());
    }

    [Fact]
    public async Task When_its_time_is_over_it_is_removed_by_itself_and_others_are_not()
    {
        var over = await SomeSandbox.Found();
        var other = await SomeSandbox.Found(over.Owner);
        await using (var past = over.Owner.Host.Database.Administrator.CreateCommand("update platform.tenants set expires_at = now() where id = $1"))
        {
            past.Parameters.Add(new() { Value = over.Tenant.Value });
            await past.ExecuteNonQueryAsync(Ct);
        }

        await over.Owner.Host.Services.GetRequiredService<SandboxKeeper>().DoDue(Ct);

        Assert.Empty(await over.Rows());
        Assert.Equal(
            [other.Id], (await over.Owner.Ask("admin", "{ sandboxes { id } }")).GetProperty("sandboxes").EnumerateArray().Select(s => s.GetProperty("id").GetString()));
        await other.Ask(null, "{ tenant { slug } }");
    }

    [Fact]
    public async Task Only_the_organisation_that_founded_it_removes_it_and_none_removes_itself()
    {
        var sandbox = await SomeSandbox.Found();
        var stranger = await TestTenant.From();
        var real = await TestTenant.From(plan: TenantPlan.ReadDemo()[0] with { Sandbox = false });

        Assert.Equal("NotFound", await Refusal(stranger, sandbox.Id));
        Assert.Equal("NotASandbox", await Refusal(real, new SandboxId(real.Tenant.Id.Value).ToString()));
        Assert.NotEmpty(await SomeSandbox.Rows(real.Host, real.Tenant.Id));
    }

    [Fact]
    public async Task The_database_empties_no_tenant_that_is_no_sandbox()
    {
        var real = await TestTenant.From(plan: TenantPlan.ReadDemo()[0] with { Sandbox = false });
        var before = await SomeSandbox.Rows(real.Host, real.Tenant.Id);

        await using var connection = await real.Host.Database.Application.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using var set = new Npgsql.NpgsqlCommand($"set local app.tenant = '{real.Tenant.Id.Value}'", connection, transaction);
        await set.ExecuteNonQueryAsync(Ct);
        await using var clear = new Npgsql.NpgsqlCommand("select platform.clear_sandbox('{}', 0, true)", connection, transaction);
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => clear.ExecuteScalarAsync(Ct));

        Assert.Contains("no sandbox", refused.MessageText, StringComparison.Ordinal);
        await transaction.RollbackAsync(Ct);
        Assert.Equal(before, await SomeSandbox.Rows(real.Host, real.Tenant.Id));
    }

    private static async Task<string> Refusal(TestTenant who, string sandbox) =>
        (await who.Refused("admin", "removeSandbox", new { sandbox }, "sandbox { id }"))[0].GetProperty("__typename").GetString()!;
}
