using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>On that day the hours of the week hold again.</summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.design-schedule")]
internal static class RemoveHoursException
{
    /// <summary>Which one.</summary>
    /// <param name="HoursException">What differed from the week.</param>
    public sealed record Input(HoursExceptionId HoursException);

    public static async Task<Outcome<HoursException>> Handle(Input input, IntakeDb db, Actor actor, CancellationToken ct)
    {
        if (await db.HoursExceptions.FirstOrDefaultAsync(x => x.Id == input.HoursException, ct) is not { } exception
            || !actor.Designs(exception.Clinician))
        {
            return new NotFound("input.hoursException");
        }

        db.Remove(exception);
        return exception;
    }
}
