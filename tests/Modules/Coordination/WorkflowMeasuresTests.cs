using System.Globalization;
using System.Text.Json;
using CarePlatform.Intake.Contracts;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class WorkflowMeasuresTests
{
    private static readonly string[] Parts = ["OPENED", "MET", "MET_LATE", "BREACHED_OPEN", "RUNNING", "CANCELLED", "ESCALATED", "UNANSWERED"];

    [Fact]
    public async Task Every_number_is_the_number_of_the_items_that_it_lists()
    {
        var work = await WorkTenant.New();
        var (met, late, open) = (await work.Inquiry("ada"), await work.Inquiry("ben"), await work.Inquiry());
        var cancelled = await work.Inquiry("ada");
        await work.Happened(met.Triaged(Acuity.Routine, await work.Now()));
        await work.Happened(cancelled.Resolved);
        await work.Outside.Forward(TimeSpan.FromHours(1));
        await work.Happened(late.Triaged(Acuity.Routine, await work.Now()));
        foreach (var by in new[] { "TEMPLATE", "STEP", "TEAM", "SITE", "KIND", "OWNER" })
        {
            var groups = await Measure(work, "sue", by);
            Assert.Equal(6, groups.Sum(g => Counts(g)[0]));
            Assert.All(groups, g => Assert.Equal(Counts(g), Parts.Select(p => g.GetProperty(p).GetProperty("totalCount").GetInt32())));
        }

        var triage = (await Measure(work, "sue", "STEP")).Single(g => Text(g, "step") == "triage");
        Assert.Equal([4, 1, 1, 1, 0, 1, 2, 1], Counts(triage));
        Assert.Equal("0.3333", Text(triage, "onTimeShare"));
        Assert.Equal(2, triage.GetProperty("escalationCount").GetInt32());
        Assert.Equal(1, Math.Floor(decimal.Parse(Text(triage.GetProperty("hoursToDone"), "percentile90"), CultureInfo.InvariantCulture)));
        Assert.Equal(open.Inquiry.ToString(), Text(triage.GetProperty("UNANSWERED").GetProperty("nodes")[0], "subject"));
    }

    [Fact]
    public async Task A_filter_narrows_and_a_day_without_work_has_no_figures()
    {
        var work = await WorkTenant.New();
        await work.Inquiry("ada");
        Assert.Single(await Measure(work, "sue", "TEAM", $"where: {{ team: \"{work.FrontDoor}\", template: \"front-door\", step: \"triage\" }}"));
        Assert.Empty(await Measure(work, "sue", "TEAM", $"where: {{ team: \"{work.Housing}\" }}"));
        var bad = await work.Outside.Send("sue", "{ workflowMeasures(from: \"2025-02-02\", to: \"2025-02-01\", by: TEAM) { openedCount } }");
        Assert.Contains("must not come before", bad.GetRawText(), StringComparison.Ordinal);
        await work.Forbidden("ada", "{ workflowMeasures(from: \"2025-02-02\", to: \"2025-02-03\", by: TEAM) { openedCount } }");
    }

    [Fact]
    public async Task The_bottleneck_is_the_step_with_the_most_late_hours()
    {
        var work = await WorkTenant.New();
        var first = await work.Inquiry("ada");
        await work.Happened(first.Triaged(Acuity.Emergent, await work.Now()));
        await work.Inquiry("ada");
        await work.Outside.Forward(TimeSpan.FromHours(10));
        await work.Happened(first.Booked(await work.Now()));
        await work.Outside.Forward(TimeSpan.FromHours(10));
        var (from, to) = await Days(work);
        var found = await work.Outside.Ask(
            "sue",
            $$"""
            { bottlenecks(from: "{{from}}", to: "{{to}}", where: { template: "front-door" }) {
                step lateHours lateShare lateCount arrivedCount endedCount openCount overdueCount lateItems { totalCount } } }
            """);
        var steps = found.GetProperty("bottlenecks").EnumerateArray().ToList();
        Assert.Equal(["triage", "first-appointment"], steps.Select(s => Text(s, "step")));
        // A quarter of an hour in time, then late; the seconds that the test itself takes come on top.
        Assert.Equal([19.75m, 9.75m], steps.Select(s => Math.Floor(Late(s) * 4) / 4));
        Assert.Equal((1, 2, 1, 1, 1), Numbers(steps[0]));
        Assert.Equal((1, 1, 1, 0, 0), Numbers(steps[1]));
        Assert.All(steps, s => Assert.Equal(s.GetProperty("lateCount").GetInt32(), s.GetProperty("lateItems").GetProperty("totalCount").GetInt32()));
    }

    [Fact]
    public async Task Work_stalls_when_people_do_nothing_about_it_although_the_system_does()
    {
        var work = await WorkTenant.New();
        var (idle, moved) = (await work.Inquiry("ada"), await work.Inquiry("ben"));
        await work.Outside.Forward(TimeSpan.FromDays(3));
        var triage = await work.Find(moved, "triage");
        await work.Outside.Do("sue", "acknowledgeEscalation", new { item = Of(triage) }, "workItem { id }");
        var stalled = await work.Outside.Ask("sue", "{ stalledWork(idleDays: 2) { nodes { subject rung } } }");
        Assert.Equal(
            [(idle.Inquiry.ToString(), 2)],
            stalled.GetProperty("stalledWork").GetProperty("nodes").EnumerateArray().Select(i => (Text(i, "subject"), i.GetProperty("rung").GetInt32())));
        Assert.Empty((await work.Outside.Ask("sue", "{ stalledWork(idleDays: 9) { nodes { id } } }")).GetProperty("stalledWork").GetProperty("nodes").EnumerateArray());
        Assert.Contains("1 to 366", (await work.Outside.Send("sue", "{ stalledWork(idleDays: 0) { nodes { id } } }")).GetRawText(), StringComparison.Ordinal);
    }

    private static decimal Late(JsonElement step) => decimal.Parse(Text(step, "lateHours"), CultureInfo.InvariantCulture);

    private static (int, int, int, int, int) Numbers(JsonElement step) => (
        step.GetProperty("lateCount").GetInt32(), step.GetProperty("arrivedCount").GetInt32(), step.GetProperty("endedCount").GetInt32(),
        step.GetProperty("openCount").GetInt32(), step.GetProperty("overdueCount").GetInt32());

    private static IReadOnlyList<int> Counts(JsonElement group) =>
        [.. new[] { "opened", "met", "metLate", "breachedOpen", "running", "cancelled", "escalated", "unanswered" }
            .Select(n => group.GetProperty($"{n}Count").GetInt32())];

    private static async Task<IReadOnlyList<JsonElement>> Measure(WorkTenant work, string person, string by, string where = "where: {}")
    {
        var (from, to) = await Days(work);
        var lists = string.Join(" ", Parts.Select(p => $"{p}: items(of: {p}) {{ totalCount nodes {{ subject }} }}"));
        var found = await work.Outside.Ask(
            person,
            $$"""
            { workflowMeasures(from: "{{from}}", to: "{{to}}", by: {{by}}, {{where}}) {
                step openedCount metCount metLateCount breachedOpenCount runningCount cancelledCount escalatedCount escalationCount
                unansweredCount onTimeShare hoursToDone { mean median percentile90 } {{lists}} } }
            """);
        return [.. found.GetProperty("workflowMeasures").EnumerateArray()];
    }

    private static async Task<(string From, string To)> Days(WorkTenant work)
    {
        var today = (await work.Now()).UtcDateTime;
        return (today.AddDays(-4).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), today.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
