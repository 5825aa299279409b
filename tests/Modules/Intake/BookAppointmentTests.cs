using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class BookAppointmentTests
{
    [Fact]
    public async Task The_only_open_inquiry_is_answered_by_itself()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var inquiry = await desk.Receive(client);
        var booked = await desk.Do(
            "bookAppointment", await At(desk, client, "2099-01-05T14:00:00-05:00"),
            "appointment { state mode startsAt endsAt clinician { name } inquiry { id } bookedBy { name } }");
        Assert.Equal("BOOKED", booked.GetProperty("state").GetString());
        Assert.Equal(inquiry, booked.GetProperty("inquiry").GetProperty("id").GetString());
        Assert.Equal("2099-01-05T19:00:00Z", booked.GetProperty("startsAt").GetString());
        Assert.Equal("2099-01-05T19:30:00Z", booked.GetProperty("endsAt").GetString());
        var (type, payload) = (await desk.Events())[^1];
        Assert.Equal("intake.appointment-booked@1", type);
        Assert.Equal(inquiry, payload.GetProperty("inquiry").GetString());
    }

    [Fact]
    public async Task Without_an_open_inquiry_the_appointment_answers_none()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        await desk.Do("resolveInquiry", new { inquiry = await desk.Receive(client), resolution = "IN_CARE" }, "inquiry { id }");
        var booked = await desk.Do("bookAppointment", await At(desk, client, "2099-01-05T14:00:00Z"), "appointment { inquiry { id } }");
        Assert.Equal(JsonValueKind.Null, booked.GetProperty("inquiry").ValueKind);
    }

    [Fact]
    public async Task The_inquiry_must_be_this_clients_and_open()
    {
        var desk = await IntakeDesk.Open();
        var (maria, wei) = (await desk.Register("Maria", "Reyes"), await desk.Register("Wei", "Chen"));
        var inquiry = await desk.Receive(wei);
        var input = await At(desk, maria, "2099-01-05T14:00:00Z", inquiry);
        Assert.Equal("InquiryOfAnother", await desk.Refusal("bookAppointment", input, "appointment { id }"));
        await desk.Do("resolveInquiry", new { inquiry, resolution = "DECLINED" }, "inquiry { id }");
        Assert.Equal(
            "InquiryAlreadyResolved", await desk.Refusal("bookAppointment", await At(desk, wei, "2099-01-05T14:00:00Z", inquiry), "appointment { id }"));
    }

    [Fact]
    public async Task A_time_that_has_passed_is_refused()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        Assert.Equal("TimeHasPassed", await desk.Refusal("bookAppointment", await At(desk, client, "2020-01-05T14:00:00Z"), "appointment { id }"));
    }

    [Theory]
    [InlineData("2099-01-05T13:45:00Z", true)]
    [InlineData("2099-01-05T14:29:00Z", true)]
    [InlineData("2099-01-05T13:30:00Z", false)]
    [InlineData("2099-01-05T14:30:00Z", false)]
    public async Task A_clinician_meets_one_client_at_a_time(string start, bool overlaps)
    {
        var desk = await IntakeDesk.Open();
        var (maria, wei) = (await desk.Register("Maria", "Reyes"), await desk.Register("Wei", "Chen"));
        await desk.Do("bookAppointment", await At(desk, maria, "2099-01-05T14:00:00Z"), "appointment { id }");
        if (overlaps)
        {
            Assert.Equal("ClinicianTaken", await desk.Refusal("bookAppointment", await At(desk, wei, start), "appointment { id }"));
            await desk.Do("bookAppointment", await At(desk, wei, start, with: "clinician-2"), "appointment { id }");
        }
        else
        {
            await desk.Do("bookAppointment", await At(desk, wei, start), "appointment { id }");
        }
    }

    [Fact]
    public async Task Of_many_who_book_the_same_time_at_once_one_gets_it()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var input = await At(desk, client, "2099-01-05T14:00:00Z");
        const string Book = "mutation($input: BookAppointmentInput!) { bookAppointment(input: $input) { appointment { id } errors { __typename } } }";
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.Ask(Book, new { input })));
        Assert.Single(answers, a => a.GetProperty("bookAppointment").GetProperty("errors").GetArrayLength() == 0);
        Assert.Single(await desk.Rows("select id from intake.appointments where tenant_id = $1"));
    }

    [Fact]
    public async Task Whoever_is_gone_or_unknown_meets_nobody()
    {
        var (desk, other) = (await IntakeDesk.Open(), await IntakeDesk.Open());
        var client = await desk.Register("Maria", "Reyes");
        await desk.Rows("update platform.users set active = false where tenant_id = $1 and subject = 'clinician'");
        Assert.Equal("ClinicianNotThere", await desk.Refusal("bookAppointment", await At(desk, client, "2099-01-05T14:00:00Z"), "appointment { id }"));
        Assert.Equal(
            "NotFound",
            await desk.Refusal(
                "bookAppointment", new { client, with = await other.User("clinician"), start = "2099-01-05T14:00:00Z", minutes = 30 }, "appointment { id }"));
        Assert.Equal(
            "InvalidInput",
            await desk.Refusal(
                "bookAppointment", new { client, with = await desk.User("clinician-2"), start = "2099-01-05T14:00:00Z", minutes = 0 }, "appointment { id }"));
    }

    internal static async Task<object> At(IntakeDesk desk, string client, string start, string? inquiry = null, string with = "clinician") =>
        new { client, with = await desk.User(with), start, minutes = 30, inquiry };
}

public sealed class CancelAppointmentTests
{
    [Fact]
    public async Task A_cancelled_time_is_free_again()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var input = await BookAppointmentTests.At(desk, client, "2099-01-05T14:00:00Z");
        var appointment = (await desk.Do("bookAppointment", input, "appointment { id }")).GetProperty("id").GetString();
        var cancelled = await desk.Do(
            "cancelAppointment", new { appointment, reason = "CLIENT_ILL", expectedVersion = 1 }, "appointment { state cancellation cancelledAt version }");
        Assert.Equal("CANCELLED", cancelled.GetProperty("state").GetString());
        Assert.Equal("CLIENT_ILL", cancelled.GetProperty("cancellation").GetString());
        Assert.Equal("intake.appointment-cancelled@1", (await desk.Events())[^1].Type);
        await desk.Do("bookAppointment", input, "appointment { id }");
        Assert.Equal("CancelledBefore", await desk.Refusal("cancelAppointment", new { appointment, reason = "OTHER" }, "appointment { id }"));
    }

    [Fact]
    public async Task What_has_begun_cannot_be_cancelled()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var appointment = (await desk.Do("bookAppointment", await BookAppointmentTests.At(desk, client, "2099-01-05T14:00:00Z"), "appointment { id }"))
            .GetProperty("id").GetString();
        await desk.Rows("update intake.appointments set starts_at = '2020-01-01T00:00:00Z' where tenant_id = $1");
        Assert.Equal("HasBegun", await desk.Refusal("cancelAppointment", new { appointment, reason = "OTHER" }, "appointment { id }"));
        Assert.Equal("VersionConflict", await desk.Refusal("cancelAppointment", new { appointment, reason = "OTHER", expectedVersion = 7 }, "appointment { id }"));
        Assert.Equal("NotFound", await desk.Refusal("cancelAppointment", new { appointment, reason = "OTHER" }, "appointment { id }", by: "own"));
    }
}
