using System.Text.Json;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Finds forms: the tenant's own version when it has published one, else the one that ships with the platform.</summary>
internal static class FormShelf
{
    private const string Folder = "CarePlatform.Intake.Forms.Shipped.";

    /// <summary>The forms that ship with the platform, by key.</summary>
    public static IReadOnlyDictionary<string, FormDefinition> Shipped { get; } = typeof(FormShelf).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Select(Read).ToDictionary(f => f.Key, StringComparer.Ordinal);

    /// <summary>A form in the version in use, or in a certain one; null when there is none.</summary>
    public static async Task<FormDefinition?> FindForm(this IntakeDb db, string key, int? version, CancellationToken ct)
    {
        var own = await db.PublishedForms.AsNoTracking().Where(f => f.Key == key && (version == null || f.Version == version))
            .OrderByDescending(f => f.Version).Select(f => f.Definition).FirstOrDefaultAsync(ct);
        return own ?? (version is null || version == Shipped.GetValueOrDefault(key)?.Version ? Shipped.GetValueOrDefault(key) : null);
    }

    private static FormDefinition Read(string resource)
    {
        using var stream = typeof(FormShelf).Assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize<FormDefinition>(stream, IdJson.Options)!;
    }
}
