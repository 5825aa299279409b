using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Says in which hours of the week a clinician sees people at a site, from a day on. What was said for this site before holds until
/// the day before. No hours at all end them. What is booked stands.
/// </summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.design-schedule")]
internal static class SetClinicHours
{
    /// <summary>The whole week.</summary>
    /// <param name="Clinician">Whose.</param>
    /// <param name="Site">Where.</param>
    /// <param name="Week">All hours of the week; a day that is not named has none.</param>
    /// <param name="StartsOn">The first day on which they hold; today when left out.</param>
    /// <param name="EndsOn">The last day; without end when left out.</param>
    public sealed record Input(
        UserId Clinician, SiteId Site, IReadOnlyList<Hours> Week, DateOnly? StartsOn = null, DateOnly? EndsOn = null);

    /// <summary>Hours of a day of the week.</summary>
    /// <param name="Weekday">On which day.</param>
    /// <param name="Opens">From when on, by the clock of the site.</param>
    /// <param name="Closes">Until when; 00:00 is the end of the day.</param>
    /// <param name="VisitTypes">The only kinds of visit that are given then; all when left out.</param>
    /// <param name="Modes">The only ways in which people are met then; all when left out.</param>
    public sealed record Hours(
        Weekday Weekday, TimeOnly Opens, TimeOnly Closes, IReadOnlyList<VisitTypeId>? VisitTypes = null,
        IReadOnlyList<AppointmentMode>? Modes = null);

    /// <summary>The hours of a clinician's week at a site.</summary>
    /// <param name="Hours">All of them.</param>
    public sealed record ClinicWeek(IReadOnlyList<ClinicHours> Hours);

    public static async Task<Outcome<ClinicWeek>> Handle(
        Input input, IntakeDb db, People people, Calendars calendars, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await people.User(input.Clinician, ct) is null || !actor.Designs(input.Clinician))
        {
            return new NotFound("input.clinician");
        }

        if (!await calendars.Knows(input.Site, ct))
        {
            return new NotFound("input.site");
        }

        var from = input.StartsOn ?? clock.Today();
        var before = await db.ClinicHours
            .Where(h => h.Clinician == input.Clinician && h.Site == input.Site && (h.EndsOn == null || h.EndsOn >= from)).ToListAsync(ct);
        foreach (var hours in before)
        {
            if (hours.StartsOn < from)
            {
                hours.EndsOn = from.AddDays(-1);
            }
            else
            {
                db.Remove(hours);
            }
        }

        List<ClinicHours> week = [.. input.Week.Select(h => new ClinicHours
        {
            Id = Id.New<ClinicHoursId>(clock),
            Clinician = input.Clinician,
            Site = input.Site,
            Weekday = h.Weekday,
            FromMinute = ClinicHours.MinuteOf(h.Opens, isEnd: false),
            ToMinute = ClinicHours.MinuteOf(h.Closes, isEnd: true),
            VisitTypes = h.VisitTypes?.Select(v => v.Value).ToArray(),
            Modes = h.Modes,
            StartsOn = from,
            EndsOn = input.EndsOn,
        })];
        db.AddRange(week);
        return new ClinicWeek(week);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int MostHours = 70;

        public Validator()
        {
            RuleFor(i => i.Week).Must(w => w.Count <= MostHours);
            RuleForEach(i => i.Week).Must(h => ClinicHours.MinuteOf(h.Opens, isEnd: false) < ClinicHours.MinuteOf(h.Closes, isEnd: true))
                .WithMessage("Let the hours close later than they open; 00:00 is the end of the day.");
            RuleFor(i => i.EndsOn).GreaterThanOrEqualTo(i => i.StartsOn).When(i => i.StartsOn is not null && i.EndsOn is not null);
        }
    }
}

/// <summary>The hours of a clinician's week at a site.</summary>
[View<SetClinicHours.ClinicWeek>]
internal static class ClinicWeekView
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ClinicHours> Hours(SetClinicHours.ClinicWeek week) => week.Hours;
}
