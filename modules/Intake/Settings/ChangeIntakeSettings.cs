using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Changes from how many points on two records count as one person, and within how many days people must be seen.</summary>
[Mutation, Feature("intake"), Requires("intake.configure")]
internal static class ChangeIntakeSettings
{
    /// <summary>What changes. What is left out stays as it is.</summary>
    /// <param name="Matching">The whole of the matching settings.</param>
    /// <param name="Limits">The whole of the limits.</param>
    /// <param name="ExpectedVersion">The version that the caller has read; 0 while nothing was ever changed.</param>
    public sealed record Input(MatchSettings? Matching = null, AccessLimits? Limits = null, int? ExpectedVersion = null);

    public static async Task<Outcome<IntakeSettings>> Handle(Input input, IntakeDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Problem(input) is { } problem)
        {
            return problem;
        }

        var settings = await db.Settings.FirstOrDefaultAsync(ct);
        if (input.ExpectedVersion is { } expected && expected != (settings?.Version ?? 0))
        {
            return new VersionConflict(expected, settings?.Version ?? 0);
        }

        if (settings is null)
        {
            settings = new IntakeSettings { Id = Id.New<IntakeSettingsId>(clock) };
            db.Add(settings);
        }

        settings.Change(input.Matching, input.Limits);
        return settings;
    }

    private static InvalidInput? Problem(Input input) => input switch
    {
        { Matching: { } m } when m.PossibleFrom < 1 || m.CertainFrom > 100 || m.PossibleFrom > m.CertainFrom =>
            new("input.matching", "Let possibleFrom and certainFrom lie between 1 and 100, possibleFrom not above certainFrom."),
        { Limits: { } l } when l.EmergentDays < 0 || l.UrgentDays < l.EmergentDays || l.RoutineDays < l.UrgentDays =>
            new("input.limits", "Let no limit be negative, and the limit of a more severe acuity not be longer than that of a milder one."),
        _ => null,
    };
}
