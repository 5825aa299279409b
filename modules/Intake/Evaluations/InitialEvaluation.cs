using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>
/// The first evaluation of a person who asked for help. One that was not done in person, in an emergent or urgent case, is reviewed in
/// person at the next encounter (criteria 2.b, clock K5).
/// </summary>
internal sealed class InitialEvaluation
{
    private InitialEvaluation()
    {
    }

    public InitialEvaluationId Id { get; private init; }

    public InquiryId Inquiry { get; private init; }

    public EvaluationMode Mode { get; private init; }

    /// <summary>How urgent the case was then.</summary>
    public Acuity? Acuity { get; private init; }

    /// <summary>Whether it is reviewed in person; of one inquiry one evaluation is.</summary>
    public bool ReviewWanted { get; private set; }

    public DateTimeOffset EvaluatedAt { get; private init; }

    public UserId? EvaluatedBy { get; private init; }

    public DateTimeOffset? ReviewedAt { get; private set; }

    public UserId? ReviewedBy { get; private set; }

    public int Version { get; private set; }

    /// <summary>Somebody evaluated the person.</summary>
    public static InitialEvaluation Of(Inquiry inquiry, EvaluationMode mode, DateTimeOffset at, UserId? by, TimeProvider clock) => new()
    {
        Id = Platform.Id.New<InitialEvaluationId>(clock),
        Inquiry = inquiry.Id,
        Mode = mode,
        Acuity = inquiry.OutsideAcuity,
        EvaluatedAt = at,
        EvaluatedBy = by,
        Version = 1,
    };

    /// <summary>It was not done in person, and the case is not known to be routine.</summary>
    public void WantReview() => ReviewWanted = true;

    /// <summary>It was reviewed with the person in the room.</summary>
    public void Review(UserId? by, DateTimeOffset at) => (ReviewedBy, ReviewedAt) = (by, at);
}
