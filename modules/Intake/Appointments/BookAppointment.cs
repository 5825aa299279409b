using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Agrees a time with a client. When the client has exactly one open inquiry, the appointment answers it. A time outside of the
/// clinician's hours, or on top of another visit, needs a reason; the clinician is asked, and until the answer the time is held.
/// </summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.schedule")]
internal static class BookAppointment
{
    /// <summary>Who meets whom, and when.</summary>
    /// <param name="Client">Who.</param>
    /// <param name="With">The clinician.</param>
    /// <param name="Start">When it begins.</param>
    /// <param name="Minutes">How long it takes; as long as the kind of visit says when left out.</param>
    /// <param name="Inquiry">The request that it answers; found by itself when the client has exactly one open.</param>
    /// <param name="Site">Where.</param>
    /// <param name="Mode">How they meet.</param>
    /// <param name="VisitType">The kind of visit.</param>
    /// <param name="AddOn">Why it must be then although the clinician is not free, as a code such as crisis.</param>
    public sealed record Input(
        ClientId Client,
        UserId With,
        DateTimeOffset Start,
        int? Minutes = null,
        InquiryId? Inquiry = null,
        SiteId? Site = null,
        AppointmentMode Mode = AppointmentMode.InPerson,
        VisitTypeId? VisitType = null,
        string? AddOn = null);

    /// <summary>The inquiry is about somebody else.</summary>
    public sealed record InquiryOfAnother() : Refusal(
        "intake.inquiry_of_another", "This inquiry is about another client. Name an inquiry of this client, or none.", "input.inquiry");

    public static async Task<Outcome<Appointment>> Handle(
        Input input, IntakeDb db, Booking booking, Calendars calendars, People people, TenantPrivacy privacy, Actor actor, TimeProvider clock,
        CancellationToken ct)
    {
        if (await db.FindClient(input.Client, "intake.schedule", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if ((client.Problem("input.client") ?? (client.DiedOn is null ? null : new ClientHasDied())) is { } problem)
        {
            return problem;
        }

        var inquiry = await Answered(input, db, ct);
        if (input.Inquiry is not null && Refuse(inquiry, client) is { } wrong)
        {
            return wrong;
        }

        if (input.Site is { } named && !await calendars.Knows(named, ct))
        {
            return new NotFound("input.site");
        }

        var type = await db.VisitTypes.AsNoTracking().FirstOrDefaultAsync(v => v.Id == input.VisitType && v.RetiredAt == null, ct);
        if (input.VisitType is not null && type is null)
        {
            return new NotFound("input.visitType");
        }

        var wanted = new Wanted(
            client.Id, inquiry?.Id, input.With, input.Site ?? inquiry?.Site, input.Mode, type, input.Start, input.Minutes ?? type!.Minutes, input.AddOn,
            Team: inquiry?.Team ?? await ProgramTeam(input.With, people, privacy, ct));
        var rules = await db.Rules(ct);
        var fit = await booking.Check(wanted, rules, ct);
        return fit.Value is null ? Outcome<Appointment>.Refused(fit.Refusals) : await Book(wanted, fit.Value, rules, db, booking, calendars, actor, clock, ct);
    }

    private static async Task<Outcome<Appointment>> Book(
        Wanted wanted, Fit fit, ScheduleRules rules, IntakeDb db, Booking booking, Calendars calendars, Actor actor, TimeProvider clock,
        CancellationToken ct)
    {
        var holdEnds = (await calendars.Of(wanted.Site, ct)).ForAnswer(clock.GetUtcNow(), rules.HoldHours);
        var appointment = Appointment.Book(
            wanted, actor.User, fit.Asks ? (holdEnds < wanted.From ? holdEnds : wanted.From) : null, clock);
        db.Add(appointment);
        if (!fit.Asks)
        {
            await booking.SetClocks(appointment, rules, ct);
            return Outcome.Of(appointment).Publishing(appointment.ToBooked());
        }

        await booking.SetHold(appointment, ct);
        return Outcome.Of(appointment).Publishing(new AddOnWanted(
            appointment.Client, appointment.Id, appointment.Inquiry, appointment.Site, appointment.Clinician, actor.User, appointment.StartsAt,
            appointment.EndsAt, fit.DoubleBooked, appointment.AddOn!, appointment.HeldUntil!.Value));
    }

    // Whoever meets somebody who works in a program alone meets the program.
    private static async Task<TeamId?> ProgramTeam(UserId with, People people, TenantPrivacy privacy, CancellationToken ct) =>
        await people.User(with, ct) is { } clinician ? (await privacy.Policy(ct)).OnlyProgramTeam(clinician.Teams) : null;

    private static async Task<Inquiry?> Answered(Input input, IntakeDb db, CancellationToken ct)
    {
        if (input.Inquiry is { } named)
        {
            return await db.Told(db.Inquiries).AsNoTracking().FirstOrDefaultAsync(i => i.Id == named, ct);
        }

        var open = await db.Told(db.Inquiries).AsNoTracking()
            .Where(i => i.Client == input.Client && i.Status != InquiryStatus.Resolved).Take(2).ToListAsync(ct);
        return open is [var only] ? only : null;
    }

    private static Refusal? Refuse(Inquiry? inquiry, Client client) =>
        inquiry is null ? new NotFound("input.inquiry")
        : inquiry.Client != client.Id ? new InquiryOfAnother()
        : inquiry.Problem("input.inquiry");

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int LongestMinutes = 720;

        public Validator()
        {
            RuleFor(i => i.Minutes).InclusiveBetween(1, LongestMinutes);
            RuleFor(i => i.Minutes).NotNull().When(i => i.VisitType is null).WithMessage("Say how long it takes, or name the kind of visit.");
            RuleFor(i => i.AddOn).Matches("^[a-z][a-z-]{0,39}$").WithMessage("Give a code of small letters and dashes, such as crisis.");
        }
    }
}
