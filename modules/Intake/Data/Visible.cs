using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// What a permission lets an actor see: with reach <c>own</c> the inquiries that they own and those people, with <c>team</c>
/// those of their teams, beyond that everything of the tenant. A record that is for named people only is never there for anybody else, and what lies
/// with a program under 42 CFR Part 2 is in no list of whoever does not work there (<see cref="ModuleDb.ClosedTeams"/>).
/// </summary>
internal static class Visible
{
    /// <summary>The inquiries within reach of the permission.</summary>
    public static IQueryable<Inquiry> InquiriesFor(this IntakeDb db, string permission) =>
        db.Actor.IsSystem ? db.Inquiries : db.Told(db.InquiriesWithin(db.Actor.ReachOf(permission)));

    /// <summary>Those of the inquiries that do not lie with a program in which the actor does not work.</summary>
    public static IQueryable<Inquiry> Told(this IntakeDb db, IQueryable<Inquiry> inquiries) => db.Actor.ClosedTeams.Count == 0
        ? inquiries
        : inquiries.Where(i => !db.ClosedTeams.Contains(i.Team) || i.Owner == db.Me);

    /// <summary>Those of the appointments that do not lie with a program in which the actor does not work.</summary>
    public static IQueryable<Appointment> Told(this IntakeDb db, IQueryable<Appointment> appointments) => db.Actor.ClosedTeams.Count == 0
        ? appointments
        : appointments.Where(a => a.Team == null || !db.ClosedTeams.Contains(a.Team.Value) || a.Clinician == db.Me);

    /// <summary>
    /// The inquiries within reach, those with programs included: a loader's, whose rows are asked for one by one and screened, since a consent may open them.
    /// </summary>
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
        db.Actor.IsSystem ? db.Appointments : db.Told(db.AppointmentsWithin(db.Actor.ReachOf(permission)));

    /// <summary>The appointments within reach: the actor's own and those of the clients within reach; those with programs included, as above.</summary>
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
