using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Moves an appointment to another time, place or clinician; it is as long as before. Its old time goes to who waits for it.</summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.schedule")]
internal static class RescheduleAppointment
{
    /// <summary>What is moved where.</summary>
    /// <param name="Appointment">Which one.</param>
    /// <param name="Start">When it begins from now on.</param>
    /// <param name="With">The clinician; as before when left out.</param>
    /// <param name="Site">Where; as before when left out.</param>
    /// <param name="Mode">How they meet; as before when left out.</param>
    /// <param name="AddOn">Why it must be then although the clinician is not free, as a code such as crisis.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(
        AppointmentId Appointment, DateTimeOffset Start, UserId? With = null, SiteId? Site = null, AppointmentMode? Mode = null,
        string? AddOn = null, int? ExpectedVersion = null);

    public static async Task<Outcome<Appointment>> Handle(
        Input input, IntakeDb db, Booking booking, Calendars calendars, TimeProvider clock, CancellationToken ct)
    {
        if (await db.AppointmentsFor("intake.schedule").FirstOrDefaultAsync(a => a.Id == input.Appointment, ct) is not { } appointment)
        {
            return new NotFound("input.appointment");
        }

        if (input.Site is { } site && !await calendars.Knows(site, ct))
        {
            return new NotFound("input.site");
        }

        if (Refuse(input, appointment, clock.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        var type = appointment.VisitType is { } id ? await db.VisitTypes.AsNoTracking().FirstOrDefaultAsync(v => v.Id == id, ct) : null;
        var wanted = new Wanted(
            appointment.Client, appointment.Inquiry, input.With ?? appointment.Clinician, input.Site ?? appointment.Site,
            input.Mode ?? appointment.Mode, type, input.Start, (int)(appointment.EndsAt - appointment.StartsAt).TotalMinutes, input.AddOn,
            Moving: appointment.Id);
        var rules = await db.Rules(ct);
        var fit = await booking.Check(wanted, rules, ct);
        if (fit.Value is not { } found)
        {
            return Outcome<Appointment>.Refused(fit.Refusals);
        }

        if (found.Asks)
        {
            return new ClinicianMustAgree();
        }

        var (freedAt, freedClinician, freedSite) = (appointment.StartsAt, appointment.Clinician, appointment.Site);
        appointment.Move(wanted);
        await booking.SetClocks(appointment, rules, ct);
        return Outcome.Of(appointment).Publishing(new AppointmentRescheduled(
            appointment.Client, appointment.Id, appointment.Inquiry, appointment.Site, appointment.Clinician, appointment.StartsAt, freedAt,
            freedClinician, freedSite));
    }

    private static Refusal? Refuse(Input input, Appointment appointment, DateTimeOffset now) =>
        input.ExpectedVersion is { } expected && expected != appointment.Version ? new VersionConflict(expected, appointment.Version)
        : appointment.State is not AppointmentState.Booked ? new AppointmentNotOpen(appointment.State)
        : appointment.StartsAt <= now ? new HasBegun()
        : null;

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.AddOn).Matches("^[a-z][a-z-]{0,39}$").WithMessage("Give a code of small letters and dashes, such as crisis.");
    }
}
