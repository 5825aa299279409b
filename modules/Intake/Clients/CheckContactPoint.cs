using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Says that a telephone number or mail address reached the client today, or that it does not reach the client.</summary>
[Mutation, Feature("intake"), Requires("intake.register")]
internal static class CheckContactPoint
{
    /// <summary>What came of trying it.</summary>
    /// <param name="ContactPoint">What was tried.</param>
    /// <param name="Reached">True: the client was reached by it today. False: it is wrong.</param>
    public sealed record Input(ContactPointId ContactPoint, bool Reached);

    public static async Task<Outcome<ContactPoint>> Handle(Input input, IntakeDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.ContactPoints.FirstOrDefaultAsync(p => p.Id == input.ContactPoint, ct) is not { } point
            || await db.FindClient(point.Client, "intake.register", ct) is null)
        {
            return new NotFound("input.contactPoint");
        }

        if (input.Reached)
        {
            point.Verify(clock.Today());
        }
        else
        {
            point.MarkWrong();
        }

        return point;
    }
}
