using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>Takes up to 100 notices at once. Each has an outcome of its own: what cannot be taken says why, and the others are taken.</summary>
[Mutation, ForPartners, Feature("referrals"), Requires(TransitionReach.Notify)]
internal static class TakeTransitionNotices
{
    private const int Most = 100;

    /// <param name="Notices">What they say, 100 at most.</param>
    /// <param name="From">The partner who tells it, where somebody else sends or writes it down.</param>
    public sealed record Input(IReadOnlyList<NoticeContent> Notices, OrganisationId? From = null);

    public static async Task<Outcome<TakenNotices>> Handle(
        Input input, NoticeDesk desk, OrganisationById organisations, Actor actor, CancellationToken ct)
    {
        if (input.Notices.Count is 0 or > Most)
        {
            return new InvalidInput("input.notices", $"Send 1 to {Most} notices at once.");
        }

        if (await TransitionReach.Sender(input.From, actor, organisations, ct) is not { } sender)
        {
            return new InvalidInput("input.from", TransitionReach.NameTheSender);
        }

        var (results, events) = await desk.Take(sender, input.Notices, at => $"input.notices.{at}", ct);
        return Outcome.Of(new TakenNotices([.. results.Select(NoticeResult.Of)])).Publishing(events);
    }
}
