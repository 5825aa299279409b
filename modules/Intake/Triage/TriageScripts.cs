using System.Text.Json;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Finds scripts: the tenant's own when there is one, else the one that ships with the platform. The same at every site.</summary>
internal static class TriageScripts
{
    /// <summary>Key of the tenant's own script.</summary>
    public const string Own = "own";

    private const string Resource = "CarePlatform.Intake.Triage.standard.json";

    /// <summary>The script that ships with the platform.</summary>
    public static TriageScript Standard { get; } = ReadStandard();

    /// <summary>The script in use.</summary>
    public static async Task<TriageScript> CurrentScript(this IntakeDb db, CancellationToken ct) =>
        await db.TriageScripts.AsNoTracking().Where(s => s.Key == Own).OrderByDescending(s => s.Version)
            .Select(s => s.Definition).FirstOrDefaultAsync(ct) ?? Standard;

    /// <summary>A version of a script, or null.</summary>
    public static async Task<TriageScript?> FindScript(this IntakeDb db, string key, int version, CancellationToken ct) =>
        key == Standard.Key
            ? version == Standard.Version ? Standard : null
            : await db.TriageScripts.AsNoTracking().Where(s => s.Key == key && s.Version == version)
                .Select(s => s.Definition).FirstOrDefaultAsync(ct);

    private static TriageScript ReadStandard()
    {
        using var stream = typeof(TriageScripts).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly holds no resource {Resource}.");
        return JsonSerializer.Deserialize<TriageScript>(stream, IdJson.Options)!;
    }
}
