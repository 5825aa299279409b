using CarePlatform.Platform;

namespace CarePlatform.Intake.Contracts;

/// <summary>A kind of visit that can be booked.</summary>
public readonly record struct VisitTypeId(Guid Value) : IId<VisitTypeId>
{
    public static string Prefix => "vty";

    public static VisitTypeId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>Hours of a weekday in which a clinician sees people at a site.</summary>
public readonly record struct ClinicHoursId(Guid Value) : IId<ClinicHoursId>
{
    public static string Prefix => "chr";

    public static ClinicHoursId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A day on which a clinician's hours differ from the week's.</summary>
public readonly record struct HoursExceptionId(Guid Value) : IId<HoursExceptionId>
{
    public static string Prefix => "hex";

    public static HoursExceptionId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>What is known of a clinician for finding the right one.</summary>
public readonly record struct ClinicianPanelId(Guid Value) : IId<ClinicianPanelId>
{
    public static string Prefix => "cpn";

    public static ClinicianPanelId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>What a tenant has set for its schedule.</summary>
public readonly record struct SchedulingSettingsId(Guid Value) : IId<SchedulingSettingsId>
{
    public static string Prefix => "sset";

    public static SchedulingSettingsId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>Somebody who waits for a visit.</summary>
public readonly record struct WaitlistEntryId(Guid Value) : IId<WaitlistEntryId>
{
    public static string Prefix => "wle";

    public static WaitlistEntryId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>What a client has said about being reminded.</summary>
public readonly record struct ContactPreferenceId(Guid Value) : IId<ContactPreferenceId>
{
    public static string Prefix => "cpr";

    public static ContactPreferenceId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
