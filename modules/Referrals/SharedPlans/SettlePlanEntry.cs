using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>
/// Says that a goal is reached or an action done, or drops it with a reason. A partner settles what it has taken on, and what it wrote while nobody has;
/// people here settle anything.
/// </summary>
[Mutation, ForPartners, Feature("referrals.shared-plans"), Requires(PlanReach.Plan)]
internal static class SettlePlanEntry
{
    /// <param name="Entry">The goal or action.</param>
    /// <param name="Dropped">Why it is dropped; left out where it is reached or done.</param>
    /// <param name="DoneOn">The day on which it was; today when none is said.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(PlanEntryId Entry, PlanDropReason? Dropped = null, DateOnly? DoneOn = null, int? ExpectedVersion = null);

    public static async Task<Outcome<PlanReceipt>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindEntry(input.Entry, ct) is not var (entry, side))
        {
            return new NotFound("input.entry");
        }

        if (side.Plan.Prevents() is { } refusal)
        {
            return refusal;
        }

        // An action that nobody has taken on can be dropped, and is nobody's to have done.
        if (entry.IsSettled || (entry is { Kind: PlanEntryKind.Action, State: PlanEntryState.Open } && input.Dropped is null))
        {
            return new PlanEntryStands(entry.State);
        }

        if (input.ExpectedVersion is { } expected && expected != entry.Version)
        {
            return new VersionConflict(expected, entry.Version);
        }

        if (side.Member is { } member && (entry.State is PlanEntryState.Taken ? entry.TakenBy : entry.WrittenBy) != member.Id)
        {
            return new NotYourCommitment();
        }

        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var began = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(entry.TakenAt ?? entry.WrittenAt, clock.LocalTimeZone).DateTime);
        var on = input.DoneOn ?? today;
        if (on > today || on < began || (input.DoneOn is not null && input.Dropped is not null))
        {
            return new InvalidInput("input.doneOn", "What is done was done between the day on which it was taken on and today; what is dropped has no such day.");
        }

        entry.Settle(input.Dropped, on, now);
        db.Note(side.Plan, input.Dropped is null ? PlanStepKind.Done : PlanStepKind.Dropped, clock, side.Member?.Id, entry.Id, input.Dropped?.ToText());
        return Outcome.Of(new PlanReceipt(entry)).Publishing(PlanTelling.Settled(side.Plan, entry, now));
    }
}
