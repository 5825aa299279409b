using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class RecordInitialEvaluationTests
{
    [Theory]
    [InlineData("PHONE", "URGENT", true)]
    [InlineData("VIDEO", "EMERGENT", true)]
    [InlineData("PHONE", null, true)]
    [InlineData("PHONE", "ROUTINE", false)]
    [InlineData("IN_PERSON", "EMERGENT", false)]
    public async Task Only_what_was_not_done_in_person_in_an_urgent_case_is_reviewed_in_person(string mode, string? acuity, bool wanted)
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        if (acuity is not null)
        {
            var answers = TriageInquiryTests.Answers([.. acuity switch
            {
                "EMERGENT" => new[] { ("overdose", "now") },
                "URGENT" => [("safe-at-home", "no")],
                _ => [],
            }]);
            await desk.Do("triageInquiry", new { inquiry, answers }, "inquiry { id }");
        }

        var evaluation = await desk.Do("recordInitialEvaluation", new { inquiry, mode }, "initialEvaluation { reviewWanted acuity }");
        Assert.Equal((wanted, acuity), (evaluation.GetProperty("reviewWanted").GetBoolean(), evaluation.GetProperty("acuity").GetString()));
        Assert.Equal(wanted, (await desk.Events())[^1].Payload.GetProperty("reviewWanted").GetBoolean());
    }
}

public sealed class ReviewInitialEvaluationTests
{
    [Fact]
    public async Task A_review_is_written_down_once()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        var evaluation = (await desk.Do("recordInitialEvaluation", new { inquiry, mode = "PHONE" }, "initialEvaluation { id }")).GetProperty("id").GetString();
        Assert.Equal("NotFound", await desk.Refusal("reviewInitialEvaluation", new { evaluation }, "initialEvaluation { id }", by: "own"));
        Assert.Equal("InvalidInput", await desk.Refusal("reviewInitialEvaluation", new { evaluation, reviewedAt = "2001-01-01T00:00:00Z" }, "initialEvaluation { id }"));
        var reviewed = await desk.Do("reviewInitialEvaluation", new { evaluation }, "initialEvaluation { reviewedBy { name } reviewedAt }");
        Assert.Equal("Dee", reviewed.GetProperty("reviewedBy").GetProperty("name").GetString());
        Assert.Equal("intake.initial-evaluation-reviewed@1", (await desk.Events())[^1].Type);
        Assert.Equal("NothingToReview", await desk.Refusal("reviewInitialEvaluation", new { evaluation }, "initialEvaluation { id }"));
    }
}
