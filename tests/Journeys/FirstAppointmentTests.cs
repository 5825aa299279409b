using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Journeys.Tests;

/// <summary>From a request for help to the first appointment, across Intake and Coordination, as people and programs see it.</summary>
public sealed class FirstAppointmentTests
{
    // Medicines that run out within a week make it urgent.
    private static readonly object[] UrgentAnswers =
    [
        new { question = "danger-now", option = "no" },
        new { question = "suicidal-thoughts", option = "no" },
        new { question = "suicide-attempt", option = "no" },
        new { question = "opioid-use", option = "no" },
        new { question = "overdose", option = "no" },
        new { question = "withdrawal", option = "no" },
        new { question = "harm-to-others", option = "no" },
        new { question = "safe-at-home", option = "yes" },
        new { question = "hearing-or-seeing", option = "no" },
        new { question = "medicines", option = "yes" },
        new { question = "hospital", option = "no" },
        new { question = "pregnant", option = "no" },
        new { question = "getting-worse", option = "no" },
    ];

    [Fact]
    public async Task An_urgent_inquiry_that_nobody_acts_on_reaches_the_supervisor_whose_booking_closes_it()
    {
        var harbor = await TestTenant.From();
        var known = await harbor.Do("intake-worker", "registerClient", new { person = Person() }, "client { id }");

        var inquiry = await harbor.Do(
            "intake-worker", "receiveInquiry", new { door = "CALL", person = Person() }, "inquiry { id client { id } matchScore matchReasons }");
        Assert.Equal(Text(known, "id"), Text(inquiry.GetProperty("client"), "id"));
        Assert.NotEqual(0, inquiry.GetProperty("matchReasons").GetArrayLength());
        await harbor.Quiet();
        Assert.Equal("OPEN", Text(await Step(harbor, inquiry, "triage"), "state"));

        await Triage(harbor, inquiry);
        Assert.Equal("COMPLETED", Text(await Step(harbor, inquiry, "triage"), "state"));
        var booking = await Step(harbor, inquiry, "first-appointment");
        Assert.Equal("OPEN", Text(booking, "state"));
        Assert.Equal(JsonValueKind.Null, booking.GetProperty("escalatedAt").ValueKind);

        await harbor.Forward(TimeSpan.FromDays(5));
        booking = await Step(harbor, inquiry, "first-appointment");
        Assert.Equal("BREACHED_OPEN", Text(booking, "clock"));
        var supervisor = await User(harbor, "supervisor");
        Assert.Equal(supervisor, Text(booking.GetProperty("owner"), "id"));
        var mine = await harbor.Ask("supervisor", "{ myWork(first: 10) { nodes { id urgency } } }");
        Assert.Contains(Nodes(mine, "myWork"), w => Text(w, "id") == Text(booking, "id") && Text(w, "urgency") == "OVERDUE");

        await Book(harbor, inquiry);
        booking = await Step(harbor, inquiry, "first-appointment");
        Assert.Equal("COMPLETED", Text(booking, "state"));
        Assert.Equal("MET_LATE", Text(booking, "clock"));
    }

    [Fact]
    public async Task An_inquiry_that_is_booked_in_time_escalates_to_nobody()
    {
        var harbor = await TestTenant.From();
        var inquiry = await harbor.Do("intake-worker", "receiveInquiry", new { door = "WALK_IN", person = Person() }, "inquiry { id client { id } }");
        await Triage(harbor, inquiry);
        await Book(harbor, inquiry);
        await harbor.Forward(TimeSpan.FromDays(20));
        var booking = await Step(harbor, inquiry, "first-appointment");
        Assert.Equal("MET", Text(booking, "clock"));
        Assert.DoesNotContain(booking.GetProperty("history").EnumerateArray(), h => Text(h, "what") == "ESCALATED");
    }

    private static async Task Triage(TestTenant tenant, JsonElement inquiry)
    {
        var triaged = await tenant.Do(
            "intake-worker", "triageInquiry", new { inquiry = Text(inquiry, "id"), answers = UrgentAnswers }, "inquiry { acuity }");
        Assert.Equal("URGENT", Text(triaged, "acuity"));
        await tenant.Quiet();
    }

    private static async Task Book(TestTenant tenant, JsonElement inquiry)
    {
        var now = (await tenant.Ask("admin", "{ tenant { now } }")).GetProperty("tenant").GetProperty("now").GetDateTimeOffset();
        await tenant.Do("supervisor", "bookAppointment", new
        {
            client = Text(inquiry.GetProperty("client"), "id"),
            with = await User(tenant, "clinician"),
            start = now.AddDays(1).ToString("O"),
            minutes = 45,
        }, "appointment { id inquiry { id } }");
        await tenant.Quiet();
    }

    private static async Task<JsonElement> Step(TestTenant tenant, JsonElement inquiry, string step)
    {
        var found = await tenant.Ask(
            "supervisor",
            "query($id: ID!) { inquiry(id: $id) { workItems { id step state clock dueAt escalatedAt owner { id } history { what } } } }",
            new { id = Text(inquiry, "id") });
        return found.GetProperty("inquiry").GetProperty("workItems").EnumerateArray().Single(w => Text(w, "step") == step);
    }

    private static async Task<string> User(TestTenant tenant, string subject) =>
        Text((await tenant.Ask(subject, "{ me { id } }")).GetProperty("me"), "id");

    private static JsonElement.ArrayEnumerator Nodes(JsonElement data, string connection) =>
        data.GetProperty(connection).GetProperty("nodes").EnumerateArray();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static object Person() => new { given = "Rosamund", family = "Featherstone-Quill", birthDate = "1984-07-19", phones = new[] { "+1 555 010 4477" } };
}
