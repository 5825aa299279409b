using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Judges whether a declared emergency was one. Nobody judges their own.</summary>
[Mutation, Feature("intake.consent"), Requires("intake.review-access")]
internal static class ReviewEmergencyAccess
{
    /// <summary>What the review found.</summary>
    /// <param name="Access">The declared emergency.</param>
    /// <param name="Justified">Whether it was one.</param>
    /// <param name="Findings">What was looked at and found.</param>
    public sealed record Input(EmergencyAccessId Access, bool Justified, string Findings);

    /// <summary>The caller declared it.</summary>
    public sealed record OwnEmergency() : Refusal(
        "intake.own_emergency", "You declared this emergency yourself. Somebody else must review it.", "input.access");

    /// <summary>It has been reviewed.</summary>
    public sealed record ReviewedAlready() : Refusal("intake.reviewed_already", "This has been reviewed; its findings stand.", "input.access");

    public static async Task<Outcome<EmergencyAccess>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var clients = db.ClientsFor("intake.review-access");
        if (actor.User is not { } me
            || await db.EmergencyAccesses.FirstOrDefaultAsync(a => a.Id == input.Access && clients.Any(c => c.Id == a.Client), ct) is not { } access)
        {
            return new NotFound("input.access");
        }

        if (access.User == me)
        {
            return new OwnEmergency();
        }

        if (access.ReviewedAt is not null)
        {
            return new ReviewedAlready();
        }

        access.Review(input.Justified, input.Findings, me, clock.GetUtcNow());
        return Outcome.Of(access).Publishing(new GlassBreakReviewed(access.Client, access.Id, input.Justified));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int TextLength = 2000;

        public Validator() => RuleFor(i => i.Findings).NotEmpty().MaximumLength(TextLength);
    }
}
