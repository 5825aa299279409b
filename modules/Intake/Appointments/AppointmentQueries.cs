using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Which appointments are wanted; all conditions must hold.</summary>
/// <param name="Client">Of this client.</param>
/// <param name="Clinician">With this clinician.</param>
/// <param name="Site">At this site.</param>
/// <param name="State">Those that stand there.</param>
/// <param name="From">Beginning at or after this instant.</param>
/// <param name="Before">Beginning before this instant.</param>
internal sealed record AppointmentFilter(
    ClientId? Client = null,
    UserId? Clinician = null,
    SiteId? Site = null,
    AppointmentState? State = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Before = null)
{
    /// <summary>Those of <paramref name="appointments"/> that are wanted.</summary>
    public IQueryable<Appointment> Of(IQueryable<Appointment> appointments)
    {
        var (from, before) = (From?.ToUniversalTime(), Before?.ToUniversalTime());
        return appointments
            .If(Client is not null, a => a.Client == Client)
            .If(Clinician is not null, a => a.Clinician == Clinician)
            .If(Site is not null, a => a.Site == Site)
            .If(State is not null, a => a.State == State)
            .If(from is not null, a => a.StartsAt >= from)
            .If(before is not null, a => a.StartsAt < before);
    }
}

[Query, Feature("intake.scheduling"), Requires("intake.read")]
internal static class AppointmentQueries
{
    /// <summary>Appointments in order of their start.</summary>
    /// <param name="where">Which ones.</param>
    public static Task<Connection<Appointment>> Appointments(
        AppointmentFilter? where, Page page, IntakeDb db, CancellationToken ct) =>
        (where ?? new AppointmentFilter()).Of(db.AppointmentsFor("intake.read").AsNoTracking())
            .ToConnection(page, new Ordering<Appointment, DateTimeOffset, AppointmentId>(a => a.StartsAt, a => a.Id), ct);
}

/// <summary>Appointments by id, those within the caller's reach.</summary>
[Requires("intake.read")]
internal sealed class AppointmentById(IntakeDb db) : RowById<IntakeDb, AppointmentId, Appointment>(db)
{
    protected override Expression<Func<Appointment, AppointmentId>> Key => a => a.Id;

    protected override IQueryable<Appointment> Rows(Reach reach) => Db.AppointmentsWithin(reach);
}

/// <summary>A client's appointments, the latest first.</summary>
internal sealed class AppointmentsByClient(IntakeDb db) : RowsBy<IntakeDb, ClientId, Appointment>(db)
{
    protected override Expression<Func<Appointment, ClientId>> Key => a => a.Client;

    protected override IQueryable<Appointment> Rows(Reach reach) => Db.Appointments.OrderByDescending(a => a.StartsAt).ThenByDescending(a => a.Id);
}
