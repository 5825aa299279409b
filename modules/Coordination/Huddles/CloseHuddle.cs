using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Ends a huddle. Its record must say who was there and, for the weekly meeting, answer every standing question.</summary>
[Mutation, Feature("coordination.daily"), Requires("coordination.lead")]
internal static class CloseHuddle
{
    /// <param name="Huddle">The huddle.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(HuddleId Huddle, int? ExpectedVersion = null);

    /// <summary>Something is not written down yet.</summary>
    /// <param name="Missing">What is missing: "attendance", or the keys of questions without an answer.</param>
    public sealed record RecordIncomplete(IReadOnlyList<string> Missing) : Refusal(
        "coordination.record_incomplete", $"Write this down before you close: {string.Join(", ", Missing)}.", "input.huddle");

    public static async Task<Outcome<Huddle>> Handle(Input input, CoordinationDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Huddles.FirstOrDefaultAsync(h => h.Id == input.Huddle, ct) is not { } huddle
            || !actor.Reaches(huddle.Team, "coordination.lead"))
        {
            return new NotFound("input.huddle");
        }

        if (huddle.Prevents(input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        string[] attendance = huddle.Attendance.Count == 0 ? ["attendance"] : [];
        if (attendance.Concat(huddle.Answers.Where(a => a.Answer is null).Select(a => a.Key)).ToList() is { Count: > 0 } missing)
        {
            return new RecordIncomplete(missing);
        }

        huddle.Close(clock.GetUtcNow());
        return huddle;
    }
}
