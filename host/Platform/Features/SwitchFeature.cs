namespace CarePlatform.Platform;

/// <summary>
/// Switches a feature of the organisation on or off. What it needs goes on with it, what depends on it goes off with it; ask
/// <c>previewFeatures</c> first to see which. It takes effect within seconds and can be switched back at any time; no data is lost.
/// </summary>
[Mutation, Requires("platform.administer")]
internal static class SwitchFeature
{
    /// <param name="Feature">The key of the feature, such as <c>intake</c>.</param>
    /// <param name="On">Whether it shall be on.</param>
    public sealed record Input(string Feature, bool On);

    /// <summary>No feature has this key.</summary>
    /// <param name="Feature">The key that was asked for.</param>
    public sealed record UnknownFeature(string Feature) : Refusal(
        "platform.unknown_feature", $"There is no feature \"{Feature}\". Ask the query features for those there are.", "input.feature");

    public static async Task<Outcome<FeatureChange>> Handle(Input input, FeatureCatalog catalog, FeatureSwitches switches, CancellationToken ct)
    {
        if (!catalog.Knows(input.Feature))
        {
            return new UnknownFeature(input.Feature);
        }

        var now = await switches.Lock(ct);
        var change = FeatureChange.Between(now, FeatureSwitches.Switched(catalog, now, input.Feature, input.On));
        await switches.Write(change, ct);
        return change;
    }
}
