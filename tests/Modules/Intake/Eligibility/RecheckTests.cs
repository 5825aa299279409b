using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class RecheckTests
{
    [Fact]
    public async Task Every_night_those_are_asked_about_of_whom_something_is_open_and_nobody_else()
    {
        var desk = await IntakeDesk.Open();
        // On the 1st everybody is asked about, so that on no day before it is there a night of this kind only.
        await desk.Tenant.Morning(day => day.AddDays(1).Day != 1);
        var settled = await Known(desk, "R-1");
        var applied = await desk.Register("Ana", "Applied");
        await desk.Do("recordCoverage", new { client = applied, payerName = "Medicaid", payerType = "MEDICAID", startsOn = await Today(desk), memberId = "R-2", pending = true }, "coverage { id }");
        await Simulate(desk, "R-2", "ACTIVE");
        var unreached = await Known(desk, "R-3");
        await Simulate(desk, "R-3", "UNREACHABLE");
        await CheckEligibilityTests.Check(desk, unreached);
        await desk.Tenant.Forward(await UntilDay(desk, (await Day(desk)).AddDays(1)));
        Assert.Equal(0, await Checks(desk, settled, "NIGHTLY"));
        Assert.Equal(1, await Checks(desk, applied, "NIGHTLY"));
        Assert.Equal(1, await Checks(desk, unreached, "NIGHTLY"));
        Assert.Contains((await desk.Events()).Select(e => e.Type), t => t == "intake.coverage-confirmed@1");
    }

    [Fact]
    public async Task On_the_1st_everybody_is_asked_about_once_in_batches()
    {
        var desk = await IntakeDesk.Open();
        await desk.Do("changeEligibilitySettings", new { rules = new { batchSize = 2 } }, "eligibilitySettings { version }", by: "director");
        var people = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            people.Add(await Known(desk, $"R-{i}"));
        }

        await Simulate(desk, "R-4", "INACTIVE");
        var today = await Day(desk);
        await desk.Tenant.Forward(await UntilDay(desk, new DateOnly(today.Year, today.Month, 1).AddMonths(1)));
        foreach (var person in people)
        {
            Assert.Equal(1, await Checks(desk, person, "MONTHLY"));
        }

        var run = (await desk.Ask("{ eligibilityRuns(first: 10) { nodes { scope people checks active inactive failed finishedAt } } }"))
            .GetProperty("eligibilityRuns").GetProperty("nodes").EnumerateArray().Single(r => r.GetProperty("scope").GetString() == "CASELOAD");
        Assert.Equal((5, 4, 1), (run.GetProperty("people").GetInt32(), run.GetProperty("active").GetInt32(), run.GetProperty("inactive").GetInt32()));
        Assert.NotEqual(JsonValueKind.Null, run.GetProperty("finishedAt").ValueKind);
    }

    [Fact]
    public async Task A_leap_of_the_clock_over_a_1st_asks_about_everybody_once_and_the_nights_go_on()
    {
        var desk = await IntakeDesk.Open();
        var person = await Known(desk, "R-1");
        var first = new DateOnly((await Day(desk)).Year, (await Day(desk)).Month, 1).AddMonths(2).AddDays(9);
        await desk.Tenant.Forward(await UntilDay(desk, first));
        Assert.Equal(1, await Checks(desk, person, "MONTHLY"));
        var nights = await desk.Rows("select due_at from messaging.schedule where tenant_id = $1 and name = 'intake.night-falls@1'");
        Assert.Single(nights);
    }

    private static async Task<string> Known(IntakeDesk desk, string memberId) => await CheckEligibilityTests.Member(desk, memberId, "ACTIVE");

    private static Task<JsonElement> Simulate(IntakeDesk desk, string memberId, string scenario) =>
        desk.Do("simulateEligibility", new { memberId, scenario }, "eligibilitySimulation { id }", by: "admin");

    private static async Task<int> Checks(IntakeDesk desk, string client, string reason) => (await desk.Ask(
        "query($id: ID!) { eligibilityChecks(client: $id, first: 100) { nodes { reason } } }", new { id = client }))
        .GetProperty("eligibilityChecks").GetProperty("nodes").EnumerateArray().Count(c => c.GetProperty("reason").GetString() == reason);

    private static async Task<DateOnly> Day(IntakeDesk desk) => DateOnly.FromDateTime(await Now(desk));

    private static async Task<string> Today(IntakeDesk desk) => (await Day(desk)).ToString("O");

    // To six in the morning of a day, after the nightly check at two.
    private static async Task<TimeSpan> UntilDay(IntakeDesk desk, DateOnly day) => day.ToDateTime(new TimeOnly(6, 0)) - await Now(desk);

    private static async Task<DateTime> Now(IntakeDesk desk) => (DateTime)(await desk.Rows(
        "select (clock_timestamp() + clock_offset) at time zone 'America/New_York' from platform.tenants where id = $1"))[0][0];
}
