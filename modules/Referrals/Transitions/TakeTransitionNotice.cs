using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>
/// Takes a notice that somebody was admitted, seen, moved or let go, or that what was told before is otherwise. A partner sends its own; whoever of the organisation
/// does so writes down what the partner told. The same message twice is taken once, in whatever order messages come.
/// </summary>
[Mutation, ForPartners, Feature("referrals"), Requires(TransitionReach.Notify)]
internal static class TakeTransitionNotice
{
    /// <param name="Notice">What it says.</param>
    /// <param name="From">The partner who tells it, where somebody else sends or writes it down.</param>
    public sealed record Input(NoticeContent Notice, OrganisationId? From = null);

    /// <summary>A message of the sender has this id, and says something else.</summary>
    /// <param name="MessageId">The id.</param>
    [ForPartners]
    public sealed record MessageIdReused(string MessageId, string Path) : Refusal(
        "referrals.message_id_reused",
        $"A message \"{MessageId}\" was taken before and says something else. Send a correction as a message of its own, with an id of its own and the same visit number.", Path);

    public static async Task<Outcome<TakenNotice>> Handle(
        Input input, NoticeDesk desk, OrganisationById organisations, Actor actor, CancellationToken ct)
    {
        if (await TransitionReach.Sender(input.From, actor, organisations, ct) is not { } sender)
        {
            return new InvalidInput("input.from", TransitionReach.NameTheSender);
        }

        var (results, events) = await desk.Take(sender, [input.Notice], _ => "input.notice", ct);
        return results[0] is { Refusal: { } refusal } ? refusal : Outcome.Of(TakenNotice.Of(results[0])).Publishing(events);
    }
}
