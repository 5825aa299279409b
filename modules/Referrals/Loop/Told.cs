using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>What the other modules, plugins and partners hear of a step in the life of a referral.</summary>
internal static class Told
{
    /// <summary>The events of these steps, in order.</summary>
    public static IEnumerable<object> Of(Referral r, IEnumerable<ReferralStep> steps) => steps.SelectMany(s => Of(r, s));

    private static IEnumerable<object> Of(Referral r, ReferralStep step)
    {
        var at = step.HappenedAt;
        return step.Move switch
        {
            ReferralMove.Send =>
            [
                new ReferralSent(
                    r.Client, r.Id, r.Service, r.Partner, r.Need, r.Priority, r.Owner, r.Team, r.NoAgreementReason is not null, r.OverrideReason is not null, step.At),
            ],
            ReferralMove.Receive => [new ReferralReceived(r.Client, r.Id, r.Service, r.Partner, at)],
            ReferralMove.Accept => Accepted(r, at),
            ReferralMove.Decline =>
            [
                Answered(r, ReferralAnswer.Declined, step.Reason, at),
                new ReferralDeclined(r.Client, r.Id, r.Service, r.Partner, r.Priority, r.Owner, r.Team, step.Reason!, r.AcceptedAt is not null, at),
            ],
            // A time that is agreed at once accepts as well.
            ReferralMove.Schedule =>
            [
                .. r.AcceptedAt == at ? Accepted(r, at) : [],
                new ReferralScheduled(r.Client, r.Id, r.Service, r.Partner, r.Priority, r.Owner, r.Team, r.StartsAt!.Value, at),
            ],
            ReferralMove.CancelAppointment => [new ReferralAppointmentCancelled(r.Client, r.Id, r.Service, r.Partner, step.Reason!, at)],
            ReferralMove.Hold => [new ReferralHeld(r.Client, r.Id, r.Service, r.Partner, step.Reason!, at)],
            ReferralMove.Resume => [new ReferralResumed(r.Client, r.Id, r.Service, r.Partner, at)],
            ReferralMove.Attend => [new ReferralAttended(r.Client, r.Id, r.Service, r.Partner, at)],
            ReferralMove.Miss => [new ReferralMissed(r.Client, r.Id, r.Service, r.Partner, r.Priority, r.Owner, r.Team, r.Missed, at)],
            ReferralMove.Complete => [new ReferralCompleted(r.Client, r.Id, r.Service, r.Partner, r.Priority, r.Owner, r.Team, at)],
            ReferralMove.ReportOutcome =>
                [new ReferralOutcomeReported(r.Client, r.Id, r.Service, r.Partner, r.Priority, r.Owner, r.Team, r.Met!.Value, at)],
            ReferralMove.Review => [new ReferralReviewed(r.Client, r.Id, r.Service, r.Partner, step.By, step.At)],
            ReferralMove.Reroute => [Ended(r, ReferralEnd.Rerouted, step)],
            ReferralMove.End => [Ended(r, ReferralEnd.NotClosed, step)],
            ReferralMove.Close => [Ended(r, ReferralEnd.Closed, step)],
            ReferralMove.Void => r.SentAt is null ? [] : [Ended(r, ReferralEnd.Voided, step)],
            ReferralMove.Reopen => [new ReferralReopened(r.Client, r.Id, r.Service, r.Partner, r.Owner, r.Team, r.Priority, step.Reason!, step.At)],
            ReferralMove.OfferTransfer => [new TransferOffered(r.Client, r.Id, r.Priority, r.Owner, r.OfferedTo!.Value, r.Team, step.At)],
            _ => [],
        };
    }

    private static IEnumerable<object> Accepted(Referral r, DateTimeOffset at) =>
    [
        Answered(r, ReferralAnswer.Accepted, null, at),
        new ReferralAccepted(r.Client, r.Id, r.Service, r.Partner, r.Priority, r.Owner, r.Team, at),
    ];

    private static ReferralAnswered Answered(Referral r, ReferralAnswer answer, string? reason, DateTimeOffset at) =>
        new(r.Client, r.Id, r.Service, r.Partner, r.Priority, r.Owner, r.Team, answer, reason, at);

    private static ReferralEnded Ended(Referral r, ReferralEnd end, ReferralStep step) => new(
        r.Client, r.Id, r.Service, r.Partner, end, step.Reason, r.Next, r.SentAt is { } sent ? (int)(step.At - sent).TotalDays : null, step.At);
}
