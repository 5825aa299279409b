using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Who covers a client, as a partner sees it.</summary>
internal sealed record SharedCoverage(
    ClientId Client, string PayerName, PayerType PayerType, string? MemberId, string? Plan, DateOnly StartsOn, DateOnly? EndsOn, bool Part2,
    string? Program);

/// <summary>A time agreed with a client, as a partner sees it.</summary>
internal sealed record SharedAppointment(ClientId Client, DateTimeOffset StartsAt, DateTimeOffset EndsAt, AppointmentMode Mode, AppointmentState State);

/// <summary>A request for help as a partner sees it.</summary>
/// <param name="IsOwn">Whether the organisation that asks referred it.</param>
internal sealed record SharedInquiry(
    ClientId Client, InquiryId Inquiry, DateTimeOffset ReceivedAt, InquiryStatus Status, Acuity? Acuity, Resolution? Resolution, DateTimeOffset? ResolvedAt,
    bool IsOwn);

/// <summary>Coverage of clients whose record is shared; what was entered in error or replaced is left out.</summary>
internal sealed class SharedCoverages(IntakeDb db) : DataLoader<ClientId, IReadOnlyList<SharedCoverage>>
{
    public override async Task<IReadOnlyDictionary<ClientId, IReadOnlyList<SharedCoverage>>> ReadAsync(IReadOnlyList<ClientId> keys, CancellationToken ct) =>
        (await db.Coverages.AsNoTracking().Where(c => keys.Contains(c.Client) && c.Status == CoverageStatus.Active).OrderBy(c => c.StartsOn).ThenBy(c => c.Id)
            .Select(c => new SharedCoverage(c.Client, c.PayerName, c.PayerType, c.MemberId, c.Plan, c.StartsOn, c.EndsOn, c.Part2, c.SourceProgram)).ToListAsync(ct))
        .GroupBy(c => c.Client).ToDictionary(g => g.Key, IReadOnlyList<SharedCoverage> (g) => [.. g]);
}

/// <summary>Appointments of clients whose record is shared.</summary>
internal sealed class SharedAppointments(IntakeDb db) : DataLoader<ClientId, IReadOnlyList<SharedAppointment>>
{
    public override async Task<IReadOnlyDictionary<ClientId, IReadOnlyList<SharedAppointment>>> ReadAsync(IReadOnlyList<ClientId> keys, CancellationToken ct) =>
        (await db.Told(db.Appointments).AsNoTracking().Where(a => keys.Contains(a.Client)).OrderByDescending(a => a.StartsAt).ThenByDescending(a => a.Id)
            .Select(a => new SharedAppointment(a.Client, a.StartsAt, a.EndsAt, a.Mode, a.State)).ToListAsync(ct))
        .GroupBy(a => a.Client).ToDictionary(g => g.Key, IReadOnlyList<SharedAppointment> (g) => [.. g]);
}

/// <summary>All inquiries of clients whose record is shared.</summary>
internal sealed class SharedInquiries(IntakeDb db) : DataLoader<ClientId, IReadOnlyList<SharedInquiry>>
{
    public override Task<IReadOnlyDictionary<ClientId, IReadOnlyList<SharedInquiry>>> ReadAsync(IReadOnlyList<ClientId> keys, CancellationToken ct) =>
        Read(db.Told(db.Inquiries).Where(i => keys.Contains(i.Client)), db.Actor.Organisation, ct);

    public static async Task<IReadOnlyDictionary<ClientId, IReadOnlyList<SharedInquiry>>> Read(
        IQueryable<Inquiry> inquiries, OrganisationId? partner, CancellationToken ct) =>
        (await inquiries.AsNoTracking().OrderByDescending(i => i.ReceivedAt).ThenByDescending(i => i.Id)
            .Select(i => new SharedInquiry(
                i.Client, i.Id, i.ReceivedAt, i.Status, i.OutsideAcuity, i.Resolution, i.ResolvedAt, partner != null && i.Referring == partner)).ToListAsync(ct))
        .GroupBy(i => i.Client).ToDictionary(g => g.Key, IReadOnlyList<SharedInquiry> (g) => [.. g]);
}

