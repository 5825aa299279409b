using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class RecordImmediateActionTests
{
    [Fact]
    public async Task What_was_done_is_kept_with_the_time_of_the_follow_up()
    {
        var desk = await IntakeDesk.Open();
        await desk.Do("changeDoorSettings", new { followUpHours = 6 }, "doorSettings { version }", by: "director");
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"), door: "CRISIS_LINE");
        var acted = await desk.Do(
            "recordImmediateAction", new { inquiry, action = "CRISIS_TEAM_SENT", note = "two of them" },
            "inquiry { immediateActions { action note takenAt followUpBy takenBy { name } } }");
        var action = acted.GetProperty("immediateActions")[0];
        Assert.Equal(TimeSpan.FromHours(6), action.GetProperty("followUpBy").GetDateTimeOffset() - action.GetProperty("takenAt").GetDateTimeOffset());
        var (type, payload) = (await desk.Events())[^1];
        Assert.Equal(("intake.immediate-action-taken@1", "crisis-team-sent"), (type, payload.GetProperty("action").GetString()));
        Assert.False(payload.TryGetProperty("note", out _));
    }

    [Fact]
    public async Task Times_that_cannot_be_and_another_action_without_a_word_are_refused()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        Task<string> Refusal(object input) => desk.Refusal("recordImmediateAction", input, "inquiry { id }");
        Assert.Equal("InvalidInput", await Refusal(new { inquiry, action = "OTHER" }));
        Assert.Equal("InvalidInput", await Refusal(new { inquiry, action = "SAFETY_PLAN", takenAt = "2999-01-01T00:00:00Z" }));
        Assert.Equal("InvalidInput", await Refusal(new { inquiry, action = "SAFETY_PLAN", followUpBy = "2001-01-01T00:00:00Z" }));
    }

    [Fact]
    public async Task A_later_triage_says_what_has_changed_and_the_earlier_one_is_kept()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        await desk.Do("triageInquiry", new { inquiry, answers = TriageInquiryTests.Answers() }, "inquiry { id }");
        var again = await desk.Do(
            "triageInquiry", new { inquiry, answers = TriageInquiryTests.Answers(("safe-at-home", "no")), change = "left home yesterday" },
            "inquiry { acuity triages { acuity change } }");
        Assert.Equal("""[{"acuity":"URGENT","change":"left home yesterday"},{"acuity":"ROUTINE","change":null}]""", again.GetProperty("triages").GetRawText());
    }
}
