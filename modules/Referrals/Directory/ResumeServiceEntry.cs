using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>A service takes referrals again.</summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.capacity")]
internal static class ResumeServiceEntry
{
    /// <param name="Service">The service.</param>
    public sealed record Input(ServiceId Service);

    public static async Task<Outcome<OfferedHere>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindOwnService(input.Service, ct) is not { } service)
        {
            return new NotFound("input.service");
        }

        if (service.PausedAt is null)
        {
            return OfferedHere.Of(service);
        }

        service.Resume();
        return Outcome.Of(OfferedHere.Of(service)).Publishing(new ServiceResumed(service.Id, service.Partner, clock.GetUtcNow()));
    }
}
