using System.Text.Json;
using Xunit;
using static CarePlatform.Intake.Tests.SomeSchedule;

namespace CarePlatform.Intake.Tests;

public sealed class InPersonReviewsTests
{
    [Theory]
    [InlineData("PHONE", "no", true)]
    [InlineData("VIDEO", "no", true)]
    [InlineData("PHONE", null, true)]
    [InlineData("PHONE", "yes", false)]
    [InlineData("HOME_VISIT", "no", false)]
    [InlineData("IN_PERSON", "no", false)]
    public async Task A_visit_from_afar_in_a_case_that_is_not_routine_is_reviewed_in_person(string mode, string? safe, bool wanted)
    {
        var (desk, client, inquiry, appointment) = await Visit(mode);
        await Triage(desk, inquiry, safe);
        await desk.Do("checkInAppointment", new { appointment }, "appointment { id }");
        await desk.Tenant.Quiet();

        var evaluations = await Evaluations(desk, inquiry);
        Assert.Equal(wanted ? [mode] : [], evaluations.Select(e => Text(e, "mode")));
        var told = Assert.Single([.. await Wanted(desk), default], e => e.ValueKind is JsonValueKind.Object == wanted);
        if (wanted)
        {
            Assert.Equal((client, inquiry, Text(evaluations[0], "id")), (Text(told, "client"), Text(told, "inquiry"), Text(told, "evaluation")));
            Assert.Equal("Cli", Text(evaluations[0].GetProperty("evaluatedBy"), "name"));
            Assert.True(evaluations[0].GetProperty("reviewWanted").GetBoolean());
            await desk.Do("reviewInitialEvaluation", new { evaluation = Text(evaluations[0], "id") }, "initialEvaluation { id }");
        }
    }

    [Fact]
    public async Task An_inquiry_has_one_review_however_often_the_person_is_met_from_afar()
    {
        var (desk, client, inquiry, appointment) = await Visit("PHONE");
        await Triage(desk, inquiry, "no");
        await desk.Do("checkInAppointment", new { appointment }, "appointment { id }");
        await desk.Tenant.Quiet();
        var again = await desk.Do("recordInitialEvaluation", new { inquiry, mode = "PHONE" }, "initialEvaluation { reviewWanted }");
        Assert.False(again.GetProperty("reviewWanted").GetBoolean());
        await desk.Do("checkInAppointment", new { appointment = await Book(desk, client, inquiry, "VIDEO", 10) }, "appointment { id }");
        await Triage(desk, inquiry, "no");
        await desk.Tenant.Quiet();
        var first = Assert.Single(await Evaluations(desk, inquiry), e => e.GetProperty("reviewWanted").GetBoolean());
        await desk.Do("reviewInitialEvaluation", new { evaluation = Text(first, "id") }, "initialEvaluation { id }");
        await Triage(desk, inquiry, "no");
        await desk.Do("recordInitialEvaluation", new { inquiry, mode = "PHONE" }, "initialEvaluation { id }");
        Assert.Single(await Wanted(desk));
    }

    [Fact]
    public async Task What_turns_out_to_be_urgent_after_a_call_is_reviewed_in_person_once()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        await Triage(desk, inquiry, "yes");
        var evaluation = await desk.Do("recordInitialEvaluation", new { inquiry, mode = "PHONE" }, "initialEvaluation { id reviewWanted }");
        Assert.False(evaluation.GetProperty("reviewWanted").GetBoolean());
        await Triage(desk, inquiry, "no");
        await Triage(desk, inquiry, "yes");
        await Triage(desk, inquiry, "no");
        Assert.Equal(Text(evaluation, "id"), Text(Assert.Single(await Wanted(desk)), "evaluation"));
        Assert.True(Assert.Single(await Evaluations(desk, inquiry)).GetProperty("reviewWanted").GetBoolean());
    }

    [Fact]
    public async Task A_call_of_a_routine_case_that_turns_out_to_be_urgent_is_reviewed_unless_the_person_was_seen_since()
    {
        foreach (var seen in new[] { false, true })
        {
            var (desk, client, inquiry, appointment) = await Visit("PHONE");
            await Triage(desk, inquiry, "yes");
            await desk.Do("checkInAppointment", new { appointment }, "appointment { id }");
            if (seen)
            {
                await desk.Do("checkInAppointment", new { appointment = await Book(desk, client, inquiry, "IN_PERSON", 10) }, "appointment { id }");
            }

            await desk.Tenant.Quiet();
            await Triage(desk, inquiry, "no");
            Assert.Equal(seen ? 0 : 1, (await Wanted(desk)).Count);
        }
    }

    private static async Task<(IntakeDesk Desk, string Client, string Inquiry, string Appointment)> Visit(string mode)
    {
        var (client, inquiry) = ("", "");
        var (desk, _) = await CheckInAppointmentTests.Soon(async (desk, known) => (client, inquiry) = (known, await desk.Receive(known)));
        return (desk, client, inquiry, await Book(desk, client, inquiry, mode, 5));
    }

    private static async Task<string> Book(IntakeDesk desk, string client, string inquiry, string mode, int minutes)
    {
        var now = (await desk.Ask("{ tenant { now } }")).GetProperty("tenant").GetProperty("now").GetDateTimeOffset();
        var input = new { client, inquiry, with = await desk.User("clinician"), start = now.AddMinutes(minutes).ToString("O"), minutes = 5, mode };
        return Text(await desk.Do("bookAppointment", input, "appointment { id }"), "id");
    }

    private static async Task Triage(IntakeDesk desk, string inquiry, string? safe) => await (safe is null ? Task.CompletedTask : desk.Do(
        "triageInquiry", new { inquiry, answers = TriageInquiryTests.Answers(("safe-at-home", safe)) }, "inquiry { id }"));

    private static async Task<IReadOnlyList<JsonElement>> Evaluations(IntakeDesk desk, string inquiry) => [.. (await desk.Ask(
        "query($i: ID!) { inquiry(id: $i) { initialEvaluations { id mode reviewWanted evaluatedBy { name } } } }", new { i = inquiry }))
        .GetProperty("inquiry").GetProperty("initialEvaluations").EnumerateArray()];

    private static async Task<IReadOnlyList<JsonElement>> Wanted(IntakeDesk desk) =>
        [.. (await desk.Events()).Where(e => e.Type == "intake.in-person-review-wanted@1").Select(e => e.Payload)];
}
