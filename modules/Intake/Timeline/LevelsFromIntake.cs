using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// What the front door knows of levels of care: stays in hospital and in an emergency department that other systems told of, and the
/// acuity of an inquiry from its triage until it is resolved.
/// </summary>
internal sealed class LevelsFromIntake(IntakeDb db, Calendars calendars) : ILevelOfCareSource
{
    private const string Source = "intake";

    private static readonly Dictionary<string, string> Classes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["inpatient"] = "inpatient",
        ["IMP"] = "inpatient",
        ["ACUTE"] = "inpatient",
        ["NONAC"] = "inpatient",
        ["emergency"] = "emergency",
        ["EMER"] = "emergency",
        ["snf"] = "nursing-facility",
        ["hospice"] = "hospice",
    };

    private static readonly string[] Stays = [.. Classes.Keys, .. Classes.Keys.Select(c => c.ToUpperInvariant())];

    public async Task<IReadOnlyList<LevelOfCareSpan>> Read(IReadOnlyCollection<ClientId> clients, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var calendar = await calendars.Of(site: null, ct);
        var (start, end) = (calendar.At(from, TimeOnly.MinValue), calendar.At(to.AddDays(1), TimeOnly.MinValue));
        var stays = await db.Encounters.AsNoTracking()
            .Where(e => clients.Contains(e.Client) && !e.Part2 && Stays.Contains(e.Class) && e.StartsAt < end && (e.EndsAt ?? e.StartsAt) >= start)
            .Select(e => new { e.Client, e.Class, e.LocalDate, e.EndsAt }).ToListAsync(ct);
        var inquiries = await db.Told(db.Inquiries).AsNoTracking()
            .Where(i => clients.Contains(i.Client) && i.OutsideAcuity != null && i.OutsideTriagedAt < end && (i.ResolvedAt == null || i.ResolvedAt >= start))
            .Select(i => new { i.Client, i.OutsideAcuity, i.OutsideTriagedAt, i.ResolvedAt }).ToListAsync(ct);
        return
        [
            .. stays.Select(s => new LevelOfCareSpan(
                s.Client, Classes[s.Class], s.LocalDate, s.EndsAt is { } ends && calendar.DayOf(ends) > s.LocalDate ? calendar.DayOf(ends) : s.LocalDate, Source)),
            .. inquiries.Select(i => new LevelOfCareSpan(
                i.Client, i.OutsideAcuity!.Value.ToText(), calendar.DayOf(i.OutsideTriagedAt!.Value), i.ResolvedAt is { } ended ? calendar.DayOf(ended) : null, Source)),
        ];
    }
}
