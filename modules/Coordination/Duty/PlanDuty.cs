using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Says who is on duty for a team in a period: what was planned to begin in it before is replaced. From its first plan on the
/// team's queue takes steps only if somebody is on duty before they are due.
/// </summary>
[Mutation, Feature("coordination"), Requires("coordination.duty")]
internal static class PlanDuty
{
    private const int MostShifts = 1000;

    /// <param name="Team">The team.</param>
    /// <param name="From">Shifts that begin from here on are replaced.</param>
    /// <param name="Until">Shifts that begin before are replaced.</param>
    /// <param name="Shifts">Who is on duty when, 1,000 at most.</param>
    /// <param name="ExpectedVersion">The version that was seen; 0 while the team keeps no roster.</param>
    public sealed record Input(TeamId Team, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<Shift> Shifts, int? ExpectedVersion = null);

    /// <summary>One person's time on duty.</summary>
    /// <param name="Person">Somebody of the team.</param>
    /// <param name="StartsAt">When it begins, within the period.</param>
    /// <param name="EndsAt">When it ends.</param>
    public sealed record Shift(UserId Person, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

    /// <summary>The person does not belong to the team.</summary>
    /// <param name="Person">Who is on no list of the team.</param>
    public sealed record NotOfTeam(UserId Person) : Refusal(
        "coordination.not_of_team", $"{Person} does not belong to the team or no longer works here. Plan its own people.", "input.shifts");

    public static async Task<Outcome<DutyRoster>> Handle(
        Input input, CoordinationDb db, People people, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await people.Team(input.Team, ct) is null || !actor.Arranges(input.Team, "coordination.duty"))
        {
            return new NotFound("input.team");
        }

        var theirs = (await people.Users(ct)).Where(u => u.Active && u.Teams.Contains(input.Team)).Select(u => u.Id).ToHashSet();
        if (input.Shifts.FirstOrDefault(s => !theirs.Contains(s.Person)) is { } stranger)
        {
            return new NotOfTeam(stranger.Person);
        }

        if (Problem(input) is { } problem)
        {
            return problem;
        }

        var roster = await db.DutyRosters.FirstOrDefaultAsync(r => r.Team == input.Team, ct);
        if (input.ExpectedVersion is { } expected && expected != (roster?.Version ?? 0))
        {
            return new VersionConflict(expected, roster?.Version ?? 0);
        }

        if (roster is null)
        {
            roster = new DutyRoster { Team = input.Team };
            db.Add(roster);
        }
        else
        {
            // Two plans at once would both replace the old shifts: the version lets the second fail.
            db.Entry(roster).State = EntityState.Modified;
        }

        await db.DutyShifts.Where(s => s.Team == input.Team && s.StartsAt >= input.From && s.StartsAt < input.Until).ExecuteDeleteAsync(ct);
        db.AddRange(input.Shifts.Select(s => new DutyShift
        {
            Id = Id.New<DutyShiftId>(clock),
            Team = input.Team,
            Person = s.Person,
            StartsAt = s.StartsAt,
            EndsAt = s.EndsAt,
        }));
        return roster;
    }

    private static InvalidInput? Problem(Input input)
    {
        if (input.Until <= input.From || input.Shifts.Count > MostShifts)
        {
            return new InvalidInput("input.until", $"Plan a period that ends after it begins, with {MostShifts} shifts at most.");
        }

        if (input.Shifts.Any(s => s.StartsAt < input.From || s.StartsAt >= input.Until || s.EndsAt <= s.StartsAt))
        {
            return new InvalidInput("input.shifts", "Let every shift begin within the period and end after it begins.");
        }

        return input.Shifts.GroupBy(s => s.Person).Any(p => Overlap([.. p.OrderBy(s => s.StartsAt)]))
            ? new InvalidInput("input.shifts", "Two shifts of one person overlap; make them one.")
            : null;
    }

    private static bool Overlap(List<Shift> shifts) => shifts.Zip(shifts.Skip(1)).Any(pair => pair.Second.StartsAt < pair.First.EndsAt);
}
