using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Writes down who was at a huddle and what was said to the standing questions, while it is open.</summary>
[Mutation, Feature("coordination.daily"), Requires("coordination.lead")]
internal static class RecordHuddle
{
    /// <param name="Huddle">The huddle.</param>
    /// <param name="Attendance">Everybody who was there; leave it out to keep what was written.</param>
    /// <param name="Answers">Answers to standing questions; those left out stay.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(
        HuddleId Huddle, IReadOnlyList<UserId>? Attendance = null, IReadOnlyList<Said>? Answers = null, int? ExpectedVersion = null);

    /// <summary>What was said to one standing question.</summary>
    /// <param name="Key">Key of the question.</param>
    /// <param name="Answer">What was said.</param>
    public sealed record Said(string Key, string Answer);

    public static async Task<Outcome<Huddle>> Handle(Input input, CoordinationDb db, People people, Actor actor, CancellationToken ct)
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

        foreach (var person in input.Attendance ?? [])
        {
            if (await people.User(person, ct) is null)
            {
                return new NotFound("input.attendance");
            }
        }

        if (input.Answers?.FirstOrDefault(a => huddle.Answers.All(q => q.Key != a.Key) || string.IsNullOrWhiteSpace(a.Answer)) is { } wrong)
        {
            return new InvalidInput("input.answers", $"This meeting has no question \"{wrong.Key}\", or its answer is empty.");
        }

        huddle.Record(input.Attendance, (input.Answers ?? []).GroupBy(a => a.Key).ToDictionary(g => g.Key, g => g.Last().Answer.Trim()));
        return huddle;
    }
}

/// <summary>What every change of a huddle asks first.</summary>
internal static class HuddleChange
{
    /// <summary>Why the huddle cannot be changed by somebody who saw this version; null when it can.</summary>
    public static Refusal? Prevents(this Huddle huddle, int? expectedVersion) =>
        expectedVersion is { } expected && expected != huddle.Version ? new VersionConflict(expected, huddle.Version)
        : huddle.ClosedAt is null ? null
        : new HuddleClosed();
}

/// <summary>The huddle is over; its record never changes again.</summary>
internal sealed record HuddleClosed() : Refusal(
    "coordination.huddle_closed", "This huddle is over, and its record stays as it is.", "input.huddle");
