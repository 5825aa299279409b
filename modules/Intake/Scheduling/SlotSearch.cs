using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>What is looked for.</summary>
/// <param name="Since">Beginning at this instant or later.</param>
/// <param name="Before">Beginning before this instant.</param>
/// <param name="Sites">At one of these sites; at any when null.</param>
/// <param name="Clinicians">With one of these; with anybody when null.</param>
/// <param name="Mode">In this way; in any when null.</param>
/// <param name="Language">With somebody who speaks it.</param>
internal sealed record SlotsWanted(
    VisitType Type, DateTimeOffset Since, DateTimeOffset Before, IReadOnlyList<SiteId>? Sites = null,
    IReadOnlyList<UserId>? Clinicians = null, AppointmentMode? Mode = null, string? Language = null);

/// <summary>
/// Finds free times. The earlier days are looked at first and the later ones only if the page is not full by then, so that the first
/// free time costs the same however far ahead somebody looks.
/// </summary>
internal sealed class SlotSearch(IntakeDb db, People people, Calendars calendars, Absences absences)
{
    /// <summary>So far ahead may be looked.</summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    // About as many days as fill a page at a clinic with some time left, and then the rest.
    private static readonly TimeSpan[] Strides = [TimeSpan.FromDays(4), TimeSpan.FromDays(24), Farthest];

    /// <summary>The first so many free times, in order, after a place.</summary>
    public async Task<IReadOnlyList<Slot>> First(SlotsWanted wanted, int count, SlotPlace? after, CancellationToken ct)
    {
        var clinicians = await Clinicians(wanted, ct);
        var since = after is not null && after.StartsAt > wanted.Since ? after.StartsAt : wanted.Since;
        var found = new List<Slot>();
        foreach (var stride in Strides.TakeWhile(_ => clinicians.Count > 0))
        {
            var before = wanted.Before - since > stride ? since + stride : wanted.Before;
            var rows = await Read(wanted with { Since = since, Before = before }, clinicians, count - found.Count, after, ct);
            found.AddRange(rows.Select(r => r.Of(wanted.Type)));
            since = before;
            if (found.Count >= count || since >= wanted.Before)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>Of each clinician and site the free time of this rank: the first, the third.</summary>
    public async Task<IReadOnlyList<Slot>> Nth(SlotsWanted wanted, int rank, CancellationToken ct)
    {
        var clinicians = await Clinicians(wanted, ct);
        if (clinicians.Count == 0)
        {
            return [];
        }

        var (days, mode) = (await OpenDays.Read(calendars, absences, await Sites(wanted, ct), wanted.Since, wanted.Before, ct), wanted.Mode?.ToText());
        var type = wanted.Type;
        var rows = await db.Database.SqlQuery<SlotRow>($"""
            select clinician, site, starts_at as "StartsAt", {type.Seats} as seats
            from (
                select f.*, row_number() over (partition by clinician, site order by starts_at) as place
                from intake.free_times(
                    {days.Sites}, {days.Days}, {days.Zones}, {Ids(clinicians)}, {days.Away}, {days.AwayFrom}, {days.AwayUntil},
                    {type.Id.Value}, {mode}, {wanted.Since}, {wanted.Before}, {type.Minutes}, {type.BufferMinutes}, {type.StepMinutes}) f) ranked
            where place = {rank}
            order by starts_at, clinician, site
            """).ToListAsync(ct);
        return [.. rows.Select(r => r.Of(type))];
    }

    /// <summary>Whether the clinician sees people at the site during all of this time, and whether any hours of theirs are known.</summary>
    public async Task<(bool Known, bool Within)> Hours(
        UserId clinician, SiteId? site, VisitTypeId? type, AppointmentMode mode, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var all = await db.ClinicHours.AsNoTracking().Where(h => h.Clinician == clinician).Select(h => h.Site).Distinct().ToListAsync(ct);
        if (all.Count == 0)
        {
            return (false, false);
        }

        IReadOnlyList<SiteId> sites = site is { } one ? [one] : all;
        var (days, byMode) = (await OpenDays.Read(calendars, absences, sites, from, to, ct), mode.ToText());
        var within = await db.Database.SqlQuery<bool>($"""
            select coalesce(bool_or(hours @> tstzrange({from}, {to})), false) as "Value"
            from intake.hours_worked(
                {days.Sites}, {days.Days}, {days.Zones}, {Ids([clinician])}, {days.Away}, {days.AwayFrom}, {days.AwayUntil}, {type?.Value}, {byMode})
            """).SingleAsync(ct);
        return (true, within);
    }

    /// <summary>Who is asked for: active, with a role that may give the visit, and the language.</summary>
    public async Task<IReadOnlyList<UserId>> Clinicians(SlotsWanted wanted, CancellationToken ct)
    {
        var able = (await people.Users(ct)).Where(u => u.Active && wanted.Type.MayBeGivenBy(u.Roles)).Select(u => u.Id)
            .Where(u => wanted.Clinicians?.Contains(u) ?? true);
        if (wanted.Language is not { } language)
        {
            return [.. able];
        }

        var panels = await db.ClinicianPanels.AsNoTracking().ToListAsync(ct);
        var speakers = panels.Where(p => p.Speaks(language)).Select(p => p.Clinician).ToHashSet();
        return [.. able.Where(speakers.Contains)];
    }

    private async Task<IReadOnlyList<SiteId>> Sites(SlotsWanted wanted, CancellationToken ct) =>
        wanted.Sites ?? await db.ClinicHours.AsNoTracking().Select(h => h.Site).Distinct().ToListAsync(ct);

    private async Task<List<SlotRow>> Read(
        SlotsWanted wanted, IReadOnlyList<UserId> clinicians, int count, SlotPlace? after, CancellationToken ct)
    {
        var days = await OpenDays.Read(calendars, absences, await Sites(wanted, ct), wanted.Since, wanted.Before, ct);
        var (type, mode, ids) = (wanted.Type, wanted.Mode?.ToText(), Ids(clinicians));
        var (afterStart, afterClinician, afterSite) = (after?.StartsAt, after?.Clinician.Value, after?.Site.Value);
        // Besides times that are free altogether, groups that have begun to fill have seats left.
        return await db.Database.SqlQuery<SlotRow>($"""
            select clinician, site, starts_at as "StartsAt", seats
            from (
                select f.clinician, f.site, f.starts_at, {type.Seats} as seats
                from intake.free_times(
                    {days.Sites}, {days.Days}, {days.Zones}, {ids}, {days.Away}, {days.AwayFrom}, {days.AwayUntil},
                    {type.Id.Value}, {mode}, {wanted.Since}, {wanted.Before}, {type.Minutes}, {type.BufferMinutes}, {type.StepMinutes}) f
                union all
                select a.clinician, a.site, a.starts_at, (min(a.seats) - count(*))::int
                from intake.appointments a
                where {type.Seats} > 1 and a.visit_type = {type.Id.Value} and a.clinician = any ({ids}) and a.site = any ({days.Sites})
                  and a.state in ('held', 'booked', 'checked-in') and a.starts_at >= {wanted.Since} and a.starts_at < {wanted.Before}
                  and ({mode}::text is null or a.mode = {mode})
                group by a.clinician, a.site, a.starts_at having count(*) < min(a.seats)) found
            where {afterStart}::timestamptz is null
               or (starts_at, clinician, site) > ({afterStart}::timestamptz, {afterClinician}::uuid, {afterSite}::uuid)
            order by starts_at, clinician, site limit {count}
            """).ToListAsync(ct);
    }

    private static Guid[] Ids(IEnumerable<UserId> people) => [.. people.Select(p => p.Value)];
}
