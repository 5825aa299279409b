using System.Globalization;
using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>What a death that is recorded ends at the front door, and what becomes of it when it was a mistake.</summary>
public sealed class ClientDeathTests
{
    private static readonly string Yesterday = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Visits_ahead_and_requests_end_for_that_reason_and_nobody_is_late_or_missed()
    {
        var desk = await IntakeDesk.Open();
        var (client, inquiry, visit) = await Expected(desk);
        await Dies(desk, client);

        var seen = await Visit(desk, client);
        Assert.Equal(("CANCELLED", "CLIENT_DIED", false), (
            seen.GetProperty("state").GetString(), seen.GetProperty("cancellation").GetString(), seen.GetProperty("late").GetBoolean()));
        var request = (await desk.Ask("query($i: ID!) { inquiry(id: $i) { status resolution } }", new { i = inquiry })).GetProperty("inquiry");
        Assert.Equal(("RESOLVED", "DIED"), (request.GetProperty("status").GetString(), request.GetProperty("resolution").GetString()));
        var cancelled = Assert.Single(await desk.Events(), e => e.Type == "intake.appointment-cancelled@1").Payload.ToString()!;
        Assert.Contains(visit, cancelled, StringComparison.Ordinal);
        Assert.DoesNotContain("\"late\": true", cancelled, StringComparison.Ordinal);

        await desk.Tenant.Forward(TimeSpan.FromDays(4));
        Assert.DoesNotContain(await desk.Events(), e => e.Type is "intake.no-show-suspected@1" or "intake.appointment-missed@1");
        Assert.Equal("ClientHasDied", await desk.Refusal("bookAppointment", await BookAppointmentTests.At(desk, client, Start(200)), "appointment { id }"));
    }

    [Fact]
    public async Task The_time_goes_to_who_waits_and_who_has_died_waits_no_more()
    {
        var desk = await IntakeDesk.Open();
        var (maria, wei) = (await desk.Register("Maria", "Reyes"), await desk.Register("Wei", "Chen"));
        var (type, _) = await desk.FullMorning(maria);
        await desk.Join(wei, type);
        await Dies(desk, maria);
        Assert.Equal("Wei Chen", (await desk.Held()).Name);

        // Nor is anything held for somebody who has died while it was offered to them.
        await Dies(desk, wei);
        Assert.Empty(await desk.Rows("select id from intake.appointments where tenant_id = $1 and state in ('held', 'booked')"));
        Assert.Empty((await desk.Ask("{ waitlist(first: 5) { nodes { id } } }")).GetProperty("waitlist").GetProperty("nodes").EnumerateArray());
        Assert.Equal("ClientHasDied", await desk.Refusal("joinWaitlist", new { client = wei, visitType = type }, "waitlistEntry { id }"));
    }

    [Fact]
    public async Task What_was_cancelled_by_hand_for_that_reason_is_not_late_either()
    {
        var desk = await IntakeDesk.Open();
        var (_, _, visit) = await Expected(desk);
        var cancelled = await desk.Do("cancelAppointment", new { appointment = visit, reason = "CLIENT_DIED" }, "appointment { late }");
        Assert.False(cancelled.GetProperty("late").GetBoolean());
    }

    [Fact]
    public async Task Somebody_in_care_who_has_died_is_discharged_as_work_and_nobody_else_makes_any()
    {
        var tenant = await TestTenant.From();
        var (client, known) = (await Person(tenant, "Maria"), await Person(tenant, "Ana"));
        await tenant.Do("intake-worker", "receiveInquiry", new { door = "CALL", client }, "inquiry { id }");
        foreach (var dies in new[] { client, known })
        {
            await tenant.Do("intake-worker", "amendClient", new { client = dies, diedOn = Yesterday }, "client { id }");
        }

        await tenant.Quiet();
        Assert.Equal(["client-died"], await Work(tenant, client));
        Assert.Empty(await Work(tenant, known));
        await tenant.Do("supervisor", "dischargeClient", new { client, reason = "DIED" }, "discharge { id }");
        await tenant.Quiet();
        Assert.Empty(await Work(tenant, client));
    }

    [Fact]
    public async Task A_mistaken_death_is_taken_back_and_what_it_ended_becomes_work_and_is_not_booked_anew()
    {
        var tenant = await TestTenant.From();
        var client = await Person(tenant, "Maria");
        var with = (await tenant.Ask("clinician", "{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        object Visit() => new { client, with, start = Start(100), minutes = 30 };
        await tenant.Do("supervisor", "bookAppointment", Visit(), "appointment { id }");
        await tenant.Do("intake-worker", "amendClient", new { client, diedOn = Yesterday }, "client { id }");
        await tenant.Quiet();
        await tenant.Do("intake-worker", "amendClient", new { client, clear = new[] { "DIED_ON" } }, "client { diedOn }");
        await tenant.Quiet();

        Assert.Equal(["death-retracted"], await Work(tenant, client));
        Assert.Equal("CANCELLED", Assert.Single((await tenant.Ask("supervisor", Visits, new { c = client })).GetProperty("client").GetProperty("appointments").EnumerateArray())
            .GetProperty("state").GetString());
        await tenant.Do("supervisor", "bookAppointment", Visit(), "appointment { id }");
    }

    private const string Visits = "query($c: ID!) { client(id: $c) { appointments { state cancellation late } } }";

    private static async Task<string> Person(TestTenant tenant, string given) => (await tenant.Do(
        "intake-worker", "registerClient", new { person = new { given, family = "Reyes", birthDate = "1990-01-01" }, registerAsNew = true }, "client { id }"))
        .GetProperty("id").GetString()!;

    private static async Task<IReadOnlyList<string?>> Work(TestTenant tenant, string client) => [.. (await tenant.Ask(
        "supervisor", "query($c: ID!) { client(id: $c) { workItems { state workflow { template { key } } } } }", new { c = client }))
        .GetProperty("client").GetProperty("workItems").EnumerateArray().Where(w => w.GetProperty("state").GetString() == "OPEN")
        .Select(w => w.GetProperty("workflow").GetProperty("template").GetProperty("key").GetString())];

    private static string Start(double hours) => TimeProvider.System.GetUtcNow().AddHours(hours).ToString("O");

    private static async Task Dies(IntakeDesk desk, string client)
    {
        await desk.Do("amendClient", new { client, diedOn = Yesterday }, "client { id }");
        await desk.Tenant.Quiet();
    }

    private static async Task<(string Client, string Inquiry, string Visit)> Expected(IntakeDesk desk)
    {
        var client = await desk.Register("Maria", "Reyes");
        var inquiry = (await desk.Do("receiveInquiry", new { door = "CALL", client }, "inquiry { id }")).GetProperty("id").GetString()!;
        var visit = (await desk.Do("bookAppointment", await BookAppointmentTests.At(desk, client, Start(3)), "appointment { id }")).GetProperty("id").GetString()!;
        return (client, inquiry, visit);
    }

    private static async Task<JsonElement> Visit(IntakeDesk desk, string client) =>
        Assert.Single((await desk.Ask(Visits, new { c = client })).GetProperty("client").GetProperty("appointments").EnumerateArray());
}
