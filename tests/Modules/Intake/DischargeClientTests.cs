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

    [Fact]
    public async Task A_program_and_everybody_else_end_their_own_care_and_learn_nothing_of_the_others()
    {
        var (desk, client) = await Part2Program.Open();
        await desk.Rows("insert into platform.role_permissions (tenant_id, role, permission, reach) select $1, 'counsellor', unnest(array['intake.discharge', 'intake.resolve']), 'tenant'");
        var (inside, outside) = (await desk.Receive(client, by: "own-program"), await desk.Receive(client));
        Assert.Equal("InquiriesOpen", await Refusal(desk, client));
        Assert.Equal("The client has open inquiries (1). Resolve them first.", (await desk.Tenant.Refused(
            "own-program", "dischargeClient", new { client, reason = "COMPLETED" }, Thing))[0].GetProperty("message").GetString());
        await desk.Do("resolveInquiry", new { inquiry = outside, resolution = "IN_CARE" }, "inquiry { id }");
        await desk.Do("dischargeClient", new { client, reason = "MOVED_AWAY" }, Thing);
        var team = await desk.Team("outreach");
        Assert.Equal(team, Assert.Single((await desk.Events())[^1].Payload.GetProperty("beside").EnumerateArray()).GetString());

        Assert.Equal("InquiriesOpen", await desk.Refusal("dischargeClient", new { client, reason = "COMPLETED" }, Thing, by: "own-program"));
        await desk.Do("resolveInquiry", new { inquiry = inside, resolution = "IN_CARE" }, "inquiry { id }", "own-program");
        await desk.Do("dischargeClient", new { client, reason = "COMPLETED", note = "Program done" }, Thing, by: "own-program");
        Assert.Equal(team, Assert.Single((await desk.Events())[^1].Payload.GetProperty("only").EnumerateArray()).GetString());
        Assert.Equal(["MOVED_AWAY"], await Reasons("desk"));
        Assert.Equal(["COMPLETED", "MOVED_AWAY"], await Reasons("own-program"));
        Assert.Equal("AlreadyDischarged", await Refusal(desk, client));

        async Task<IEnumerable<string?>> Reasons(string by) =>
            (await desk.Ask("query($c: ID!) { client(id: $c) { discharges { reason } } }", new { c = client }, by)).GetProperty("client").GetProperty("discharges")
                .EnumerateArray().Select(d => d.GetProperty("reason").GetString());
    }

    private static Task<string> Refusal(IntakeDesk desk, string client) =>
        desk.Refusal("dischargeClient", new { client, reason = "COMPLETED" }, Thing);
}
