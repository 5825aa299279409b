using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// The no-contact protocol: nobody is given up before enough was tried. Tells what is still missing before an inquiry may be closed
/// because the person was not reached.
/// </summary>
internal static class NoContact
{
    /// <summary>What is missing, each in words; empty when the inquiry may be closed.</summary>
    /// <param name="attempts">All tries for the inquiry.</param>
    /// <param name="points">All telephone numbers and mail addresses of the person.</param>
    /// <param name="handedOff">Whether outreach was asked.</param>
    /// <param name="day">The organisation's day of an instant.</param>
    public static IReadOnlyList<string> Missing(
        NoContactRule rule, IReadOnlyCollection<ContactAttempt> attempts, IReadOnlyCollection<ContactPoint> points, bool handedOff,
        Func<DateTimeOffset, DateOnly> day, DateTimeOffset now)
    {
        var missing = new List<string>();
        if (attempts.Where(a => a.Result is ContactResult.Reached).MaxBy(a => a.AttemptedAt) is { } reached)
        {
            missing.Add($"The person was reached on {day(reached.AttemptedAt):yyyy-MM-dd}: choose another end.");
        }

        var from = day(now).AddDays(-rule.WithinDays);
        var counted = attempts.Where(a => day(a.AttemptedAt) >= from).ToList();
        Lacks(counted.Count, rule.Attempts, "attempt", $" within {rule.WithinDays} days");
        Lacks(counted.Select(a => a.Channel).Distinct().Count(), rule.Channels, "channel", "");
        Lacks(counted.Select(a => day(a.AttemptedAt)).Distinct().Count(), rule.Days, "day", " with an attempt");
        var tried = attempts.Select(a => a.ContactPoint).OfType<ContactPointId>().ToHashSet();
        var untried = points.Count(p => !p.Wrong && !tried.Contains(p.Id));
        if (rule.EveryContactPoint && untried > 0)
        {
            missing.Add($"{untried} known {(untried == 1 ? "number or address was" : "numbers or addresses were")} never tried: try each, or mark it as wrong.");
        }

        if (rule.Handoff && !handedOff)
        {
            missing.Add("Outreach was not asked to find the person: hand the inquiry to outreach.");
        }

        return missing;

        void Lacks(int there, int needed, string what, string where)
        {
            if (there < needed)
            {
                missing.Add($"{needed - there} more {what}{(needed - there == 1 ? "" : "s")}{where}: there {(there == 1 ? "is" : "are")} {there} of {needed}.");
            }
        }
    }

    /// <summary>What is missing for this inquiry, by the tenant's rule and calendar.</summary>
    public static async Task<IReadOnlyList<string>> MissingFor(this IntakeDb db, Inquiry inquiry, Calendars calendars, TimeProvider clock, CancellationToken ct)
    {
        var rule = (await db.CurrentDoorSettings(ct)).NoContact;
        var attempts = await db.ContactAttempts.AsNoTracking().Where(a => a.Inquiry == inquiry.Id).ToListAsync(ct);
        var points = await db.ContactPoints.AsNoTracking().Where(p => p.Client == inquiry.Client).ToListAsync(ct);
        var handedOff = await db.OutreachHandoffs.AnyAsync(h => h.Inquiry == inquiry.Id, ct);
        var calendar = await calendars.Of(inquiry.Site, ct);
        return Missing(rule, attempts, points, handedOff, calendar.DayOf, clock.GetUtcNow());
    }
}
