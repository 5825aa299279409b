using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// What a permission lets an actor see: with reach <c>own</c> the inquiries that they own and those people, with <c>team</c>
/// those of their teams, beyond that everything of the tenant. A record that is for named people only is never there for anybody else.
/// </summary>
internal static class Visible
{
    /// <summary>The inquiries within reach of the permission.</summary>
    public static IQueryable<Inquiry> InquiriesFor(this IntakeDb db, string permission) =>
        db.Actor.IsSystem ? db.Inquiries : db.InquiriesWithin(db.Actor.ReachOf(permission));

    /// <summary>The inquiries within reach.</summary>
    public static IQueryable<Inquiry> InquiriesWithin(this IntakeDb db, Reach reach) => reach switch
    {
        Reach.None => db.Inquiries.Where(_ => false),
        Reach.Own => db.OpenInquiries.Where(i => i.Owner == db.Me),
        Reach.Team => db.OpenInquiries.Where(i => i.Owner == db.Me || db.MyTeams.Contains(i.Team)),
        _ => db.OpenInquiries,
    };

    private static IQueryable<Appointment> OpenAppointments(this IntakeDb db)
    {
        var clients = db.OpenClients;
        return db.Appointments.Where(a => clients.Any(c => c.Id == a.Client));
    }

    /// <summary>The clients within reach of the permission.</summary>
    public static IQueryable<Client> ClientsFor(this IntakeDb db, string permission) =>
        db.Actor.IsSystem ? db.Clients : db.ClientsWithin(db.Actor.ReachOf(permission));

    /// <summary>The clients within reach: those with an inquiry within reach, an appointment with the actor, or registered by the actor.</summary>
    public static IQueryable<Client> ClientsWithin(this IntakeDb db, Reach reach)
    {
        if (reach is not (Reach.Own or Reach.Team))
        {
            return reach is Reach.None ? db.Clients.Where(_ => false) : db.OpenClients;
        }

        var inquiries = db.InquiriesWithin(reach);
        return db.OpenClients.Where(c => c.RegisteredBy == db.Me
            || inquiries.Any(i => i.Client == c.Id)
            || db.Appointments.Any(a => a.Client == c.Id && a.Clinician == db.Me));
    }

    /// <summary>The appointments within reach of the permission.</summary>
    public static IQueryable<Appointment> AppointmentsFor(this IntakeDb db, string permission) =>
        db.Actor.IsSystem ? db.Appointments : db.AppointmentsWithin(db.Actor.ReachOf(permission));

    /// <summary>The appointments within reach: the actor's own and those of the clients within reach.</summary>
    public static IQueryable<Appointment> AppointmentsWithin(this IntakeDb db, Reach reach)
    {
        if (reach is not (Reach.Own or Reach.Team))
        {
            return reach is Reach.None ? db.Appointments.Where(_ => false) : db.OpenAppointments();
        }

        var clients = db.ClientsWithin(reach);
        return db.OpenAppointments().Where(a => a.Clinician == db.Me || clients.Any(c => c.Id == a.Client));
    }

    /// <summary>The client with this id, if within reach.</summary>
    public static Task<Client?> FindClient(this IntakeDb db, ClientId id, string permission, CancellationToken ct) =>
        db.ClientsFor(permission).FirstOrDefaultAsync(c => c.Id == id, ct);

    /// <summary>The inquiry with this id, if within reach.</summary>
    public static Task<Inquiry?> FindInquiry(this IntakeDb db, InquiryId id, string permission, CancellationToken ct) =>
        db.InquiriesFor(permission).FirstOrDefaultAsync(i => i.Id == id, ct);
}
