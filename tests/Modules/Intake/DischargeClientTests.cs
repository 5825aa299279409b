using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class DischargeClientTests
{
    private const string Thing = "discharge { id reason dischargedOn note recordedBy { name } client { discharges { reason } } }";

    [Fact]
    public async Task A_client_is_discharged_with_a_reason_and_the_last_day_of_care()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var discharge = await desk.Do("dischargeClient", new { client, reason = "MOVED_AWAY", dischargedOn = "2025-06-30", note = " To Ohio " }, Thing);
        Assert.Equal(
            ("MOVED_AWAY", "2025-06-30", "To Ohio", "Dee"),
            (Text("reason"), Text("dischargedOn"), Text("note"), discharge.GetProperty("recordedBy").GetProperty("name").GetString()));
        Assert.Equal(1, discharge.GetProperty("client").GetProperty("discharges").GetArrayLength());
        var (type, payload) = (await desk.Events())[^1];
        Assert.Equal(("intake.client-discharged@1", "moved-away"), (type, payload.GetProperty("reason").GetString()));

        string? Text(string field) => discharge.GetProperty(field).GetString();
    }

    [Fact]
    public async Task Who_waits_at_the_front_door_is_not_discharged()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var inquiry = await desk.Receive(client);
        Assert.Equal("InquiriesOpen", await Refusal(desk, client));
        await desk.Do("bookAppointment", await BookAppointmentTests.At(desk, client, "2099-01-05T14:00:00Z"), "appointment { id }");
        await desk.Do("resolveInquiry", new { inquiry, resolution = "IN_CARE" }, "inquiry { id }");
        Assert.Equal("AppointmentsAhead", await Refusal(desk, client));
    }

    [Fact]
    public async Task A_second_discharge_needs_that_the_client_has_asked_again()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        await desk.Do("dischargeClient", new { client, reason = "COMPLETED" }, Thing);
        Assert.Equal("AlreadyDischarged", await Refusal(desk, client));
        await desk.Do("resolveInquiry", new { inquiry = await desk.Receive(client), resolution = "IN_CARE" }, "inquiry { id }");
        await desk.Do("dischargeClient", new { client, reason = "COMPLETED" }, Thing);
    }

    [Fact]
    public async Task A_day_ahead_a_client_out_of_reach_and_a_merged_record_are_refused()
    {
        var desk = await IntakeDesk.Open();
        var (client, merged) = (await desk.Register("Maria", "Reyes"), await desk.Register("Mary", "Reyes"));
        Assert.Equal("InvalidInput", await desk.Refusal("dischargeClient", new { client, reason = "COMPLETED", dischargedOn = "2099-01-01" }, Thing));
        Assert.Equal("NotFound", await desk.Refusal("dischargeClient", new { client, reason = "COMPLETED" }, Thing, by: "own"));
        await desk.Do("mergeClients", new { survivor = client, merged, reason = "The same" }, "clientMerge { id }");
        Assert.Equal("ClientMergedAway", await Refusal(desk, merged));
    }

    private static Task<string> Refusal(IntakeDesk desk, string client) =>
        desk.Refusal("dischargeClient", new { client, reason = "COMPLETED" }, Thing);
}
