using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class AnswerDecisionTests
{
    [Fact]
    public async Task The_decider_answers_with_a_reason_and_the_clock_stops()
    {
        var work = await WorkTenant.New();
        await work.Define();
        var request = await work.Ask();
        var answered = await work.Answer("sue", request);
        Assert.Equal(("GRANTED", "It helps", "Sue"), (Text(answered, "state"), Text(answered, "reason"), Name(answered, "answeredBy")));
        await work.Outside.Forward(TimeSpan.FromHours(5));
        var later = await work.Find(request);
        Assert.Equal(("GRANTED", false, 1), (Text(later, "state"), later.GetProperty("byDefault").GetBoolean(), later.GetProperty("turns").GetArrayLength()));
    }

    [Fact]
    public async Task Nobody_else_answers_and_nobody_answers_twice()
    {
        var work = await WorkTenant.New();
        await work.Define();
        var request = await work.Ask();
        object Answering(string reason = "x", int? expectedVersion = null) => new { request = Of(request), answer = "REFUSE", reason, expectedVersion };
        Assert.Equal(["NotTheDecider"], await work.Refusals("dan", "answerDecision", Answering(), Request));
        Assert.Equal(["NotTheDecider"], await work.Refusals("ada", "answerDecision", Answering(), Request));
        Assert.Equal(["NotFound"], await work.Refusals("eve", "answerDecision", Answering(), Request));
        Assert.Equal(["InvalidInput"], await work.Refusals("sue", "answerDecision", Answering(reason: ""), Request));
        Assert.Equal(["VersionConflict"], await work.Refusals("sue", "answerDecision", Answering(expectedVersion: 9), Request));
        await work.Answer("sue", request, "REFUSE");
        Assert.Equal(["DecisionClosed"], await work.Refusals("sue", "answerDecision", Answering(), Request));
    }

    [Fact]
    public async Task The_next_request_of_the_type_shows_how_the_ones_before_were_decided()
    {
        var work = await WorkTenant.New();
        await work.Define();
        var yes = await work.Answer("sue", await work.Ask());
        var no = await work.Answer("sue", await work.Ask(), "REFUSE");
        await work.Ask(); // is open, and so no precedent
        var next = await work.Ask();
        var shown = await work.Outside.Ask(
            "sue", "query($id: ID!) { decisionRequest(id: $id) { precedents { nodes { id state reason } } } }", new { id = Of(next) });
        Assert.Equal(
            new[] { (Of(no), "REFUSED", "It helps"), (Of(yes), "GRANTED", "It helps") },
            shown.GetProperty("decisionRequest").GetProperty("precedents").GetProperty("nodes").EnumerateArray()
                .Select(p => (Of(p), Text(p, "state"), Text(p, "reason"))));
    }
}
