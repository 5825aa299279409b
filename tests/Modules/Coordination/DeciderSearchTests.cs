using System.Text.Json;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

/// <summary>Deciders are looked for as owners are: delegations, absences and rosters count.</summary>
public sealed class DeciderSearchTests
{
    private const string Turns = "query($id: ID!) { decisionRequest(id: $id) { turns { decider { name } passedOver { why person { name } team { key } role } } } }";

    [Fact]
    public async Task A_decider_who_has_delegated_everything_is_followed_to_the_delegate_and_it_is_told()
    {
        var work = await WorkTenant.InTheMorning();
        await work.Define();
        await work.Outside.Do("sue", "delegateWork", await DelegateWorkTests.Delegation(work, "sue", "ben", kind: "CLINICAL_CARE"), "delegation { id }");
        Assert.Equal("Sue", Name(await work.Ask(), "decider"));
        await work.Outside.Do("sue", "delegateWork", await DelegateWorkTests.Delegation(work, "sue", "ben"), "delegation { id }");
        var request = await work.Ask();
        Assert.Equal("Ben", Name(request, "decider"));
        Assert.Equal([("DELEGATED", "Sue")], WorkDuty.Passed(await Turn(work, request)));
        Assert.Equal("GRANTED", Text(await work.Answer("ben", request), "state"));
    }

    [Fact]
    public async Task Nobody_gets_their_own_request_back_through_a_delegation()
    {
        var work = await WorkTenant.InTheMorning();
        await work.Define();
        await work.Outside.Do("sue", "delegateWork", await DelegateWorkTests.Delegation(work, "sue", "ada"), "delegation { id }");
        var request = await work.Ask();
        Assert.Equal("Sue", Name(request, "decider"));
        Assert.Contains(("ASKER", "Ada"), WorkDuty.Passed(await Turn(work, request)));
    }

    [Fact]
    public async Task Who_is_on_duty_for_a_team_is_asked_in_person_and_a_roster_without_anybody_is_passed_over()
    {
        var work = await WorkTenant.InTheMorning();
        await work.Define(ByQueue(onDuty: true));
        await work.Outside.Do("sue", "planDuty", await PlanDutyTests.Plan(work, ("ben", 0, 8)), PlanDutyTests.Thing);
        Assert.Equal("Ben", Name(await work.Ask(), "decider"));
        await work.Outside.Forward(TimeSpan.FromHours(9));
        var request = await work.Ask();
        Assert.Equal((2, "Dan"), (request.GetProperty("stage").GetInt32(), Name(request, "decider")));
        Assert.Contains(("OFF_DUTY", "front-door"), WorkDuty.Passed(await Turn(work, request)));
        await work.Define(ByQueue(onDuty: false));
        Assert.Equal("Dan", Name(await work.Ask(), "decider"));
    }

    [Fact]
    public async Task On_the_first_day_of_an_absence_what_waits_for_the_person_goes_to_the_cover_for_the_rest_of_its_time()
    {
        var work = await WorkTenant.InTheMorning();
        await work.Define();
        var request = await work.Find(await work.Ask());
        await work.Outside.Do("sue", "recordAbsence", await work.Absence("sue", cover: "ben"), "absence { id }");
        await work.Outside.Quiet();
        var passed = await work.Find(request);
        Assert.Equal(("Ben", 1, Text(request, "dueAt")), (Name(passed, "decider"), passed.GetProperty("stage").GetInt32(), Text(passed, "dueAt")));
    }

    [Fact]
    public async Task Duty_stands_beside_a_team_only()
    {
        var work = await WorkTenant.InTheMorning();
        var rule = new
        {
            key = "extra-visit",
            title = "An extra visit",
            information = Array.Empty<object>(),
            stages = new object[] { new { to = new object[] { new { role = "supervisor", onDuty = true } }, within = "1 hour" } },
            otherwise = "REFUSE",
        };
        Assert.Equal(["DecisionRuleIncomplete"], await work.Refusals("admin", "defineDecisionType", rule, SomeDecision.Type));
    }

    private static object ByQueue(bool onDuty) => new
    {
        key = "extra-visit",
        title = "An extra visit",
        information = Array.Empty<object>(),
        stages = new object[]
        {
            new { to = new object[] { new { queue = "front-door", onDuty } }, within = "1 hour" },
            new { to = new object[] { new { role = "clinical-director" } }, within = "2 hours" },
        },
        otherwise = "REFUSE",
    };

    // All that was passed over, of every turn.
    private static async Task<JsonElement> Turn(WorkTenant work, JsonElement request)
    {
        var found = await work.Outside.Ask("dan", Turns, new { id = Of(request) });
        return found.GetProperty("decisionRequest").GetProperty("turns").EnumerateArray()
            .First(t => t.GetProperty("passedOver").ValueKind is JsonValueKind.Array);
    }
}
