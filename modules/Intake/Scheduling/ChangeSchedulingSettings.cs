using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Changes the rules of the schedule. Reminders and grace times that are set already keep the rules under which they were.</summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.configure")]
internal static class ChangeSchedulingSettings
{
    /// <summary>The rules.</summary>
    /// <param name="Rules">All of them; what is left out is as usual.</param>
    /// <param name="ExpectedVersion">The version that the caller has read; 0 while nothing was ever changed.</param>
    public sealed record Input(ScheduleRules Rules, int? ExpectedVersion = null);

    public static async Task<Outcome<SchedulingSettings>> Handle(Input input, IntakeDb db, TimeProvider clock, CancellationToken ct)
    {
        var settings = await db.SchedulingSettings.FirstOrDefaultAsync(ct);
        if (input.ExpectedVersion is { } expected && expected != (settings?.Version ?? 0))
        {
            return new VersionConflict(expected, settings?.Version ?? 0);
        }

        if (settings is null)
        {
            settings = new SchedulingSettings { Id = Id.New<SchedulingSettingsId>(clock) };
            db.Add(settings);
        }

        settings.Change(input.Rules);
        return settings;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int MostHours = 24 * 60;
        private const int LongestSubject = 80;
        private const int LongestText = 480;

        public Validator()
        {
            RuleFor(i => i.Rules.LateCancelHours).InclusiveBetween(0, MostHours);
            RuleFor(i => i.Rules.GraceMinutes).InclusiveBetween(0, 240);
            RuleFor(i => i.Rules.HoldHours).InclusiveBetween(1, MostHours);
            RuleFor(i => i.Rules.OfferHours).InclusiveBetween(1, MostHours);
            RuleFor(i => i.Rules.AcuityStepDays).InclusiveBetween(0, 3650);
            RuleFor(i => i.Rules.AccessHour).InclusiveBetween(0, 23);
            RuleFor(i => i.Rules.ReminderHours).Must(hours => hours is null || (hours.Count <= 5 && hours.All(h => h is > 0 and <= MostHours)))
                .WithMessage("Give at most five lead times of 1 to 1440 hours.");
            RuleFor(i => i.Rules.ReminderTexts).Must(texts => texts is null || texts.DistinctBy(t => t.Language.ToUpperInvariant()).Count() == texts.Count)
                .WithMessage("Give one reminder for each language.");
            RuleForEach(i => i.Rules.ReminderTexts).ChildRules(text =>
            {
                text.RuleFor(t => t.Language).Matches("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$").WithMessage("Give a BCP 47 tag, such as es or pt-BR.");
                text.RuleFor(t => t.Subject).NotEmpty().MaximumLength(LongestSubject).Must(s => !s.Contains('{', StringComparison.Ordinal))
                    .WithMessage("The subject has no blanks, and up to 80 characters.");
                text.RuleFor(t => t.Text).NotEmpty().MaximumLength(LongestText)
                    .Must(t => t.Contains(ReminderText.When, StringComparison.Ordinal) && !t.Replace(ReminderText.When, "", StringComparison.Ordinal).Contains('{', StringComparison.Ordinal))
                    .WithMessage("Write {when} where the day and time stand; there is no other blank. Up to 480 characters.");
            });
        }
    }
}
