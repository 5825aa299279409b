using CarePlatform.Platform;

namespace CarePlatform.Intake.Contracts;

/// <summary>A person known as a possible or actual receiver of care.</summary>
public readonly record struct ClientId(Guid Value) : IId<ClientId>
{
    public static string Prefix => "cli";

    public static ClientId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>One request for help, through any door.</summary>
public readonly record struct InquiryId(Guid Value) : IId<InquiryId>
{
    public static string Prefix => "inq";

    public static InquiryId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A time agreed with a client.</summary>
public readonly record struct AppointmentId(Guid Value) : IId<AppointmentId>
{
    public static string Prefix => "apt";

    public static AppointmentId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A span of time during which a payer covers a client.</summary>
public readonly record struct CoverageId(Guid Value) : IId<CoverageId>
{
    public static string Prefix => "cov";

    public static CoverageId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
