using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// Puts an item of one's own aside until a time, with a reason; my work shows it again then. Its clock and its ladder go on, so
/// that nothing is put off past its due time unless one says that this is meant.
/// </summary>
[Mutation, Feature("coordination"), Requires("coordination.work")]
internal static class SnoozeWorkItem
{
    /// <param name="Item">The item.</param>
    /// <param name="Until">When it comes back.</param>
    /// <param name="Reason">Why it waits.</param>
    /// <param name="PastDue">Say true to put it aside past its due time: it will be escalated meanwhile.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(
        WorkItemId Item, DateTimeOffset Until, SnoozeReason Reason, bool PastDue = false, int? ExpectedVersion = null);

    /// <summary>Only its owner puts an item aside.</summary>
    public sealed record NotYours() : Refusal(
        "coordination.not_yours", "Only whoever owns the item can put it aside. Claim it first, or leave it to its owner.", "input.item");

    /// <summary>The item would come back after its due time.</summary>
    /// <param name="DueAt">When it is due.</param>
    public sealed record PastDueTime(DateTimeOffset DueAt) : Refusal(
        "coordination.past_due_time",
        "The item is due before it would come back, and would be escalated meanwhile. Choose an earlier time, or say pastDue.", "input.until");

    public static async Task<Outcome<WorkItem>> Handle(
        Input input, Engine engine, Timers timers, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await engine.Take(input.Item, "coordination.work", actor, now, ct) is not var (turn, item))
        {
            return new NotFound("input.item");
        }

        if (item.Prevents(input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        if (item.Owner is null || item.Owner != actor.User)
        {
            return new NotYours();
        }

        if (input.Until <= now)
        {
            return new InvalidInput("input.until", "Choose a time to come: this one has gone.");
        }

        if (input.Until > item.DueAt && !input.PastDue)
        {
            return new PastDueTime(item.DueAt);
        }

        turn.Snooze(item, input.Until, input.Reason);
        await timers.Set(new SnoozeEnds(item.Workflow, item.Id), item.Id.ToString(), input.Until, ct);
        return Outcome.Of(item).Publishing(await engine.Apply(turn, ct));
    }
}

/// <summary>Why somebody puts an item aside.</summary>
internal enum SnoozeReason
{
    /// <summary>The client will be reached later.</summary>
    ClientUnavailable,

    /// <summary>Somebody else owes an answer first.</summary>
    WaitingForAnswer,

    /// <summary>It is planned for a certain time.</summary>
    Planned,

    /// <summary>Something more urgent goes first.</summary>
    OtherWorkFirst,
}
