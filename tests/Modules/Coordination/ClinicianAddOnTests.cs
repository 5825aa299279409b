using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Coordination.Tests;

/// <summary>Whoever books into a clinician's day asks that clinician; until the answer the time is held.</summary>
public sealed class ClinicianAddOnTests
{
    // A Monday in summer, 20:00 at the clinic: outside of the hours that the recipe gives clinicians.
    private const string Evening = "2099-06-02T00:00:00Z";

    [Fact]
    public async Task What_the_clinician_grants_is_booked()
    {
        var (tenant, appointment) = await Asked();
        var request = Assert.Single(await Decisions(tenant));
        Assert.Equal("clinician-add-on", request.GetProperty("type").GetProperty("key").GetString());
        Assert.Equal(
            [("time", "2099-06-01 20:00"), ("why", "crisis"), ("double-booked", "no")],
            request.GetProperty("checklist").EnumerateArray().Select(l => (Text(l, "key"), Text(l, "answer"))));
        await Answer(tenant, request, "GRANT");
        Assert.Equal(("BOOKED", "crisis"), await State(tenant, appointment));
    }

    [Fact]
    public async Task What_the_clinician_refuses_is_free_again()
    {
        var (tenant, appointment) = await Asked();
        await Answer(tenant, Assert.Single(await Decisions(tenant)), "REFUSE");
        Assert.Equal(("CANCELLED", "crisis"), await State(tenant, appointment));
    }

    [Fact]
    public async Task Nobody_else_answers_and_silence_is_no()
    {
        var (tenant, appointment) = await Asked();
        var request = Assert.Single(await Decisions(tenant));
        var refused = await tenant.Refused("supervisor", "answerDecision", new { request = Text(request, "id"), answer = "GRANT", reason = "Mine" }, "decisionRequest { id }");
        Assert.Equal("NotTheDecider", Text(refused[0], "__typename"));
        await tenant.Forward(TimeSpan.FromDays(5));
        Assert.Equal(("CANCELLED", "crisis"), await State(tenant, appointment));
    }

    [Fact]
    public async Task Whose_time_is_free_again_is_asked_no_more()
    {
        var (tenant, appointment) = await Asked();
        var request = Text(Assert.Single(await Decisions(tenant)), "id");
        await tenant.Do("intake-worker", "cancelAppointment", new { appointment, reason = "CLIENT_ASKED" }, "appointment { id }");
        await tenant.Quiet();
        Assert.Empty(await Decisions(tenant));
        var answered = await tenant.Refused("clinician", "answerDecision", new { request, answer = "GRANT", reason = "It is mine" }, "decisionRequest { id }");
        Assert.Equal("DecisionClosed", Text(answered[0], "__typename"));
        Assert.Equal(("CANCELLED", "crisis"), await State(tenant, appointment));
    }

    [Fact]
    public async Task A_hold_that_ends_before_the_decider_s_time_takes_the_question_with_it()
    {
        var tenant = await TestTenant.From("ambulatory-intensive");
        await tenant.Do("admin", "changeSchedulingSettings", new { rules = new { holdHours = 1 } }, "schedulingSettings { version }");
        var held = await tenant.Do("intake-worker", "bookAppointment", await Input(tenant, "crisis"), "appointment { id state heldUntil }");
        await tenant.Quiet();
        Assert.Single(await Decisions(tenant));
        // Days on which nobody works do not count for a hold, so that it depends on the day of the test.
        var asked = (await tenant.Ask("admin", "{ tenant { now } }")).GetProperty("tenant").GetProperty("now").GetDateTimeOffset();
        await tenant.Forward(held.GetProperty("heldUntil").GetDateTimeOffset() - asked + TimeSpan.FromMinutes(1));
        Assert.Empty(await Decisions(tenant));
        Assert.Equal(("CANCELLED", "crisis"), await State(tenant, Text(held, "id")));
    }

    [Fact]
    public async Task A_clinician_books_into_their_own_day_without_asking()
    {
        var tenant = await TestTenant.From("ambulatory-intensive");
        var booked = await tenant.Do("clinician", "bookAppointment", await Input(tenant, "crisis"), "appointment { state addOn }");
        Assert.Equal(("BOOKED", "crisis"), (Text(booked, "state"), Text(booked, "addOn")));
    }

    [Fact]
    public async Task Without_a_reason_free_times_are_shown_instead()
    {
        var tenant = await TestTenant.From("ambulatory-intensive");
        var data = await tenant.Ask(
            "intake-worker",
            "mutation($input: BookAppointmentInput!) { bookAppointment(input: $input) { errors { __typename ... on OutsideHours { nextFree { startsAt } } } } }",
            new { input = await Input(tenant, addOn: null) });
        var error = data.GetProperty("bookAppointment").GetProperty("errors")[0];
        Assert.Equal("OutsideHours", Text(error, "__typename"));
        Assert.Equal("2099-06-02T13:00:00Z", Text(error.GetProperty("nextFree")[0], "startsAt"));
    }

    private static async Task<(TestTenant Tenant, string Appointment)> Asked()
    {
        var tenant = await TestTenant.From("ambulatory-intensive");
        var held = await tenant.Do("intake-worker", "bookAppointment", await Input(tenant, "crisis"), "appointment { id state heldUntil }");
        Assert.Equal("HELD", Text(held, "state"));
        await tenant.Quiet();
        return (tenant, Text(held, "id"));
    }

    private static async Task<object> Input(TestTenant tenant, string? addOn)
    {
        var client = Text(
            await tenant.Do("intake-worker", "registerClient", new { person = new { given = "Maria", family = "Reyes" }, registerAsNew = true }, "client { id }"), "id");
        var types = (await tenant.Ask("intake-worker", "{ visitTypes { id key } }")).GetProperty("visitTypes").EnumerateArray();
        var with = (await tenant.Ask("clinician", "{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        return new { client, with, start = Evening, visitType = Text(types.Single(t => Text(t, "key") == "same-day"), "id"), addOn };
    }

    private static async Task<JsonElement[]> Decisions(TestTenant tenant) => [.. (await tenant.Ask(
        "clinician", "{ myDecisions { nodes { id type { key } checklist { key answer } } } }")).GetProperty("myDecisions").GetProperty("nodes").EnumerateArray()];

    private static async Task Answer(TestTenant tenant, JsonElement request, string answer)
    {
        await tenant.Do("clinician", "answerDecision", new { request = Text(request, "id"), answer, reason = "It is mine" }, "decisionRequest { id }");
        await tenant.Quiet();
    }

    private static async Task<(string State, string AddOn)> State(TestTenant tenant, string appointment)
    {
        var all = (await tenant.Ask("supervisor", "{ appointments { nodes { id state addOn } } }")).GetProperty("appointments").GetProperty("nodes");
        var one = all.EnumerateArray().Single(a => Text(a, "id") == appointment);
        return (Text(one, "state"), Text(one, "addOn"));
    }

    private static string Text(JsonElement thing, string property) => thing.GetProperty(property).GetString()!;
}
