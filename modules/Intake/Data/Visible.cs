using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// What a permission lets an actor see: with reach <c>own</c> the inquiries that they own and those people, with <c>team</c>
/// those of their teams, beyond that everything of the tenant.
/// </summary>
internal static class Visible
{
    /// <summary>The inquiries within reach.</summary>
    public static IQueryable<Inquiry> InquiriesFor(this IntakeDb db, Actor actor, string permission)
    {
        var (me, teams) = (actor.User, actor.Teams.ToList());
        return actor.ReachOf(permission) switch
        {
            Reach.None => db.Inquiries.Where(_ => false),
            Reach.Own => db.Inquiries.Where(i => i.Owner == me),
            Reach.Team => db.Inquiries.Where(i => i.Owner == me || teams.Contains(i.Team)),
            _ => db.Inquiries,
        };
    }

    /// <summary>The clients within reach: those with an inquiry within reach, an appointment with the actor, or registered by the actor.</summary>
    public static IQueryable<Client> ClientsFor(this IntakeDb db, Actor actor, string permission)
    {
        if (actor.ReachOf(permission) is not (Reach.Own or Reach.Team))
        {
            return actor.ReachOf(permission) is Reach.None ? db.Clients.Where(_ => false) : db.Clients;
        }

        var (me, inquiries) = (actor.User, db.InquiriesFor(actor, permission));
        return db.Clients.Where(c => c.RegisteredBy == me
            || inquiries.Any(i => i.Client == c.Id)
            || db.Appointments.Any(a => a.Client == c.Id && a.Clinician == me));
    }

    /// <summary>The appointments within reach: the actor's own and those of the clients within reach.</summary>
    public static IQueryable<Appointment> AppointmentsFor(this IntakeDb db, Actor actor, string permission)
    {
        if (actor.ReachOf(permission) is not (Reach.Own or Reach.Team))
        {
            return actor.ReachOf(permission) is Reach.None ? db.Appointments.Where(_ => false) : db.Appointments;
        }

        var (me, clients) = (actor.User, db.ClientsFor(actor, permission));
        return db.Appointments.Where(a => a.Clinician == me || clients.Any(c => c.Id == a.Client));
    }

    /// <summary>The client with this id, if within reach.</summary>
    public static Task<Client?> FindClient(this IntakeDb db, ClientId id, Actor actor, string permission, CancellationToken ct) =>
        db.ClientsFor(actor, permission).FirstOrDefaultAsync(c => c.Id == id, ct);

    /// <summary>The inquiry with this id, if within reach.</summary>
    public static Task<Inquiry?> FindInquiry(this IntakeDb db, InquiryId id, Actor actor, string permission, CancellationToken ct) =>
        db.InquiriesFor(actor, permission).FirstOrDefaultAsync(i => i.Id == id, ct);
}
