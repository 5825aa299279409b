using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Agrees a time with a client. When the client has exactly one open inquiry, the appointment answers it.</summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.schedule")]
internal static class BookAppointment
{
    /// <summary>Who meets whom, and when.</summary>
    /// <param name="Client">Who.</param>
    /// <param name="With">The clinician.</param>
    /// <param name="Start">When it begins.</param>
    /// <param name="Minutes">How long it takes.</param>
    /// <param name="Inquiry">The request that it answers; found by itself when the client has exactly one open.</param>
    /// <param name="Site">Where.</param>
    /// <param name="Mode">How they meet.</param>
    public sealed record Input(
        ClientId Client,
        UserId With,
        DateTimeOffset Start,
        int Minutes,
        InquiryId? Inquiry = null,
        SiteId? Site = null,
        AppointmentMode Mode = AppointmentMode.InPerson);

    /// <summary>The time has passed.</summary>
    public sealed record TimeHasPassed() : Refusal("intake.time_has_passed", "This time has passed. Book a time that lies ahead.", "input.start");

    /// <summary>The clinician meets somebody else then.</summary>
    /// <param name="From">When the other appointment begins.</param>
    /// <param name="To">When it ends.</param>
    public sealed record ClinicianTaken(DateTimeOffset From, DateTimeOffset To) : Refusal(
        "intake.clinician_taken",
        $"The clinician has another appointment from {From:yyyy-MM-dd HH:mm} to {To:HH:mm} UTC. Choose another time or another clinician.",
        "input.start");

    /// <summary>The person does not work here any more.</summary>
    public sealed record ClinicianNotThere() : Refusal(
        "intake.clinician_not_there", "This person no longer works here. Choose another clinician.", "input.with");

    /// <summary>The inquiry is about somebody else.</summary>
    public sealed record InquiryOfAnother() : Refusal(
        "intake.inquiry_of_another", "This inquiry is about another client. Name an inquiry of this client, or none.", "input.inquiry");

    public static async Task<Outcome<Appointment>> Handle(
        Input input, IntakeDb db, People people, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(input.Client, "intake.schedule", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.Problem("input.client") is { } problem)
        {
            return problem;
        }

        var inquiry = await Answered(input, db, ct);
        if (input.Inquiry is not null && Refuse(inquiry, client) is { } wrong)
        {
            return wrong;
        }

        if (await RefuseTime(input, db, people, clock, ct) is { } refusal)
        {
            return refusal;
        }

        var appointment = Appointment.Book(
            client.Id, inquiry?.Id, input.Site ?? inquiry?.Site, input.With, input.Mode, input.Start, input.Minutes, actor.User, clock);
        db.Add(appointment);
        return Outcome.Of(appointment).Publishing(new AppointmentBooked(
            client.Id, appointment.Id, appointment.Inquiry, appointment.Site, appointment.StartsAt));
    }

    private static async Task<Inquiry?> Answered(Input input, IntakeDb db, CancellationToken ct)
    {
        if (input.Inquiry is { } named)
        {
            return await db.Inquiries.AsNoTracking().FirstOrDefaultAsync(i => i.Id == named, ct);
        }

        var open = await db.Inquiries.AsNoTracking()
            .Where(i => i.Client == input.Client && i.Status != InquiryStatus.Resolved).Take(2).ToListAsync(ct);
        return open is [var only] ? only : null;
    }

    private static Refusal? Refuse(Inquiry? inquiry, Client client) =>
        inquiry is null ? new NotFound("input.inquiry")
        : inquiry.Client != client.Id ? new InquiryOfAnother()
        : inquiry.Problem("input.inquiry");

    private static async Task<Refusal?> RefuseTime(Input input, IntakeDb db, People people, TimeProvider clock, CancellationToken ct)
    {
        if (input.Start < clock.GetUtcNow())
        {
            return new TimeHasPassed();
        }

        if (await people.User(input.With, ct) is not { } clinician)
        {
            return new NotFound("input.with");
        }

        if (!clinician.Active)
        {
            return new ClinicianNotThere();
        }

        // Of two who book the same clinician at once, the second waits here and then sees what the first has booked.
        await db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended('intake clinician ' || {input.With.Value}::text, 0))", ct);
        var (from, to) = (input.Start.ToUniversalTime(), input.Start.ToUniversalTime().AddMinutes(input.Minutes));
        var taken = await db.Appointments.AsNoTracking()
            .Where(a => a.Clinician == input.With && a.State == AppointmentState.Booked && a.StartsAt < to && a.EndsAt > from)
            .OrderBy(a => a.StartsAt).FirstOrDefaultAsync(ct);
        return taken is null ? null : new ClinicianTaken(taken.StartsAt, taken.EndsAt);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int LongestMinutes = 720;

        public Validator() => RuleFor(i => i.Minutes).InclusiveBetween(1, LongestMinutes);
    }
}
