using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>An emergency that somebody declared to see more of a client than they may.</summary>
[View<EmergencyAccess>, Audited(nameof(Client))]
internal static class EmergencyAccessView
{
    /// <summary>The declaration's id.</summary>
    public static EmergencyAccessId Id(EmergencyAccess access) => access.Id;

    /// <summary>Whose record.</summary>
    public static ClientId Client(EmergencyAccess access) => access.Client;

    /// <summary>Who declared it.</summary>
    public static UserId User(EmergencyAccess access) => access.User;

    /// <summary>The name of the emergency.</summary>
    [DataClass(DataClass.B)]
    public static string Emergency(EmergencyAccess access) => access.Emergency;

    /// <summary>Why what was not open was needed.</summary>
    [DataClass(DataClass.B)]
    public static string Reason(EmergencyAccess access) => access.Reason;

    /// <summary>To whom it was passed on.</summary>
    public static string? Recipient(EmergencyAccess access) => access.Recipient;

    /// <summary>From when on.</summary>
    public static DateTimeOffset Since(EmergencyAccess access) => access.Since;

    /// <summary>Until when.</summary>
    public static DateTimeOffset Until(EmergencyAccess access) => access.Until;

    /// <summary>By when it is to be reviewed.</summary>
    public static DateTimeOffset ReviewBy(EmergencyAccess access) => access.ReviewBy;

    /// <summary>When it was reviewed.</summary>
    public static DateTimeOffset? ReviewedAt(EmergencyAccess access) => access.ReviewedAt;

    /// <summary>Who reviewed it.</summary>
    public static UserId? ReviewedBy(EmergencyAccess access) => access.ReviewedBy;

    /// <summary>Whether it was an emergency; null while nobody has judged.</summary>
    public static bool? Justified(EmergencyAccess access) => access.Justified;

    /// <summary>What the review found.</summary>
    public static string? Findings(EmergencyAccess access) => access.Findings;
}

/// <summary>The restriction of a client's record to named people.</summary>
[View<Sequestration>, Audited(nameof(Client))]
internal static class SequestrationView
{
    /// <summary>The restriction's id.</summary>
    public static SequestrationId Id(Sequestration sequestration) => sequestration.Id;

    /// <summary>Whose record.</summary>
    public static ClientId Client(Sequestration sequestration) => sequestration.Client;

    /// <summary>Why.</summary>
    public static string Reason(Sequestration sequestration) => sequestration.Reason;

    /// <summary>Since when.</summary>
    public static DateTimeOffset Since(Sequestration sequestration) => sequestration.Since;

    /// <summary>When it was lifted.</summary>
    public static DateTimeOffset? LiftedAt(Sequestration sequestration) => sequestration.LiftedAt;
}

/// <summary>Declared emergencies.</summary>
[Query, Feature("intake.consent"), Requires("intake.review-access")]
internal static class PrivacyReviewQueries
{
    /// <summary>Declared emergencies, the latest first.</summary>
    /// <param name="reviewed">True: only those that were reviewed. False: only those that were not.</param>
    public static Task<Connection<EmergencyAccess>> EmergencyAccesses(bool? reviewed, Page page, IntakeDb db, CancellationToken ct)
    {
        var clients = db.ClientsFor("intake.review-access");
        return db.EmergencyAccesses.AsNoTracking()
            .Where(a => clients.Any(c => c.Id == a.Client))
            .If(reviewed is true, a => a.ReviewedAt != null)
            .If(reviewed is false, a => a.ReviewedAt == null)
            .ToConnection(page, new Ordering<EmergencyAccess, DateTimeOffset, EmergencyAccessId>(a => a.Since, a => a.Id, Descending: true), ct);
    }
}

/// <summary>Declared emergencies by id.</summary>
[Requires("intake.review-access")]
internal sealed class EmergencyAccessById(IntakeDb db) : RowById<IntakeDb, EmergencyAccessId, EmergencyAccess>(db)
{
    protected override Expression<Func<EmergencyAccess, EmergencyAccessId>> Key => a => a.Id;

    protected override IQueryable<EmergencyAccess> Rows(Reach reach)
    {
        var clients = Db.ClientsWithin(reach);
        return Db.EmergencyAccesses.Where(a => clients.Any(c => c.Id == a.Client));
    }
}
