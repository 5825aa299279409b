using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class RecordRepresentativeTests
{
    [Fact]
    public async Task Who_may_act_for_a_client_stands_there_with_authority_and_dates()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "2012-02-03");
        await desk.Do(
            "recordRepresentative", new { client, name = "Rosa Reyes", authority = "PARENT", startsOn = "2012-02-03", endsOn = "2030-02-02" }, "representative { id }");
        var told = (await desk.Ask("query($c: ID!) { client(id: $c) { representatives { name authority startsOn endsOn } } }", new { c = client }))
            .GetProperty("client").GetProperty("representatives")[0];
        Assert.Equal(("Rosa Reyes", "PARENT", "2030-02-02"), (
            told.GetProperty("name").GetString(), told.GetProperty("authority").GetString(), told.GetProperty("endsOn").GetString()));
    }

    [Fact]
    public async Task A_guardian_has_a_proof_and_the_last_day_does_not_come_first()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        Assert.Equal("InvalidInput", await desk.Refusal("recordRepresentative", new { client, name = "G", authority = "GUARDIAN" }, "representative { id }"));
        Assert.Equal("InvalidInput", await desk.Refusal(
            "recordRepresentative", new { client, name = "G", authority = "PARENT", startsOn = "2025-01-02", endsOn = "2025-01-01" }, "representative { id }"));
    }
}
