using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>A client's record is for named people only. To anybody else it does not exist.</summary>
internal sealed class Sequestration
{
    public required SequestrationId Id { get; init; }

    public required ClientId Client { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset Since { get; init; }

    public UserId? By { get; init; }

    public DateTimeOffset? LiftedAt { get; private set; }

    public UserId? LiftedBy { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>The record is for everybody again who may see clients.</summary>
    public void Lift(UserId? by, DateTimeOffset at) => (LiftedBy, LiftedAt) = (by, at);
}

/// <summary>Somebody who may see a sequestered record.</summary>
internal sealed record SequestrationUser(SequestrationId Sequestration, UserId User);
