using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Somebody else sees to a person who waits: another team, or a person.</summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.schedule")]
internal static class AssignWaitlistEntry
{
    /// <summary>Who sees to whom.</summary>
    /// <param name="Entry">The entry.</param>
    /// <param name="Team">The team; as before when left out.</param>
    /// <param name="Owner">The person; nobody but the team when left out.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(WaitlistEntryId Entry, TeamId? Team = null, UserId? Owner = null, int? ExpectedVersion = null);

    public static async Task<Outcome<WaitlistEntry>> Handle(Input input, IntakeDb db, People people, CancellationToken ct)
    {
        if (await db.WaitlistFor("intake.schedule").FirstOrDefaultAsync(e => e.Id == input.Entry, ct) is not { } entry)
        {
            return new NotFound("input.entry");
        }

        if (entry.Problem(input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        if (input.Team is { } team && await people.Team(team, ct) is null)
        {
            return new NotFound("input.team");
        }

        if (input.Owner is { } owner && await people.User(owner, ct) is not { Active: true })
        {
            return new NotFound("input.owner");
        }

        entry.Assign(input.Team ?? entry.Team, input.Owner);
        return entry;
    }
}
