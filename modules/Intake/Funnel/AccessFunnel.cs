using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Intake;

/// <summary>
/// The way from asking for help to the first service: how many came how far, in how many business days, and where and why people were
/// lost. What counts as contact, evaluation and service is set by changeAccessRules.
/// </summary>
[Query, Feature("intake.access-report"), Requires("intake.report")]
internal static class AccessFunnel
{
    // A longer window would be a mistake in the dates.
    private const int LongestDays = 3660;

    /// <param name="from">The first day on which help was asked for, in the time zone of the site.</param>
    /// <param name="to">The last day.</param>
    /// <param name="by">By what people are put together.</param>
    public static async Task<IReadOnlyList<FunnelGroup>> Handle(
        DateOnly from, DateOnly to, FunnelBy by, IntakeDb db, RequestAccess access, Calendars calendars, TimeProvider clock, CancellationToken ct)
    {
        if (to < from || to.DayNumber - from.DayNumber > LongestDays)
        {
            throw new InvalidPageException($"The last day must not come before the first, nor more than {LongestDays} days after it.");
        }

        var rules = await AccessRulesQueries.Read(db, ct);
        var today = clock.Today();
        var asked = new FunnelAsked(by, await AccessScope.Read(from, to, today > to ? today : to, rules, db, access, calendars, clock, ct));
        var rows = await db.Database.SqlQueryRaw<FunnelRow>(FunnelSql.Figures, FunnelSql.Parameters(asked)).ToListAsync(ct);
        return FunnelRow.ToGroups(rows, asked);
    }

    /// <summary>The inquiries behind a number; those of records that are for others than the caller count, and are not shown.</summary>
    internal static IQueryable<Inquiry> Rows(IntakeDb db, FunnelAsked asked, string? part, FunnelStep step, FunnelOf which, FunnelLoss? loss) =>
        db.Inquiries.FromSqlRaw(
            FunnelSql.People,
            FunnelSql.Parameters(
                asked,
                new NpgsqlParameter("part", NpgsqlDbType.Text) { Value = (object?)part ?? DBNull.Value },
                new NpgsqlParameter("step", (int)step),
                new NpgsqlParameter("which", which is FunnelOf.Missed ? FunnelOf.Waiting.ToText() : which.ToText()),
                new NpgsqlParameter("reason", NpgsqlDbType.Text) { Value = (object?)loss?.Reason.ToText() ?? DBNull.Value },
                new NpgsqlParameter("missed", NpgsqlDbType.Boolean) { Value = (object?)(which is FunnelOf.Missed ? true : loss?.NoShow) ?? DBNull.Value }))
        .AsNoTracking().Where(i => i.NamedUsers == null || i.NamedUsers.Contains(db.MeKey));
}
