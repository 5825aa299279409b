using static CarePlatform.Referrals.ReferralStatus;

namespace CarePlatform.Referrals;

/// <summary>
/// How others call a status: the business status of BSeR and 360X, and the status of a FHIR task by Gravity's rules (fact sheet on quality
/// and standards, 5.1 to 5.3).
/// </summary>
/// <param name="Bser">Such as <c>3.0</c>; null where they have none.</param>
/// <param name="Task">Such as <c>accepted</c>.</param>
internal sealed record StatusCodes(string? Bser, string Task)
{
    /// <summary>The codes of a referral that stands here.</summary>
    /// <param name="endedFrom">Where it stood before its end.</param>
    /// <param name="wasAccepted">Whether the partner ever accepted it: what is declined after that has failed.</param>
    public static StatusCodes Of(ReferralStatus status, ReferralStatus? endedFrom, bool wasAccepted) => status switch
    {
        Draft => new(null, "draft"),
        Sent => new(null, "requested"),
        Received => new("2.0", "requested"),
        Accepted => new("3.0", "accepted"),
        Declined => new("4.0", wasAccepted ? "failed" : "rejected"),
        OnHold => new("5.1", "on-hold"),
        Scheduled => new("5.1.1", "in-progress"),
        NotAttended => new("5.1.2", "in-progress"),
        Attended or Completed => new("5.1.4", "in-progress"),
        OutcomeReported or Closed => new("7.0", "completed"),
        NotClosed when endedFrom is Declined or OutcomeReported => Of(endedFrom.Value, null, wasAccepted),
        Rerouted or NotClosed => new("6.0", "cancelled"),
        _ => new(null, "entered-in-error"),
    };
}
