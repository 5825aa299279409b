using System.Text.Json;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class PlanDutyTests
{
    internal const string Thing = "dutyRoster { version team { key } onDuty { person { name } startsAt endsAt } }";

    [Fact]
    public async Task The_queue_takes_a_step_while_somebody_is_on_duty_before_it_is_due()
    {
        var work = await WorkTenant.New();
        var roster = await work.Outside.Do("sue", "planDuty", await Plan(work, ("ada", 0, 8)), Thing);
        Assert.Equal("Ada", Assert.Single(roster.GetProperty("onDuty").EnumerateArray()).GetProperty("person").GetProperty("name").GetString());
        var triage = await work.Find(await work.Inquiry(), "triage");
        Assert.Equal(("front-door", JsonValueKind.Null), (triage.GetProperty("team").GetProperty("key").GetString(), triage.GetProperty("owner").ValueKind));
        Assert.Equal(JsonValueKind.Null, triage.GetProperty("escalatedAt").ValueKind);
    }

    [Fact]
    public async Task A_roster_that_has_run_out_is_no_owner_and_the_step_goes_on_to_who_is_next()
    {
        var work = await WorkTenant.New();
        await work.Outside.Do("sue", "planDuty", await Plan(work, ("ada", 0, 8)), Thing);
        await work.Outside.Forward(TimeSpan.FromHours(9));
        var triage = await work.Find(await work.Inquiry(), "triage");
        Assert.Equal("Sue", triage.GetProperty("owner").GetProperty("name").GetString());
        var assigned = triage.GetProperty("history").EnumerateArray().Single(h => h.GetProperty("what").GetString() == "ASSIGNED");
        Assert.Contains(("OFF_DUTY", "front-door"), WorkDuty.Passed(assigned));
    }

    [Fact]
    public async Task Who_is_on_duty_but_away_does_not_count()
    {
        var work = await WorkTenant.New();
        await work.Outside.Do("sue", "planDuty", await Plan(work, ("ada", 0, 8)), Thing);
        await work.SendAway("ada");
        Assert.Equal("Sue", (await work.Find(await work.Inquiry(), "triage")).GetProperty("owner").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_new_plan_replaces_what_was_planned_for_the_period()
    {
        var work = await WorkTenant.New();
        var first = await work.Outside.Do("sue", "planDuty", await Plan(work, ("ada", 0, 8), ("ben", 8, 16)), Thing);
        var second = await work.Outside.Do("sue", "planDuty", await Plan(work, ("ben", 0, 8)), Thing);
        Assert.Equal("Ben", Assert.Single(second.GetProperty("onDuty").EnumerateArray()).GetProperty("person").GetProperty("name").GetString());
        Assert.True(second.GetProperty("version").GetInt32() > first.GetProperty("version").GetInt32());
        var now = await work.Now();
        var shifts = await work.Outside.Ask(
            "sue", "query($t: ID!, $f: DateTime!, $u: DateTime!) { dutyRoster(team: $t) { shifts(from: $f, until: $u) { person { name } } } }",
            new { t = work.FrontDoor.ToString(), f = now, u = now.AddDays(7) });
        Assert.Equal(1, shifts.GetProperty("dutyRoster").GetProperty("shifts").GetArrayLength());
    }

    [Fact]
    public async Task Strangers_overlaps_and_shifts_outside_the_period_are_refused()
    {
        var work = await WorkTenant.New();
        Assert.Equal("NotOfTeam", await Refusal(work, "sue", await Plan(work, ("eve", 0, 8))));
        Assert.Equal("InvalidInput", await Refusal(work, "sue", await Plan(work, ("ada", 0, 8), ("ada", 7, 9))));
        Assert.Equal("InvalidInput", await Refusal(work, "sue", await Plan(work, ("ada", 200, 201))));
        Assert.Equal("VersionConflict", await Refusal(work, "sue", await Plan(work, 3, ("ada", 0, 8))));
    }

    internal static Task<object> Plan(WorkTenant work, params (string Person, int From, int Until)[] shifts) => Plan(work, null, shifts);

    private static async Task<object> Plan(WorkTenant work, int? expectedVersion, params (string Person, int From, int Until)[] shifts)
    {
        var now = (await work.Now()).AddMinutes(-1);
        return new
        {
            team = work.FrontDoor.ToString(),
            from = now.AddHours(-1),
            until = now.AddDays(7),
            shifts = shifts.Select(s => new
            {
                person = work.People[s.Person].ToString(),
                startsAt = now.AddHours(s.From),
                endsAt = now.AddHours(s.Until),
            }),
            expectedVersion,
        };
    }

    private static async Task<string?> Refusal(WorkTenant work, string by, object input) =>
        (await work.Outside.Refused(by, "planDuty", input, Thing))[0].GetProperty("__typename").GetString();
}
