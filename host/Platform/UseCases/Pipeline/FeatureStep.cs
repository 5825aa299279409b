using Microsoft.FeatureManagement;

namespace CarePlatform.Platform;

/// <summary>Refuses what the tenant has switched off.</summary>
internal sealed class FeatureStep(IVariantFeatureManager features) : IStep
{
    public async Task<IOutcome> Invoke(Call call, Next next) =>
        call.UseCase.Feature is { } feature && !await features.IsEnabledAsync(feature, call.Session.Tenant, call.Cancellation)
            ? throw DeniedException.FeatureOff(feature)
            : await next(call);
}