/// <summary>What the caller's organisation referred clients for.</summary>
internal sealed class OurReferralsByClient(IntakeDb db) : DataLoader<ClientId, IReadOnlyList<SharedInquiry>>
{
    public override Task<IReadOnlyDictionary<ClientId, IReadOnlyList<SharedInquiry>>> ReadAsync(IReadOnlyList<ClientId> keys, CancellationToken ct)
    {
        var partner = db.Actor.Organisation;
        return SharedInquiries.Read(db.Inquiries.Where(i => keys.Contains(i.Client) && partner != null && i.Referring == partner), partner, ct);
    }
}

/// <summary>Who covers somebody.</summary>
[View<SharedCoverage>, DataClass(DataClass.A)]
[About(nameof(SharedCoverage.Client), Part2 = nameof(SharedCoverage.Part2), Program = nameof(SharedCoverage.Program))]
internal static class SharedCoverageView
{
    /// <summary>Who pays.</summary>
    public static string PayerName(SharedCoverage coverage) => coverage.PayerName;

    /// <summary>What kind of payer.</summary>
    public static PayerType PayerType(SharedCoverage coverage) => coverage.PayerType;

    /// <summary>The person's number with the payer.</summary>
    public static string? MemberId(SharedCoverage coverage) => coverage.MemberId;

    /// <summary>Name of the plan.</summary>
    public static string? Plan(SharedCoverage coverage) => coverage.Plan;

    /// <summary>The first day covered.</summary>
    public static DateOnly StartsOn(SharedCoverage coverage) => coverage.StartsOn;

    /// <summary>The last day covered; null while no end is known.</summary>
    public static DateOnly? EndsOn(SharedCoverage coverage) => coverage.EndsOn;
}

/// <summary>A time agreed with somebody.</summary>
[View<SharedAppointment>, DataClass(DataClass.A), About(nameof(SharedAppointment.Client))]
internal static class SharedAppointmentView
{
    /// <summary>When it begins.</summary>
    public static DateTimeOffset StartsAt(SharedAppointment appointment) => appointment.StartsAt;

    /// <summary>When it ends.</summary>
    public static DateTimeOffset EndsAt(SharedAppointment appointment) => appointment.EndsAt;

    /// <summary>How they meet.</summary>
    public static AppointmentMode Mode(SharedAppointment appointment) => appointment.Mode;

    /// <summary>Where it stands: whether the person has come.</summary>
    public static AppointmentState State(SharedAppointment appointment) => appointment.State;
}

/// <summary>A request for help.</summary>
[View<SharedInquiry>, DataClass(DataClass.G), About(nameof(SharedInquiry.Client), OwnReferral = nameof(SharedInquiry.IsOwn))]
internal static class SharedInquiryView
{
    /// <summary>By which both organisations can talk about it.</summary>
    public static string Id(SharedInquiry inquiry) => inquiry.Inquiry.ToString();

    /// <summary>When help was asked for.</summary>
    public static DateTimeOffset ReceivedAt(SharedInquiry inquiry) => inquiry.ReceivedAt;

    /// <summary>Where it stands.</summary>
    public static InquiryStatus Status(SharedInquiry inquiry) => inquiry.Status;

    /// <summary>How soon the person must be seen; null until triage.</summary>
    [DataClass(DataClass.C, Minimum = true)]
    public static Acuity? Acuity(SharedInquiry inquiry) => inquiry.Acuity;

    /// <summary>How it ended; null while it is open.</summary>
    public static Resolution? Resolution(SharedInquiry inquiry) => inquiry.Resolution;

    /// <summary>When it ended.</summary>
    public static DateTimeOffset? ResolvedAt(SharedInquiry inquiry) => inquiry.ResolvedAt;
}
