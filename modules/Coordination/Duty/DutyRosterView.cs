using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Who is on duty when for a team.</summary>
[View<DutyRoster>]
internal static class DutyRosterView
{
    private const int MostShown = 1000;

    /// <summary>The team.</summary>
    public static TeamId Team(DutyRoster roster) => roster.Team;

    /// <summary>Who is on duty for the team now.</summary>
    public static async Task<IReadOnlyList<DutyShift>> OnDuty(DutyRoster roster, CoordinationDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.DutyShifts.AsNoTracking().Where(s => s.Team == roster.Team && s.StartsAt <= now && s.EndsAt > now)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id).ToListAsync(ct);
    }

    /// <summary>The shifts that go on or begin in a period, the first first; 1,000 at most.</summary>
    /// <param name="from">From when.</param>
    /// <param name="until">Until when.</param>
    public static async Task<IReadOnlyList<DutyShift>> Shifts(
        DutyRoster roster, DateTimeOffset from, DateTimeOffset until, CoordinationDb db, CancellationToken ct) =>
        await db.DutyShifts.AsNoTracking().Where(s => s.Team == roster.Team && s.StartsAt < until && s.EndsAt > from)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Take(MostShown).ToListAsync(ct);

    /// <summary>Send it as expectedVersion with a change.</summary>
    public static int Version(DutyRoster roster) => roster.Version;
}

/// <summary>One person's time on duty for a team.</summary>
[View<DutyShift>]
internal static class DutyShiftView
{
    /// <summary>Who is on duty.</summary>
    public static UserId Person(DutyShift shift) => shift.Person;

    /// <summary>When it begins.</summary>
    public static DateTimeOffset StartsAt(DutyShift shift) => shift.StartsAt;

    /// <summary>When it ends.</summary>
    public static DateTimeOffset EndsAt(DutyShift shift) => shift.EndsAt;
}
