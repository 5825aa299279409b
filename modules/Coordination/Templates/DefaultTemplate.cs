using System.Text.Json;

namespace CarePlatform.Coordination;

/// <summary>A definition that ships with the platform, as a file of <c>Templates/Defaults</c>.</summary>
/// <param name="Number">Grows with each change of the file.</param>
/// <param name="CareModels">The care models that it is for; null for all that have no file of their own for the same key.</param>
/// <param name="Source">Which standards its clocks come from, and which of them no rule confirms; for whoever weighs whether to keep them.</param>
internal sealed record DefaultTemplate(int Number, IReadOnlyList<string>? CareModels, WorkflowDefinition Definition, string? Source = null)
{
    private const string Folder = ".Templates.Defaults.";

    /// <summary>All that ship.</summary>
    public static IReadOnlyList<DefaultTemplate> All { get; } =
    [
        .. typeof(DefaultTemplate).Assembly.GetManifestResourceNames()
            .Where(n => n.Contains(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read),
    ];

    /// <summary>Those for a care model, one for each key.</summary>
    public static IEnumerable<DefaultTemplate> For(string careModel) => All
        .Where(t => t.CareModels?.Contains(careModel) ?? true)
        .GroupBy(t => t.Definition.Key)
        .Select(g => g.OrderBy(t => t.CareModels is null).First());

    private static DefaultTemplate Read(string resource)
    {
        using var stream = typeof(DefaultTemplate).Assembly.GetManifestResourceStream(resource)!;
        var template = JsonSerializer.Deserialize<DefaultTemplate>(stream, DefinitionJson.Options)!;
        return DefinitionReview.Of(template.Definition, EventCatalogue.Contracts) is [var finding, ..]
            ? throw new InvalidOperationException($"{resource}, {finding.Path}: {finding.Problem}")
            : template;
    }
}
