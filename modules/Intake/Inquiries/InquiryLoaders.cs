using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Inquiries by id, those within the caller's reach.</summary>
[Requires("intake.read")]
internal sealed class InquiryById(IntakeDb db) : RowById<IntakeDb, InquiryId, Inquiry>(db)
{
    protected override Expression<Func<Inquiry, InquiryId>> Key => i => i.Id;

    protected override IQueryable<Inquiry> Rows(Reach reach) => Db.InquiriesWithin(reach);
}

/// <summary>A client's inquiries within the caller's reach, the latest first.</summary>
[Requires("intake.read")]
internal sealed class InquiriesByClient(IntakeDb db) : RowsBy<IntakeDb, ClientId, Inquiry>(db)
{
    protected override Expression<Func<Inquiry, ClientId>> Key => i => i.Client;

    protected override IQueryable<Inquiry> Rows(Reach reach) => Db.InquiriesWithin(reach)
        .OrderByDescending(i => i.ReceivedAt).ThenByDescending(i => i.Id);
}

internal sealed class ContactsByInquiry(IntakeDb db) : RowsBy<IntakeDb, InquiryId, InquiryContact>(db)
{
    protected override Expression<Func<InquiryContact, InquiryId>> Key => c => c.Inquiry;

    protected override IQueryable<InquiryContact> Rows(Reach reach) => Db.InquiryContacts.OrderBy(c => c.ReceivedAt).ThenBy(c => c.Id);
}

internal sealed class OwnersByInquiry(IntakeDb db) : RowsBy<IntakeDb, InquiryId, InquiryOwner>(db)
{
    protected override Expression<Func<InquiryOwner, InquiryId>> Key => o => o.Inquiry;

    protected override IQueryable<InquiryOwner> Rows(Reach reach) => Db.InquiryOwners
        .Where(o => !Db.ClosedTeams.Contains(o.Team) || o.Owner == Db.Me).OrderBy(o => o.Since).ThenBy(o => o.Id);
}

/// <summary>Every answering of the triage script, the latest first.</summary>
internal sealed class TriagesByInquiry(IntakeDb db) : RowsBy<IntakeDb, InquiryId, Triage>(db)
{
    protected override Expression<Func<Triage, InquiryId>> Key => t => t.Inquiry;

    protected override IQueryable<Triage> Rows(Reach reach) => Db.Triages.OrderByDescending(t => t.TriagedAt).ThenByDescending(t => t.Id);
}

/// <summary>Appointments of an inquiry, the earliest first.</summary>
internal sealed class AppointmentsByInquiry(IntakeDb db) : RowsBy<IntakeDb, InquiryId, Appointment>(db)
{
    protected override Expression<Func<Appointment, InquiryId>> Key => a => a.Inquiry!.Value;

    protected override IQueryable<Appointment> Rows(Reach reach) => Db.Appointments
        .Where(a => a.Inquiry != null).OrderBy(a => a.StartsAt).ThenBy(a => a.Id);
}
