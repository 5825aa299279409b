using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>What was done at once about an emergency, and by when somebody looks after the person again; never changed.</summary>
internal sealed class ImmediateAction
{
    public required ImmediateActionId Id { get; init; }

    public required InquiryId Inquiry { get; init; }

    public required EmergencyResponse Action { get; init; }

    public string? Note { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    public UserId? TakenBy { get; init; }

    public required DateTimeOffset FollowUpBy { get; init; }
}
