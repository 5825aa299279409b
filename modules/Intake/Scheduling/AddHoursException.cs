using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>
/// Says that a clinician's hours differ from the week's on one day: further hours, or hours that fall out. Whole days of leave are
/// absences, and closed days of a site belong to its calendar. What is booked stands.
/// </summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.design-schedule")]
internal static class AddHoursException
{
    /// <summary>What differs.</summary>
    /// <param name="Clinician">Whose hours.</param>
    /// <param name="Site">Where.</param>
    /// <param name="Day">On which day.</param>
    /// <param name="Open">True: sees people besides the hours of the week. False: does not, although the week says so.</param>
    /// <param name="Opens">From when on, by the clock of the site; the beginning of the day when left out.</param>
    /// <param name="Closes">Until when; the end of the day when left out.</param>
    /// <param name="Reason">Why, as a code such as training; never what somebody suffers from.</param>
    public sealed record Input(
        UserId Clinician, SiteId Site, DateOnly Day, bool Open, TimeOnly Opens = default, TimeOnly Closes = default, string Reason = "other");

    public static async Task<Outcome<HoursException>> Handle(
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

        var exception = new HoursException
        {
            Id = Id.New<HoursExceptionId>(clock),
            Clinician = input.Clinician,
            Site = input.Site,
            Day = input.Day,
            FromMinute = ClinicHours.MinuteOf(input.Opens, isEnd: false),
            ToMinute = ClinicHours.MinuteOf(input.Closes, isEnd: true),
            Open = input.Open,
            Reason = input.Reason,
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = actor.User,
        };
        db.Add(exception);
        return exception;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Reason).Matches("^[a-z-]{1,40}$").WithMessage("Give a code of small letters and dashes, such as training.");
            RuleFor(i => i.Closes)
                .Must((i, closes) => ClinicHours.MinuteOf(i.Opens, isEnd: false) < ClinicHours.MinuteOf(closes, isEnd: true))
                .WithMessage("Let the hours close later than they open; 00:00 is the end of the day.");
        }
    }
}
