using CarePlatform.Platform;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Journeys.Tests.Sandboxes;

public sealed class SimulateTests
{
    [Fact]
    public async Task Coverage_that_lapses_ends_and_becomes_work()
    {
        var sandbox = await SomeSandbox.Found();

        var client = (await sandbox.Simulate(new { simulator = "coverage-lapse" })).GetProperty("simulated").GetProperty("subjects")[0].GetString();
        await sandbox.Quiet();

        var work = await sandbox.Ask("admin", "{ workItems(first: 20) { nodes { step client { id } } } }");
        Assert.Contains(work.GetProperty("workItems").GetProperty("nodes").EnumerateArray(),
            i => i.GetProperty("step").GetString() == "restore" && i.GetProperty("client").GetProperty("id").GetString() == client);

        // The same person again: whoever is asked for is taken.
        var again = await sandbox.Simulate(new { simulator = "coverage-lapse", subject = client });
        Assert.Equal(client, again.GetProperty("simulated").GetProperty("subjects")[0].GetString());
    }

    [Fact]
    public async Task Time_passes_and_what_falls_due_is_done()
    {
        var sandbox = await SomeSandbox.Found();
        await sandbox.Simulate(new { simulator = "coverage-lapse" });
        await sandbox.Quiet();
        var before = (await sandbox.Ask(null, "{ tenant { now } }")).GetProperty("tenant").GetProperty("now").GetDateTimeOffset();

        await sandbox.Simulate(new { simulator = "time-passing", by = "P10D" });
        await sandbox.Quiet();

        var data = await sandbox.Ask("admin", "{ tenant { now } workItems(first: 20) { nodes { step escalatedAt } } }");
        Assert.InRange(data.GetProperty("tenant").GetProperty("now").GetDateTimeOffset() - before, TimeSpan.FromDays(10), TimeSpan.FromDays(10.1));
        Assert.Contains(data.GetProperty("workItems").GetProperty("nodes").EnumerateArray(),
            i => i.GetProperty("step").GetString() == "restore" && i.GetProperty("escalatedAt").ValueKind is System.Text.Json.JsonValueKind.String);
    }

    [Fact]
    public async Task Each_simulator_is_listed_with_what_it_does_and_refuses_what_it_cannot_use()
    {
        var sandbox = await SomeSandbox.Found();

        var listed = (await sandbox.Ask("admin", "{ simulators { key title description } }")).GetProperty("simulators").EnumerateArray().ToList();
        Assert.Equal(["coverage-lapse", "partner-answer", "partner-decline", "time-passing"], listed.Select(s => s.GetProperty("key").GetString()));
        Assert.Equal("UnknownSimulator", await Refusal(sandbox, new { simulator = "earthquake" }));
        Assert.Equal("InvalidInput", await Refusal(sandbox, new { simulator = "coverage-lapse", subject = "cli_nobody" }));
        Assert.Equal("NothingToSimulate", await Refusal(sandbox, new { simulator = "coverage-lapse", subject = $"{Id.Format("cli", Guid.CreateVersion7())}" }));
        Assert.Equal("InvalidInput", await Refusal(sandbox, new { simulator = "coverage-lapse", by = "P1D" }));
        Assert.Equal("InvalidInput", await Refusal(sandbox, new { simulator = "partner-answer", subject = "x" }));
        Assert.Equal("NothingToSimulate", await Refusal(sandbox, new { simulator = "partner-answer" }));
        Assert.Equal("ClockMovesForwardOnly", await Refusal(sandbox, new { simulator = "time-passing", by = "-P1D" }));
    }

    [Fact]
    public async Task An_organisation_that_is_no_sandbox_simulates_nothing()
    {
        var real = await TestTenant.From(plan: TenantPlan.ReadDemo()[0] with { Sandbox = false });

        var refused = await real.Refused("admin", "simulate", new { simulator = "time-passing" }, "simulated { what }");

        Assert.Equal("NotASandbox", refused[0].GetProperty("__typename").GetString());
        Assert.Equal(0, (await real.Ask("admin", "{ simulators { key } }")).GetProperty("simulators").GetArrayLength());
    }

    private static async Task<string> Refusal(SomeSandbox sandbox, object input) =>
        (await sandbox.Simulate(input)).GetProperty("errors")[0].GetProperty("__typename").GetString()!;
}
