using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

[Query, Feature("intake.scheduling"), Requires("intake.schedule")]
internal static class VisitTypeQueries
{
    /// <summary>The kinds of visit that can be booked, by their title.</summary>
    /// <param name="withRetired">Those that cannot be booked any more as well.</param>
    public static async Task<IReadOnlyList<VisitType>> VisitTypes(bool? withRetired, IntakeDb db, CancellationToken ct) =>
        await db.VisitTypes.AsNoTracking().If(withRetired is not true, v => v.RetiredAt == null)
            .OrderBy(v => v.Title).ThenBy(v => v.Key).ToListAsync(ct);

    /// <summary>The hours of the week in which a clinician sees people, those that begin later included.</summary>
    /// <param name="clinician">Whose.</param>
    public static async Task<IReadOnlyList<ClinicHours>> ClinicHours(UserId clinician, IntakeDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.Today();
        var hours = await db.ClinicHours.AsNoTracking().Where(h => h.Clinician == clinician && (h.EndsOn == null || h.EndsOn >= today)).ToListAsync(ct);
        return [.. hours.OrderBy(h => h.StartsOn).ThenBy(h => h.Weekday).ThenBy(h => h.FromMinute)];
    }

    /// <summary>Days on which a clinician's hours differ from the week's, from today on.</summary>
    /// <param name="clinician">Whose.</param>
    public static async Task<IReadOnlyList<HoursException>> HoursExceptions(
        UserId clinician, IntakeDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.Today();
        return await db.HoursExceptions.AsNoTracking().Where(x => x.Clinician == clinician && x.Day >= today)
            .OrderBy(x => x.Day).ThenBy(x => x.FromMinute).ThenBy(x => x.Id).ToListAsync(ct);
    }

    /// <summary>What is known of clinicians for finding the right one.</summary>
    public static async Task<IReadOnlyList<ClinicianPanel>> ClinicianPanels(IntakeDb db, CancellationToken ct) =>
        await db.ClinicianPanels.AsNoTracking().OrderBy(p => p.Clinician).ToListAsync(ct);
}

/// <summary>Kinds of visit by id.</summary>
[Requires("intake.read")]
internal sealed class VisitTypeById(IntakeDb db) : RowById<IntakeDb, VisitTypeId, VisitType>(db)
{
    protected override Expression<Func<VisitType, VisitTypeId>> Key => v => v.Id;

    protected override IQueryable<VisitType> Rows(Reach reach) => reach is Reach.None ? Db.VisitTypes.Where(_ => false) : Db.VisitTypes;
}

/// <summary>A kind of visit that can be booked.</summary>
[View<VisitType>]
internal static class VisitTypeView
{
    /// <summary>Its id.</summary>
    public static VisitTypeId Id(VisitType type) => type.Id;

    /// <summary>Its short name, such as first-visit.</summary>
    public static string Key(VisitType type) => type.Key;

    /// <summary>What people call it.</summary>
    public static string Title(VisitType type) => type.Title;

    /// <summary>How long it takes.</summary>
    public static int Minutes(VisitType type) => type.Minutes;

    /// <summary>What is kept free behind it, in minutes.</summary>
    public static int BufferMinutes(VisitType type) => type.BufferMinutes;

    /// <summary>It begins at whole steps of so many minutes of the clock.</summary>
    public static int StepMinutes(VisitType type) => type.StepMinutes;

    /// <summary>How many clients take part; more than one makes it a group.</summary>
    public static int Seats(VisitType type) => type.Seats;

    /// <summary>How people can meet for it.</summary>
    public static IReadOnlyList<AppointmentMode> Modes(VisitType type) => type.Modes;

    /// <summary>Keys of the roles that may give it; none when everybody with hours may.</summary>
    public static IReadOnlyList<string> Roles(VisitType type) => type.Roles;

    /// <summary>For whom it is meant.</summary>
    public static VisitAudience Audience(VisitType type) => type.Audience;

    /// <summary>Since when it cannot be booked any more.</summary>
    public static DateTimeOffset? RetiredAt(VisitType type) => type.RetiredAt;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(VisitType type) => type.Version;
}
