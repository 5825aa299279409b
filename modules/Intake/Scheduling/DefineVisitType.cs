using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Says what a kind of visit is: its length, how people meet, who may give it. What was booked before keeps its length.</summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.design-schedule")]
internal static class DefineVisitType
{
    /// <summary>The kind of visit.</summary>
    /// <param name="Key">Such as first-visit. A key that is there already is said anew.</param>
    /// <param name="Title">What people call it.</param>
    /// <param name="Minutes">How long it takes.</param>
    /// <param name="BufferMinutes">What is kept free behind it.</param>
    /// <param name="StepMinutes">It begins at whole steps of so many minutes of the clock: a divisor of 60.</param>
    /// <param name="Seats">How many clients take part; more than one makes it a group.</param>
    /// <param name="Modes">How people can meet for it; in person when left out.</param>
    /// <param name="Roles">Keys of the roles that may give it; everybody with hours when left out.</param>
    /// <param name="Audience">For whom it is meant.</param>
    /// <param name="ExpectedVersion">The version that the caller has read; 0 for one that is new.</param>
    public sealed record Input(
        string Key, string Title, int Minutes, int BufferMinutes = 0, int StepMinutes = 15, int Seats = 1,
        IReadOnlyList<AppointmentMode>? Modes = null, IReadOnlyList<string>? Roles = null, VisitAudience Audience = VisitAudience.Anyone,
        int? ExpectedVersion = null);

    public static async Task<Outcome<VisitType>> Handle(Input input, IntakeDb db, People people, TimeProvider clock, CancellationToken ct)
    {
        var held = (await people.Users(ct)).SelectMany(u => u.Roles).ToHashSet(StringComparer.Ordinal);
        if ((input.Roles ?? []).FirstOrDefault(r => !held.Contains(r)) is { } role)
        {
            return new InvalidInput("input.roles", $"Nobody holds the role \"{role}\". Name roles that somebody holds, or none.");
        }

        var type = await db.VisitTypes.FirstOrDefaultAsync(v => v.Key == input.Key, ct);
        if (input.ExpectedVersion is { } expected && expected != (type?.Version ?? 0))
        {
            return new VersionConflict(expected, type?.Version ?? 0);
        }

        var shape = new VisitShape(
            input.Minutes, input.BufferMinutes, input.StepMinutes, input.Seats,
            [.. (input.Modes ?? [AppointmentMode.InPerson]).Distinct()], [.. (input.Roles ?? []).Distinct()], input.Audience);
        if (type is null)
        {
            type = VisitType.Define(input.Key, input.Title.Trim(), shape, clock);
            db.Add(type);
        }
        else
        {
            type.Change(input.Title.Trim(), shape);
        }

        return type;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Key).Matches("^[a-z][a-z0-9-]{0,59}$").WithMessage("Use small letters, digits and dashes, a letter first.");
            RuleFor(i => i.Title).NotEmpty().MaximumLength(120);
            RuleFor(i => i.Minutes).InclusiveBetween(1, 720);
            RuleFor(i => i.BufferMinutes).InclusiveBetween(0, 240);
            RuleFor(i => i.StepMinutes).Must(s => s is > 0 and <= 60 && 60 % s == 0).WithMessage("Let an hour have whole steps: 5, 10, 15, 20, 30 or 60.");
            RuleFor(i => i.Seats).InclusiveBetween(1, 500);
            RuleFor(i => i.Modes).NotEmpty().When(i => i.Modes is not null);
        }
    }
}
