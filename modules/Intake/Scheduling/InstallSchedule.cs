using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>What a recipe says of Intake.</summary>
/// <param name="VisitTypes">The kinds of visit to begin with.</param>
/// <param name="Hours">In which hours whoever holds a role sees people to begin with.</param>
internal sealed record IntakeRecipe(IReadOnlyList<VisitTypeRecipe>? VisitTypes = null, IReadOnlyList<HoursRecipe>? Hours = null);

/// <summary>A kind of visit of a recipe.</summary>
internal sealed record VisitTypeRecipe(
    string Key, string Title, int Minutes, IReadOnlyList<AppointmentMode> Modes, IReadOnlyList<string> Roles, int BufferMinutes = 0,
    int StepMinutes = 15, int Seats = 1, VisitAudience Audience = VisitAudience.Anyone);

/// <summary>Hours of a recipe: for everybody with the role, on these weekdays, at the first site by name.</summary>
internal sealed record HoursRecipe(string Role, IReadOnlyList<Weekday> Weekdays, TimeOnly Opens, TimeOnly Closes);

/// <summary>
/// Gives a tenant the visit types of its recipe and its clinicians their first hours, and sets the daily measuring of access. What is
/// there stays as it is; a clinician who has hours keeps them.
/// </summary>
internal sealed class InstallSchedule(IntakeDb db, People people, Calendars calendars, Timers timers, TenantClock clock) : ITenantDefaults
{
    public async Task Install(Tenant tenant, Recipe recipe, CancellationToken ct)
    {
        if (!recipe.Features.Contains("intake.scheduling"))
        {
            return;
        }

        var part = recipe.For<IntakeRecipe>("intake");
        var there = (await db.VisitTypes.Select(v => v.Key).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        db.AddRange((part?.VisitTypes ?? []).Where(v => !there.Contains(v.Key)).Select(v => VisitType.Define(
            v.Key, v.Title, new VisitShape(v.Minutes, v.BufferMinutes, v.StepMinutes, v.Seats, v.Modes, v.Roles, v.Audience), clock)));
        // Only with the first visit types, which are never removed: later, whoever has no hours was left without them on purpose.
        if (there.Count == 0 && part?.Hours is { Count: > 0 } hours && await calendars.FirstSite(ct) is { } site)
        {
            await GiveHours(hours, site, ct);
        }

        if (!await db.AccessTimes.AnyAsync(ct))
        {
            await timers.SetUnlessSet(new AccessDue(tenant.Id), WhenAccessIsMeasured.Key, await NextMeasuring(ct), ct);
        }
    }

    private async Task GiveHours(IReadOnlyList<HoursRecipe> hours, SiteId site, CancellationToken ct)
    {
        var have = (await db.ClinicHours.Select(h => h.Clinician).Distinct().ToListAsync(ct)).ToHashSet();
        var today = clock.Today();
        foreach (var user in (await people.Users(ct)).Where(u => u.Active && !have.Contains(u.Id)))
        {
            db.AddRange(hours.Where(h => user.Roles.Contains(h.Role)).SelectMany(h => h.Weekdays.Select(weekday => new ClinicHours
            {
                Id = Id.New<ClinicHoursId>(clock),
                Clinician = user.Id,
                Site = site,
                Weekday = weekday,
                FromMinute = ClinicHours.MinuteOf(h.Opens, isEnd: false),
                ToMinute = ClinicHours.MinuteOf(h.Closes, isEnd: true),
                StartsOn = today,
            })));
        }
    }

    private async Task<DateTimeOffset> NextMeasuring(CancellationToken ct)
    {
        var (calendar, hour) = (await calendars.Of(site: null, ct), new TimeOnly((await db.Rules(ct)).AccessHour, 0));
        var today = calendar.At(clock.Today(), hour);
        return today > clock.GetUtcNow() ? today : calendar.At(clock.Today().AddDays(1), hour);
    }
}
