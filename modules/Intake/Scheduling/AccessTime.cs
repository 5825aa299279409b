using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>
/// The third next available time of a clinician at a site for a kind of visit. The third and not the first, which may be no more than a
/// cancellation of this morning.
/// </summary>
internal sealed class AccessTime
{
    public required Guid Id { get; init; }

    public required DateOnly Day { get; init; }

    public required UserId Clinician { get; init; }

    public required SiteId Site { get; init; }

    public required VisitTypeId VisitType { get; init; }

    /// <summary>The third time at which such a visit could begin.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Calendar days from the day of measuring, which is day 0.</summary>
    public required int Days { get; init; }

    public required DateTimeOffset MeasuredAt { get; init; }
}

internal sealed class AccessTimeMap : IEntityTypeConfiguration<AccessTime>
{
    public void Configure(EntityTypeBuilder<AccessTime> builder)
    {
        builder.ToTable("access_times");
        builder.UniqueInTenant(nameof(AccessTime.Day), nameof(AccessTime.VisitType), nameof(AccessTime.Clinician), nameof(AccessTime.Site));
        builder.HasOne<VisitType>().WithMany().HasForeignKey(a => a.VisitType);
    }
}

/// <summary>The third next available time of a clinician at a site for a kind of visit.</summary>
[View<AccessTime>]
internal static class AccessTimeView
{
    /// <summary>The day of measuring, of the organisation.</summary>
    public static DateOnly Day(AccessTime time) => time.Day;

    /// <summary>With whom.</summary>
    public static UserId Clinician(AccessTime time) => time.Clinician;

    /// <summary>Where.</summary>
    public static SiteId Site(AccessTime time) => time.Site;

    /// <summary>The kind of visit.</summary>
    public static VisitTypeId VisitType(AccessTime time) => time.VisitType;

    /// <summary>The third time at which such a visit could begin.</summary>
    public static DateTimeOffset StartsAt(AccessTime time) => time.StartsAt;

    /// <summary>Calendar days from the day of measuring, which is day 0.</summary>
    public static int DaysAhead(AccessTime time) => time.Days;

    /// <summary>When it was measured.</summary>
    public static DateTimeOffset MeasuredAt(AccessTime time) => time.MeasuredAt;
}
