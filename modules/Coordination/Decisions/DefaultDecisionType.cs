using System.Text.Json;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>A type of decision that ships with the platform.</summary>
/// <param name="Number">Grows with each change of it.</param>
internal sealed record DefaultDecisionType(int Number, string Key, string Title, DecisionRule Rule)
{
    /// <summary>All that ship.</summary>
    public static IReadOnlyList<DefaultDecisionType> All { get; } = Read();

    private static List<DefaultDecisionType> Read()
    {
        var assembly = typeof(DefaultDecisionType).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(n => n.EndsWith(".Decisions.Defaults.decision-types.json", StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize<List<DefaultDecisionType>>(stream, IdJson.Options)!;
    }
}
