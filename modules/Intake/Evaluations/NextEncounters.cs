using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Finds the next encounter in person after an evaluation by telephone or video, at which that is reviewed (clock K5): the first visit
/// at a site or at home that is agreed or was kept.
/// </summary>
internal static class NextEncounters
{
    /// <summary>When it begins, if it is known.</summary>
    public static Task<DateTimeOffset?> NextEncounter(this IntakeDb db, ClientId client, DateTimeOffset evaluatedAt, CancellationToken ct) =>
        db.Appointments.Where(a => a.Client == client && a.StartsAt >= evaluatedAt
            && (a.Mode == AppointmentMode.InPerson || a.Mode == AppointmentMode.HomeVisit)
            && (a.State == AppointmentState.Booked || a.State == AppointmentState.CheckedIn)).MinAsync(a => (DateTimeOffset?)a.StartsAt, ct);

    /// <summary>Says anew when each evaluation of the client is to be reviewed that waits for that.</summary>
    public static async Task<IReadOnlyList<object>> Tell(this IntakeDb db, ClientId client, CancellationToken ct)
    {
        var waiting = await db.InitialEvaluations.AsNoTracking().Where(e => e.ReviewWanted && e.ReviewedAt == null
            && db.Inquiries.Any(i => i.Id == e.Inquiry && i.Client == client)).OrderBy(e => e.EvaluatedAt).ToListAsync(ct);
        var events = new List<object>();
        foreach (var evaluation in waiting)
        {
            var next = await db.NextEncounter(client, evaluation.EvaluatedAt, ct);
            events.Add(new NextEncounterKnown(
                client, evaluation.Inquiry, evaluation.Id, next is null ? Contracts.NextEncounter.None : Contracts.NextEncounter.Agreed,
                next ?? evaluation.EvaluatedAt));
        }

        return events;
    }
}

/// <summary>An appointment is agreed: it may be the next encounter.</summary>
[Feature("intake")]
internal static class WhenEncounterAgreed
{
    public static Task<IReadOnlyList<object>> Handle(AppointmentBooked booked, IntakeDb db, CancellationToken ct) => db.Tell(booked.Client, ct);
}

/// <summary>An appointment was moved, and with it perhaps the next encounter.</summary>
[Feature("intake")]
internal static class WhenEncounterMoved
{
    public static Task<IReadOnlyList<object>> Handle(AppointmentRescheduled moved, IntakeDb db, CancellationToken ct) => db.Tell(moved.Client, ct);
}

/// <summary>An appointment will not take place: the next encounter may be another one, or none.</summary>
[Feature("intake")]
internal static class WhenEncounterCancelled
{
    public static Task<IReadOnlyList<object>> Handle(AppointmentCancelled cancelled, IntakeDb db, CancellationToken ct) => db.Tell(cancelled.Client, ct);
}

/// <summary>The client did not come: the next encounter is another one, or none.</summary>
[Feature("intake")]
internal static class WhenEncounterMissed
{
    public static Task<IReadOnlyList<object>> Handle(AppointmentMissed missed, IntakeDb db, CancellationToken ct) => db.Tell(missed.Client, ct);
}

/// <summary>The client has come, perhaps after having been taken for somebody who would not.</summary>
[Feature("intake")]
internal static class WhenEncounterKept
{
    public static Task<IReadOnlyList<object>> Handle(AppointmentCheckedIn came, IntakeDb db, CancellationToken ct) => db.Tell(came.Client, ct);
}
