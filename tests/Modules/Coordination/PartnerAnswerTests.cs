using System.Text.Json;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class PartnerAnswerTests
{
    [Fact]
    public async Task A_simulated_partner_reports_a_step_that_it_owes_as_its_people_would()
    {
        var work = await WorkTenant.New();
        await ReportSentWorkTests.SentTo(work, "hostel");
        var call = ReportSentWorkTests.Of(Assert.Single(await ReportSentWorkTests.List(work, "hal")));

        var answer = (await Simulate(work, new { simulator = "partner-answer" })).GetProperty("simulated");

        Assert.Equal(call, answer.GetProperty("subjects")[0].GetString());
        var done = Assert.Single(await ReportSentWorkTests.List(work, "hal", open: false));
        Assert.Equal((call, "COMPLETED", "1"), (ReportSentWorkTests.Of(done), done.GetProperty("state").GetString(), done.GetProperty("measured").GetString()));
        Assert.Equal("NothingToSimulate", Refusal(await Simulate(work, new { simulator = "partner-answer" })));
    }

    [Fact]
    public async Task What_would_not_count_for_the_partner_does_not_count_here_and_work_of_staff_is_not_answered()
    {
        var work = await WorkTenant.New();
        await ReportSentWorkTests.SentTo(work, "hostel");
        var call = ReportSentWorkTests.Of(Assert.Single(await ReportSentWorkTests.List(work, "hal")));

        Assert.Equal("InvalidInput", Refusal(await Simulate(work, new { simulator = "partner-answer", subject = call, value = "0" })));
        Assert.Equal("NothingToSimulate", Refusal(await Simulate(work, new { simulator = "partner-answer", subject = "wi_00000000000000000000000000" })));
        Assert.Single(await ReportSentWorkTests.List(work, "hal"));
    }

    private static string? Refusal(JsonElement payload) => payload.GetProperty("errors")[0].GetProperty("__typename").GetString();

    private static async Task<JsonElement> Simulate(WorkTenant work, object input) => (await work.Outside.Ask(
        "admin", "mutation($i: SimulateInput!) { simulate(input: $i) { simulated { what subjects } errors { __typename message } } }", new { i = input }))
        .GetProperty("simulate");
}
