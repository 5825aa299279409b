using System.Text.Json;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Journeys.Tests.Sandboxes;

public sealed class ResetSandboxTests
{
    // What tells of the reset itself, and of who looked meanwhile.
    private static readonly string[] Trail = ["platform.audit_entries", "platform.audit_chain", "platform.idempotency_keys"];

    private const string Inquire = """
        mutation($i: ReceiveInquiryInput!) { receiveInquiry(input: $i) { inquiry { id } errors { message } } }
        """;

    private const string HowFar = "{ subscribers { name waiting parked } parkedTimers { name } parkedEvents { type } }";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_as_on_its_first_day_and_its_program_still_works()
    {
        var sandbox = await SomeSandbox.Found();
        await sandbox.Quiet();
        var (first, users) = (await sandbox.Rows(Trail), await Users(sandbox));
        await Work(sandbox, "Someone");
        await sandbox.Simulate(new { simulator = "coverage-lapse" });
        await sandbox.Ask("admin", """mutation { chooseCareModel(input: { careModel: "wraparound" }) { errors { message } } }""");
        await sandbox.Simulate(new { simulator = "time-passing", by = "P40D" });
        await sandbox.Quiet();
        Assert.NotEqual(first, await sandbox.Rows(Trail));

        await sandbox.Reset();
        await sandbox.Quiet();

        Assert.Equal(first, await sandbox.Rows(Trail));
        Assert.Equal(users, await Users(sandbox));
        var data = await sandbox.Ask("admin", "{ tenant { now careModel { key } } verifyAudit { intact } auditEntries(first: 50) { nodes { action } } }");
        Assert.InRange(data.GetProperty("tenant").GetProperty("now").GetDateTimeOffset() - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
        Assert.Equal("ambulatory-intensive", data.GetProperty("tenant").GetProperty("careModel").GetProperty("key").GetString());
        Assert.True(data.GetProperty("verifyAudit").GetProperty("intact").GetBoolean());
        Assert.Equal("resetSandbox", data.GetProperty("auditEntries").GetProperty("nodes").EnumerateArray().Last().GetProperty("action").GetString());
    }

    [Fact]
    public async Task While_its_subscribers_and_timers_run_nothing_of_the_life_before_comes_into_the_next_and_others_miss_nothing()
    {
        var sandbox = await SomeSandbox.Found();
        var neighbour = await SomeSandbox.Found(sandbox.Owner);
        await sandbox.Quiet();
        var first = await sandbox.Rows(Trail);

        for (var round = 0; round < 3; round++)
        {
            using var stop = new CancellationTokenSource();
            Task<int>[] busy = [Busy(sandbox, "a", stop.Token), Busy(sandbox, "b", stop.Token), Busy(neighbour, "c", stop.Token)];
            await Work(sandbox, $"Before {round}");
            // Everything that is open falls due just now, while there are events that nobody has heard of yet.
            await sandbox.Simulate(new { simulator = "time-passing", by = "P5D" });
            await sandbox.Reset();
            await stop.CancelAsync();
            var worked = await Task.WhenAll(busy);
            Assert.True(worked[2] > 0, "The neighbour could not work.");

            await sandbox.Quiet();
            await sandbox.Reset();
            await sandbox.Quiet();
            await neighbour.Quiet();
            Assert.Equal(first, await sandbox.Rows(Trail));
            await NothingHangs(sandbox);
            await NothingHangs(neighbour);
        }

        // The readers of the log go on with what happens in the new life.
        await Work(sandbox, "After");
        await sandbox.Quiet();
        var items = (await sandbox.Ask("admin", "{ workItems(first: 20) { nodes { client { name } } } }")).GetProperty("workItems").GetProperty("nodes");
        Assert.Contains(items.EnumerateArray(), i => i.GetProperty("client").GetProperty("name").GetString()!.Contains("After", StringComparison.Ordinal));
        Assert.Equal(await Inquiries(neighbour), await Workflows(neighbour));
    }

    [Fact]
    public async Task Asked_for_within_it_it_is_done_right_after_the_answer()
    {
        var sandbox = await SomeSandbox.Found();
        await sandbox.Quiet();
        var first = await sandbox.Rows(Trail);
        await Work(sandbox, "Someone");
        var life = (await Catalog(sandbox).Find(sandbox.Tenant, Ct))!.Life;

        var answer = await sandbox.Ask("admin", "mutation { resetSandbox(input: {}) { resetResult { sandbox status } errors { message } } }");
        Assert.Equal("CLOSED", answer.GetProperty("resetSandbox").GetProperty("resetResult").GetProperty("status").GetString());
        Assert.Equal(sandbox.Id, answer.GetProperty("resetSandbox").GetProperty("resetResult").GetProperty("sandbox").GetString());

        // Until then nobody is let in, and is told to come again.
        (int Status, JsonElement Answer) seen;
        while ((seen = await sandbox.Send("admin", "{ tenant { slug } }")).Status == 503)
        {
            Assert.Equal("SANDBOX_NOT_READY", seen.Answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        }

        Assert.Equal(200, seen.Status);
        Assert.Equal(life + 1, (await Catalog(sandbox).Find(sandbox.Tenant, Ct))!.Life);
        await sandbox.Quiet();
        Assert.Equal(first, await sandbox.Rows(Trail));
    }

    [Fact]
    public async Task What_a_host_left_half_done_that_died_is_finished()
    {
        var sandbox = await SomeSandbox.Found();
        await sandbox.Quiet();
        var first = await sandbox.Rows(Trail);
        await Work(sandbox, "Someone");
        await using (var left = sandbox.Owner.Host.Database.Administrator.CreateCommand(
            "update platform.tenants set closed_at = now() - interval '1 hour' where id = $1"))
        {
            left.Parameters.Add(new() { Value = sandbox.Tenant.Value });
            await left.ExecuteNonQueryAsync(Ct);
        }

        await sandbox.Owner.Host.Services.GetRequiredService<SandboxKeeper>().DoDue(Ct);

        await sandbox.Quiet();
        Assert.Equal(first, await sandbox.Rows(Trail));
        await sandbox.Ask(null, "{ tenant { slug } }");
    }

    [Fact]
    public async Task An_organisation_that_is_no_sandbox_and_the_sandbox_of_another_are_refused()
    {
        var sandbox = await SomeSandbox.Found();
        var real = await TestTenant.From(plan: TenantPlan.ReadDemo()[0] with { Sandbox = false });

        Assert.Equal("NotASandbox", await Refusal(real, new { }));
        Assert.Equal("NotASandbox", await Refusal(real, new { sandbox = new SandboxId(real.Tenant.Id.Value).ToString() }));
        Assert.Equal("NotFound", await Refusal(real, new { sandbox = sandbox.Id }));
    }

    private static TenantCatalog Catalog(SomeSandbox sandbox) => sandbox.Owner.Host.Services.GetRequiredService<TenantCatalog>();

    private static Task<JsonElement> Work(SomeSandbox sandbox, string family) =>
        sandbox.Ask("intake-worker", Inquire, new { i = new { door = "CALL", person = new { given = "Sam", family, birthDate = "1990-01-01" } } });

    // Calls come in without a pause; one that meets the reset is told to come again.
    private static Task<int> Busy(SomeSandbox sandbox, string who, CancellationToken until) => Task.Run(async () =>
    {
        var worked = 0;
        for (var call = 0; !until.IsCancellationRequested; call++)
        {
            var (status, answer) = await sandbox.Send(
                "intake-worker", Inquire, new { i = new { door = "CALL", person = new { given = who, family = $"Caller {call}", birthDate = "1990-01-01" } } });
            var refused = answer.TryGetProperty("errors", out var errors);
            Assert.True(
                !refused || errors[0].GetProperty("extensions").GetProperty("code").GetString() is "SANDBOX_NOT_READY" or "USER_UNKNOWN", $"{status}: {answer}");
            worked += refused ? 0 : 1;
        }

        return worked;
    }, CancellationToken.None);

    private static async Task NothingHangs(SomeSandbox sandbox)
    {
        var data = await sandbox.Ask("admin", HowFar);
        Assert.All(data.GetProperty("subscribers").EnumerateArray(), s => Assert.Equal((0, 0), (s.GetProperty("waiting").GetInt64(), s.GetProperty("parked").GetInt64())));
        Assert.Equal((0, 0), (data.GetProperty("parkedTimers").GetArrayLength(), data.GetProperty("parkedEvents").GetArrayLength()));
        Assert.True((await sandbox.Ask("admin", "{ verifyAudit { intact } }")).GetProperty("verifyAudit").GetProperty("intact").GetBoolean());
    }

    private static async Task<string> Users(SomeSandbox sandbox) => (await sandbox.Ask(
        null, "{ users { name roles teams { key } supervisor { name } } sites { key } organisations { name kind } features { key on } }")).ToString();

    private static Task<long> Inquiries(SomeSandbox sandbox) => Count(sandbox, "select count(*) from intake.inquiries where tenant_id = $1");

    private static Task<long> Workflows(SomeSandbox sandbox) =>
        Count(sandbox, "select count(distinct payload ->> 'subject') from messaging.log where tenant_id = $1 and type = 'coordination.workflow-started@1' and payload ->> 'subject' like 'inq_%'");

    private static async Task<long> Count(SomeSandbox sandbox, string sql)
    {
        await using var count = sandbox.Owner.Host.Database.Administrator.CreateCommand(sql);
        count.Parameters.Add(new() { Value = sandbox.Tenant.Value });
        return (long)(await count.ExecuteScalarAsync(Ct))!;
    }

    private static async Task<string> Refusal(TestTenant who, object input) =>
        (await who.Refused("admin", "resetSandbox", input, "resetResult { status }"))[0].GetProperty("__typename").GetString()!;
}
