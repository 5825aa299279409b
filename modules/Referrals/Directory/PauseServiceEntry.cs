using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>A service takes no referrals for the time being. Open ones stay; new ones are refused with the reason.</summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.capacity")]
internal static class PauseServiceEntry
{
    /// <param name="Service">The service.</param>
    /// <param name="Reason">Why, for those who would refer.</param>
    /// <param name="Until">The last day of the pause; until it is resumed when none is named.</param>
    public sealed record Input(ServiceId Service, string Reason, DateOnly? Until = null);

    public static async Task<Outcome<OfferedHere>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindOwnService(input.Service, ct) is not { } service)
        {
            return new NotFound("input.service");
        }

        if (input.Until < clock.Today())
        {
            return new InvalidInput("input.until", "The last day of the pause has passed.");
        }

        service.Pause(input.Reason.Trim(), input.Until, clock.GetUtcNow());
        return Outcome.Of(OfferedHere.Of(service))
            .Publishing(new ServicePaused(service.Id, service.Partner, input.Until, clock.GetUtcNow()));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int ReasonLength = 500;

        public Validator() => RuleFor(i => i.Reason).NotEmpty().MaximumLength(ReasonLength);
    }
}
