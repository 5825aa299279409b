using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Asks for the review in person of what was evaluated by telephone or video in an emergent or urgent case (criteria 2.b, clock K5),
/// whoever learned of both last: the evaluation, the visit, or the triage. An inquiry has one such review at most.
/// </summary>
internal static class InPersonReviews
{
    /// <summary>Locks the inquiry, so that two who learn of it at once do not both ask; whether a review was asked for already.</summary>
    public static async Task<bool> IsReviewed(this IntakeDb db, InquiryId inquiry, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select from intake.inquiries where id = {inquiry.Value} for update", ct);
        return await db.InitialEvaluations.AnyAsync(e => e.Inquiry == inquiry && e.ReviewWanted, ct);
    }

    /// <summary>As long as nobody has triaged, nobody knows that it is routine.</summary>
    public static bool MayBeUrgent(this Inquiry inquiry) => inquiry.Acuity is not Acuity.Routine;

    /// <summary>This evaluation is to be reviewed, and says so to whoever works on it.</summary>
    /// <param name="at">From when the time counts while no encounter in person is agreed.</param>
    public static async Task<InPersonReviewWanted> WantReview(
        this IntakeDb db, Inquiry inquiry, InitialEvaluation evaluation, DateTimeOffset at, CancellationToken ct)
    {
        evaluation.WantReview();
        var next = await db.NextEncounter(inquiry.Client, evaluation.EvaluatedAt, ct);
        return new InPersonReviewWanted(
            inquiry.Client, inquiry.Id, evaluation.Id, evaluation.Mode, evaluation.EvaluatedBy, inquiry.Team, inquiry.Site,
            next is null ? NextEncounter.None : NextEncounter.Agreed, next ?? at);
    }

    /// <summary>Asks for the review of the first evaluation or visit, if the person was met by telephone or video only.</summary>
    public static async Task<IReadOnlyList<object>> AskForReview(this IntakeDb db, Inquiry inquiry, TimeProvider clock, CancellationToken ct)
    {
        if (!inquiry.MayBeUrgent() || await db.IsReviewed(inquiry.Id, ct))
        {
            return [];
        }

        var evaluations = await db.InitialEvaluations.Where(e => e.Inquiry == inquiry.Id).OrderBy(e => e.EvaluatedAt).ThenBy(e => e.Id).ToListAsync(ct);
        var visits = await db.Appointments.AsNoTracking().Where(a => a.Inquiry == inquiry.Id && a.State == AppointmentState.CheckedIn)
            .OrderBy(a => a.StartsAt).ThenBy(a => a.Id).ToListAsync(ct);
        if (evaluations.Exists(e => e.Mode is EvaluationMode.InPerson) || visits.Exists(v => ModeOf(v) is EvaluationMode.InPerson))
        {
            return [];
        }

        var evaluation = evaluations.FirstOrDefault();
        if (evaluation is null && visits is [var first, ..])
        {
            evaluation = InitialEvaluation.Of(inquiry, ModeOf(first), first.CheckedInAt ?? first.StartsAt, first.Clinician, clock);
            db.Add(evaluation);
        }

        return evaluation is null ? [] : [await db.WantReview(inquiry, evaluation, clock.GetUtcNow(), ct)];
    }

    private static EvaluationMode ModeOf(Appointment visit) => visit.Mode switch
    {
        AppointmentMode.Video => EvaluationMode.Video,
        AppointmentMode.Phone => EvaluationMode.Phone,
        _ => EvaluationMode.InPerson,
    };
}

/// <summary>Somebody came to a visit by telephone or video: in a case that is not routine they are met in person as well.</summary>
[Feature("intake.scheduling")]
internal static class WhenMetFromAfar
{
    public static async Task<IReadOnlyList<object>> Handle(AppointmentCheckedIn came, IntakeDb db, TimeProvider clock, CancellationToken ct) =>
        came is { Inquiry: { } id, Mode: AppointmentMode.Video or AppointmentMode.Phone }
            && await db.Inquiries.FirstOrDefaultAsync(i => i.Id == id, ct) is { } inquiry
            ? await db.AskForReview(inquiry, clock, ct)
            : [];
}
