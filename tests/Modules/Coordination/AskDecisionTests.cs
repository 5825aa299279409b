using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class AskDecisionTests
{
    [Fact]
    public async Task The_first_decider_is_asked_and_what_the_system_knows_is_filled_in()
    {
        var work = await WorkTenant.New();
        await work.Define();
        var item = Of(await work.Find(await work.Inquiry("ada"), "triage"));
        var request = await work.Ask(item);
        Assert.Equal(("OPEN", 1, "Ada", "Sue"), (Text(request, "state"), request.GetProperty("stage").GetInt32(), Name(request, "askedBy"), Name(request, "decider")));
        Assert.Equal(TimeSpan.FromHours(1), request.GetProperty("dueAt").GetDateTimeOffset() - request.GetProperty("askedAt").GetDateTimeOffset());
        Assert.Equal(
            [("why", "They asked for it", false), ("step", "Triage the inquiry", true)],
            request.GetProperty("checklist").EnumerateArray().Select(l => (Text(l, "key"), Text(l, "answer"), l.GetProperty("known").GetBoolean())));
        var mine = (await work.Outside.Ask("sue", "{ myDecisions { nodes { id mayAnswer } } }")).GetProperty("myDecisions").GetProperty("nodes");
        Assert.Equal([(Of(request), true)], mine.EnumerateArray().Select(r => (Of(r), r.GetProperty("mayAnswer").GetBoolean())));
    }

    [Fact]
    public async Task A_fact_of_an_earlier_step_is_known()
    {
        var work = await WorkTenant.New();
        await work.Define(new
        {
            key = "extra-visit",
            title = "An extra visit",
            information = new object[] { new { key = "door", text = "Which door?", fact = "start.door" } },
            stages = new object[] { new { to = new object[] { new { supervisor = true } }, within = "1 hour" } },
            otherwise = "GRANT",
        });
        var request = await work.Ask(Of(await work.Find(await work.Inquiry("ada"), "triage")));
        Assert.Equal([("door", "call")], request.GetProperty("checklist").EnumerateArray().Select(l => (Text(l, "key"), Text(l, "answer"))));
    }

    [Fact]
    public async Task What_the_decider_must_know_is_asked_for()
    {
        var work = await WorkTenant.New();
        await work.Define();
        Assert.Equal(["InformationMissing"], await work.Refusals("ada", "askDecision", new { type = "extra-visit", question = "?" }, Request));
        Assert.Equal(["DecisionTypeUnknown"], await work.Refusals("ada", "askDecision", new { type = "no-such", question = "?" }, Request));
        Assert.Equal(["InvalidInput"], await work.Refusals("ada", "askDecision", new { type = "extra-visit", question = " " }, Request));
    }

    [Fact]
    public async Task Nobody_asks_about_an_item_that_they_do_not_see()
    {
        var work = await WorkTenant.New();
        await work.Define();
        var item = Of(await work.Find(await work.Inquiry("ada"), "triage"));
        Assert.Equal(["NotFound"], await work.Refusals("eve", "askDecision", new { type = "extra-visit", question = "?", item }, Request));
    }

    [Fact]
    public async Task When_nobody_answers_the_next_is_asked_and_in_the_end_the_default_holds()
    {
        var work = await WorkTenant.New();
        await work.Define();
        var request = await work.Ask();
        await work.Outside.Forward(TimeSpan.FromMinutes(59));
        Assert.Equal("Sue", Name(await work.Find(request), "decider"));
        await work.Outside.Forward(TimeSpan.FromMinutes(2));
        var passed = await work.Find(request);
        Assert.Equal(("OPEN", 2, "Dan"), (Text(passed, "state"), passed.GetProperty("stage").GetInt32(), Name(passed, "decider")));
        await work.Outside.Forward(TimeSpan.FromHours(2));
        var ended = await work.Find(request);
        Assert.Equal(("REFUSED", true, null), (Text(ended, "state"), ended.GetProperty("byDefault").GetBoolean(), Name(ended, "answeredBy")));
        Assert.Equal([(1, "Sue"), (2, "Dan")], ended.GetProperty("turns").EnumerateArray().Select(t => (t.GetProperty("stage").GetInt32(), Name(t, "decider")!)));
    }

    [Fact]
    public async Task After_downtime_the_next_decider_still_has_the_whole_of_their_time()
    {
        var work = await WorkTenant.New();
        await work.Define();
        var request = await work.Ask();
        await work.Outside.Forward(TimeSpan.FromDays(2));
        Assert.Equal(("OPEN", "Dan"), (Text(await work.Find(request), "state"), Name(await work.Find(request), "decider")));
    }

    [Fact]
    public async Task Who_is_away_is_passed_over_and_whoever_asks_never_decides()
    {
        var work = await WorkTenant.New();
        await work.Define();
        await work.SendAway("sue");
        Assert.Equal("Dan", Name(await work.Ask(), "decider"));
        var own = await work.Ask(person: "dan"); // he has no supervisor and is the only director
        Assert.Equal((null, 2), (Name(own, "decider"), own.GetProperty("stage").GetInt32()));
        await work.Outside.Forward(TimeSpan.FromHours(3));
        Assert.Equal("REFUSED", Text(await work.Find(own), "state"));
    }

    [Fact]
    public async Task A_team_is_asked_and_anybody_of_it_but_the_asker_answers()
    {
        var work = await WorkTenant.New();
        await work.Define(new
        {
            key = "extra-visit",
            title = "An extra visit",
            information = Array.Empty<object>(),
            stages = new object[] { new { to = new object[] { new { queue = "front-door" } }, within = "1 hour" } },
            otherwise = "GRANT",
        });
        var request = await work.Ask();
        Assert.Equal((null, "front-door"), (Name(request, "decider"), Text(request.GetProperty("deciderTeam"), "key")));
        Assert.Equal(["NotTheDecider"], await work.Refusals("ada", "answerDecision", new { request = Of(request), answer = "GRANT", reason = "x" }, Request));
        Assert.Equal(("GRANTED", "Ben"), (Text(await work.Answer("ben", request), "state"), Name(await work.Find(request, "ben"), "answeredBy")));
    }
}
