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
        var told = (await desk.Events()).TakeWhile(e => e.Type != "intake.in-person-review-wanted@1").Last();
        Assert.Equal(("intake.initial-evaluation-done@1", wanted), (told.Type, told.Payload.GetProperty("reviewWanted").GetBoolean()));
        Assert.Equal(wanted, (await desk.Events())[^1].Type == "intake.in-person-review-wanted@1");
    }
}

public sealed class NextEncounterTests
{
    [Fact]
    public async Task The_next_visit_in_person_is_told_as_it_is_agreed_moved_and_cancelled_until_the_review()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var inquiry = await desk.Receive(client);
        var evaluation = (await desk.Do("recordInitialEvaluation", new { inquiry, mode = "PHONE" }, "initialEvaluation { id evaluatedAt }"));
        var with = await desk.User("clinician");
        async Task<string> Do(string mutation, object input)
        {
            var appointment = (await desk.Do(mutation, input, "appointment { id }")).GetProperty("id").GetString()!;
            await desk.Tenant.Quiet();
            return appointment;
        }

        Task<string> Book(string start, string mode) => Do("bookAppointment", new { client, inquiry, with, start, minutes = 30, mode });
        await Book("2099-01-05T14:00:00Z", "VIDEO");
        var visit = await Book("2099-01-06T14:00:00Z", "IN_PERSON");
        await Book("2099-01-09T14:00:00Z", "HOME_VISIT");
        await Do("rescheduleAppointment", new { appointment = visit, start = "2099-01-12T14:00:00Z" });
        await Do("rescheduleAppointment", new { appointment = visit, start = "2099-01-07T14:00:00Z" });
        await Do("cancelAppointment", new { appointment = visit, reason = "CLIENT_ILL" });
        Assert.Equal(
            ["none", "agreed 2099-01-06", "agreed 2099-01-06", "agreed 2099-01-09", "agreed 2099-01-07", "agreed 2099-01-09"], await Told(desk));

        await desk.Do("reviewInitialEvaluation", new { evaluation = evaluation.GetProperty("id").GetString() }, "initialEvaluation { id }");
        await Book("2099-02-02T14:00:00Z", "IN_PERSON");
        Assert.Equal(6, (await Told(desk)).Length);
    }

    private static async Task<string[]> Told(IntakeDesk desk) => [.. (await desk.Events()).Where(e => e.Type == "intake.next-encounter-known@1")
        .Select(e => e.Payload.GetProperty("nextEncounter").GetString() is "none" ? "none" : $"agreed {e.Payload.GetProperty("reviewFrom").GetString()![..10]}")];
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
