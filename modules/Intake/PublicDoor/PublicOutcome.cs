using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>How far a request has come, in the words of whoever asked.</summary>
internal enum OutcomeStage
{
    /// <summary>It has arrived, and a call is promised.</summary>
    Received,

    /// <summary>Somebody works on it.</summary>
    InHand,

    /// <summary>The person was called and not reached.</summary>
    Tried,

    /// <summary>There is an appointment.</summary>
    Appointment,

    /// <summary>It has ended in care.</summary>
    InCare,

    /// <summary>It has ended because the person was not reached.</summary>
    NotReached,

    /// <summary>It has ended with a referral to another organisation.</summary>
    Referred,

    /// <summary>It has ended because the same person had asked before, and that request goes on.</summary>
    AskedBefore,

    /// <summary>It has ended in another way.</summary>
    Closed,
}

/// <summary>
/// What the public page tells whoever asked: nothing clinical, no appointment until somebody has shared it, and only what has happened since
/// they asked, so that nobody learns by asking whether a person is known here.
/// </summary>
/// <param name="At">The time that belongs to the stage: of the promised call, the last try or the appointment.</param>
internal sealed record PublicOutcome(string Reference, OutcomeStage Stage, DateTimeOffset? At)
{
    /// <summary>How the request stands.</summary>
    /// <param name="takenUp">Whether somebody has taken or triaged the inquiry since the request.</param>
    /// <param name="tried">When the person was last called and not reached; null when that never happened or the person was reached later.</param>
    /// <param name="appointment">When the next appointment for the inquiry begins.</param>
    public static PublicOutcome Of(PublicRequest request, Inquiry inquiry, bool takenUp, DateTimeOffset? tried, DateTimeOffset? appointment) => inquiry switch
    {
        { Resolution: { } resolution } => new(request.Reference, ClosedAs(resolution, request), At: null),
        _ when appointment is not null && request.SharedAt is not null => new(request.Reference, OutcomeStage.Appointment, appointment),
        _ when tried > request.RequestedAt => new(request.Reference, OutcomeStage.Tried, tried),
        _ when !takenUp => new(request.Reference, OutcomeStage.Received, request.CallBackBy),
        _ => new(request.Reference, OutcomeStage.InHand, request.CallBackBy),
    };

    /// <summary>The outcome that reference and secret open; null when they open none, or none any more.</summary>
    public static async Task<PublicOutcome?> Find(string reference, string secret, IntakeDb db, AuditTrail trail, TimeProvider clock, CancellationToken ct)
    {
        var named = PublicCode.Normal(reference);
        var hash = PublicCode.Hash(secret);
        var written = named.Length == 8 ? $"{named[..4]}-{named[4..]}" : named;
        if (await db.PublicRequests.AsNoTracking().FirstOrDefaultAsync(r => r.Reference == written && r.SecretHash == hash, ct) is not { } request)
        {
            return null;
        }

        var inquiry = await db.Inquiries.AsNoTracking().FirstAsync(i => i.Id == request.Inquiry, ct);
        var shownDays = (await db.CurrentDoorSettings(ct)).Page.ShownDays;
        if (inquiry.ResolvedAt is { } ended && ended.AddDays(shownDays) <= clock.GetUtcNow())
        {
            return null;
        }

        var last = await db.ContactAttempts.AsNoTracking().Where(a => a.Inquiry == inquiry.Id)
            .OrderByDescending(a => a.AttemptedAt).ThenByDescending(a => a.Id).FirstOrDefaultAsync(ct);
        var takenUp = inquiry.TriagedAt > request.RequestedAt
            || await db.InquiryOwners.AnyAsync(o => o.Inquiry == inquiry.Id && o.Owner != null && o.Since > request.RequestedAt, ct);
        var now = clock.GetUtcNow();
        var next = await db.Appointments.AsNoTracking()
            .Where(a => a.Inquiry == inquiry.Id && a.State == AppointmentState.Booked && a.StartsAt >= now)
            .OrderBy(a => a.StartsAt).Select(a => (DateTimeOffset?)a.StartsAt).FirstOrDefaultAsync(ct);
        trail.Write("ShowPublicOutcome", [request.Id.ToString(), inquiry.Id.ToString()], "done");
        return Of(request, inquiry, takenUp, last is { Result: not ContactResult.Reached } ? last.AttemptedAt : null, next);
    }

    // That somebody is in care here, was referred or is known already is told only to whoever may know it.
    private static OutcomeStage ClosedAs(Resolution resolution, PublicRequest request) => resolution switch
    {
        Resolution.InCare when request.SharedAt is not null => OutcomeStage.InCare,
        Resolution.ReferredElsewhere when request.SharedAt is not null => OutcomeStage.Referred,
        Resolution.Duplicate when request.SharedAt is not null => OutcomeStage.AskedBefore,
        Resolution.NotReached => OutcomeStage.NotReached,
        _ => OutcomeStage.Closed,
    };
}
