using CarePlatform.Platform;

namespace CarePlatform.Intake;

[Query, Feature("intake"), Requires("intake.triage")]
internal static class TriageQueries
{
    /// <summary>A triage script, for a program to show: the one in use, or a certain version.</summary>
    /// <param name="key">Which script; with the version.</param>
    /// <param name="version">Which version; with the key.</param>
    public static async Task<TriageScript?> TriageScript(string? key, int? version, IntakeDb db, CancellationToken ct) =>
        key is { } named && version is { } number ? await db.FindScript(named, number, ct) : await db.CurrentScript(ct);
}
