using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Inquiries by id, those within the caller's reach.</summary>
internal sealed class InquiryById(IntakeDb db, Session session) : DataLoader<InquiryId, Inquiry>
{
    public override async Task<IReadOnlyDictionary<InquiryId, Inquiry>> ReadAsync(IReadOnlyList<InquiryId> keys, CancellationToken ct) =>
        await db.InquiriesFor(session.Actor, "intake.read").AsNoTracking().Where(i => keys.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
}

/// <summary>A client's inquiries within the caller's reach, the latest first.</summary>
internal sealed class InquiriesByClient(IntakeDb db, Session session) : DataLoader<ClientId, IReadOnlyList<Inquiry>>
{
    public override async Task<IReadOnlyDictionary<ClientId, IReadOnlyList<Inquiry>>> ReadAsync(
        IReadOnlyList<ClientId> keys, CancellationToken ct) =>
        (await db.InquiriesFor(session.Actor, "intake.read").AsNoTracking().Where(i => keys.Contains(i.Client))
            .OrderByDescending(i => i.ReceivedAt).ThenByDescending(i => i.Id).ToListAsync(ct)).By(i => i.Client);
}

internal sealed class ContactsByInquiry(IntakeDb db) : DataLoader<InquiryId, IReadOnlyList<InquiryContact>>
{
    public override async Task<IReadOnlyDictionary<InquiryId, IReadOnlyList<InquiryContact>>> ReadAsync(
        IReadOnlyList<InquiryId> keys, CancellationToken ct) =>
        (await db.InquiryContacts.AsNoTracking().Where(c => keys.Contains(c.Inquiry)).OrderBy(c => c.ReceivedAt).ThenBy(c => c.Id).ToListAsync(ct))
            .By(c => c.Inquiry);
}

internal sealed class OwnersByInquiry(IntakeDb db) : DataLoader<InquiryId, IReadOnlyList<InquiryOwner>>
{
    public override async Task<IReadOnlyDictionary<InquiryId, IReadOnlyList<InquiryOwner>>> ReadAsync(
        IReadOnlyList<InquiryId> keys, CancellationToken ct) =>
        (await db.InquiryOwners.AsNoTracking().Where(o => keys.Contains(o.Inquiry)).OrderBy(o => o.Since).ThenBy(o => o.Id).ToListAsync(ct))
            .By(o => o.Inquiry);
}

/// <summary>Every answering of the triage script, the latest first.</summary>
internal sealed class TriagesByInquiry(IntakeDb db) : DataLoader<InquiryId, IReadOnlyList<Triage>>
{
    public override async Task<IReadOnlyDictionary<InquiryId, IReadOnlyList<Triage>>> ReadAsync(
        IReadOnlyList<InquiryId> keys, CancellationToken ct) =>
        (await db.Triages.AsNoTracking().Where(t => keys.Contains(t.Inquiry))
            .OrderByDescending(t => t.TriagedAt).ThenByDescending(t => t.Id).ToListAsync(ct)).By(t => t.Inquiry);
}

/// <summary>Appointments of an inquiry, the earliest first.</summary>
internal sealed class AppointmentsByInquiry(IntakeDb db) : DataLoader<InquiryId, IReadOnlyList<Appointment>>
{
    public override async Task<IReadOnlyDictionary<InquiryId, IReadOnlyList<Appointment>>> ReadAsync(
        IReadOnlyList<InquiryId> keys, CancellationToken ct) =>
        (await db.Appointments.AsNoTracking().Where(a => a.Inquiry != null && keys.Contains(a.Inquiry.Value))
            .OrderBy(a => a.StartsAt).ThenBy(a => a.Id).ToListAsync(ct)).By(a => a.Inquiry!.Value);
}
