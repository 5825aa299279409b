using CarePlatform.Intake.Contracts;

namespace CarePlatform.Referrals;

/// <summary>A visit of a client here, as far as measures of referrals ask for it.</summary>
internal sealed class MeasuredVisit
{
    /// <summary>Of the appointment or evaluation that it was.</summary>
    public required Guid Id { get; init; }

    public required ClientId Client { get; set; }

    /// <summary>Whose it was when it was told; another than now after records were merged.</summary>
    public required ClientId FirstClient { get; init; }

    public required DateTimeOffset At { get; init; }
}
