using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Changes what the public page says, when a person counts as not reached and what typing a field costs.</summary>
[Mutation, Feature("intake"), Requires("intake.configure")]
internal static class ChangeDoorSettings
{
    /// <summary>What changes. What is left out stays as it is.</summary>
    /// <param name="NoContact">The whole of the no-contact rule.</param>
    /// <param name="Page">The whole of what the public page says.</param>
    /// <param name="SecondsPerField">How long it takes to type one field.</param>
    /// <param name="FollowUpHours">How long after an immediate action the person is looked after again.</param>
    /// <param name="ExpectedVersion">The version that the caller has read; 0 while nothing was ever changed.</param>
    public sealed record Input(
        NoContactRule? NoContact = null, PublicPage? Page = null, int? SecondsPerField = null, int? FollowUpHours = null, int? ExpectedVersion = null);

    public static async Task<Outcome<DoorSettings>> Handle(Input input, IntakeDb db, TimeProvider clock, CancellationToken ct)
    {
        var settings = await db.DoorSettings.FirstOrDefaultAsync(ct);
        if (input.ExpectedVersion is { } expected && expected != (settings?.Version ?? 0))
        {
            return new VersionConflict(expected, settings?.Version ?? 0);
        }

        if (settings is null)
        {
            settings = new DoorSettings { Id = Id.New<DoorSettingsId>(clock) };
            db.Add(settings);
        }

        settings.Change(input.NoContact, input.Page, input.SecondsPerField, input.FollowUpHours);
        return settings;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int MostAttempts = 50;
        private const int LongestDays = 365;
        private const int LongestSeconds = 600;

        public Validator()
        {
            RuleFor(i => i.NoContact!).ChildRules(rule =>
            {
                rule.RuleFor(r => r.Attempts).InclusiveBetween(1, MostAttempts);
                rule.RuleFor(r => r.Channels).InclusiveBetween(1, Enum.GetValues<ContactChannel>().Length);
                rule.RuleFor(r => r.Days).GreaterThanOrEqualTo(1).LessThanOrEqualTo(r => Math.Min(r.Attempts, r.WithinDays))
                    .WithMessage("Let there be no more days than attempts, and no more than the days that count.");
                rule.RuleFor(r => r.WithinDays).InclusiveBetween(1, LongestDays);
            }).When(i => i.NoContact is not null);
            RuleFor(i => i.Page!.CallBackDays).InclusiveBetween(0, 10).When(i => i.Page is not null);
            RuleFor(i => i.Page!.ShownDays).InclusiveBetween(1, LongestDays).When(i => i.Page is not null);
            RuleFor(i => i.Page!.Phone).MaximumLength(40).When(i => i.Page is not null);
            RuleFor(i => i.SecondsPerField).InclusiveBetween(1, LongestSeconds);
            RuleFor(i => i.FollowUpHours).InclusiveBetween(1, 240);
        }
    }
}
