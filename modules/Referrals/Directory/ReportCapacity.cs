using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>
/// Says how many people a service can take now. A partner does so for its own services; whoever of the organisation does so writes down what the
/// partner said. Its age is shown wherever it is used.
/// </summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.capacity"), ByLink(nameof(Input.Service), "How many people can you take now?")]
internal static class ReportCapacity
{
    /// <param name="Service">The service.</param>
    /// <param name="Openings">How many people it can take; 0 when it is full.</param>
    public sealed record Input(ServiceId Service, int Openings);

    public static async Task<Outcome<OfferedHere>> Handle(Input input, ReferralsDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindOwnService(input.Service, ct) is not { } service)
        {
            return new NotFound("input.service");
        }

        var byPartner = actor.Organisation is not null;
        service.Report(input.Openings, byPartner, clock.GetUtcNow());
        return Outcome.Of(OfferedHere.Of(service))
            .Publishing(new CapacityReported(service.Id, service.Partner, input.Openings, byPartner, clock.GetUtcNow()));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int Most = 100_000;

        public Validator() => RuleFor(i => i.Openings).InclusiveBetween(0, Most);
    }
}
