using CarePlatform.Intake.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

internal sealed class InquiryStandingLookup(IntakeDb db) : IInquiryStandingLookup
{
    public Task<InquiryStanding?> Find(InquiryId inquiry, CancellationToken ct) => db.Inquiries.AsNoTracking()
        .Where(i => i.Id == inquiry && i.Status != InquiryStatus.Resolved)
        .Select(i => new InquiryStanding(
            i.Owner != null || i.TriagedAt != null,
            db.Appointments.Where(a => a.Inquiry == inquiry && a.State == AppointmentState.Booked).Min(a => (DateTimeOffset?)a.StartsAt),
            db.Appointments.Any(a => a.Inquiry == inquiry && a.State == AppointmentState.CheckedIn)
                || db.InitialEvaluations.Any(e => e.Inquiry == inquiry)))
        .FirstOrDefaultAsync(ct);
}
