using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A service is given no more. Nothing is deleted: referrals to it stay, and it is found no more.</summary>
[Mutation, Feature("referrals"), Requires("referrals.directory")]
internal static class RetireServiceEntry
{
    /// <param name="Service">The service.</param>
    public sealed record Input(ServiceId Service);

    public static async Task<Outcome<ServiceEntry>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Services.FirstOrDefaultAsync(s => s.Id == input.Service, ct) is not { } service)
        {
            return new NotFound("input.service");
        }

        service.Retire(clock.GetUtcNow());
        return service;
    }
}
