using CarePlatform.Intake.Contracts;

namespace CarePlatform.Referrals;

/// <summary>How a visit was held.</summary>
internal enum VisitKind
{
    /// <summary>Told before Intake said how.</summary>
    Unknown,

    /// <summary>At a site.</summary>
    InPerson,

    /// <summary>By video.</summary>
    Video,

    /// <summary>By telephone.</summary>
    Phone,

    /// <summary>Where the client lives.</summary>
    HomeVisit,
}

/// <summary>A visit of a client here, as far as measures of referrals ask for it.</summary>
internal sealed class MeasuredVisit
{
    /// <summary>Of the appointment or evaluation that it was.</summary>
    public required Guid Id { get; init; }

    public required ClientId Client { get; set; }

    /// <summary>Whose it was when it was told; another than now after records were merged.</summary>
    public required ClientId FirstClient { get; init; }

    public required DateTimeOffset At { get; init; }

    public VisitKind Kind { get; init; }

    public static VisitKind KindOf(AppointmentMode? mode) => mode switch
    {
        AppointmentMode.InPerson => VisitKind.InPerson,
        AppointmentMode.Video => VisitKind.Video,
        AppointmentMode.Phone => VisitKind.Phone,
        AppointmentMode.HomeVisit => VisitKind.HomeVisit,
        _ => VisitKind.Unknown,
    };

    public static VisitKind KindOf(EvaluationMode mode) => mode switch
    {
        EvaluationMode.InPerson => VisitKind.InPerson,
        EvaluationMode.Video => VisitKind.Video,
        EvaluationMode.Phone => VisitKind.Phone,
        _ => VisitKind.Unknown,
    };
}
