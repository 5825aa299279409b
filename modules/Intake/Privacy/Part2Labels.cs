using CarePlatform.Platform;
using Npgsql;

namespace CarePlatform.Intake;

/// <summary>
/// Labels what comes from programs under 42 CFR Part 2. The label spreads from an organisation to its visits, and from a visit to whatever was
/// found there: a diagnosis made by a program says that the person was its patient.
/// </summary>
internal static class Part2Labels
{
    /// <summary>Labels everything of one organisation anew; {0} is its id.</summary>
    public const string Spread = """
        with visit as (
            update intake.encounters e set source_program = o.part2_program, part2 = o.part2_program is not null
            from intake.care_organisations o where o.id = {0} and e.organisation = o.id
            returning e.id, e.source_program, e.part2),
        condition as (
            update intake.conditions c set source_program = v.source_program, part2 = v.part2 from visit v where c.encounter = v.id)
        update intake.observations b set source_program = v.source_program, part2 = v.part2 from visit v where b.encounter = v.id
        """;

    // Only what was not labelled before: an import brings rows without labels, and changes none that it finds.
    private const string New = """
        with visit as (
            update intake.encounters e set source_program = o.part2_program, part2 = true
            from intake.care_organisations o
            where o.part2_program is not null and e.organisation = o.id and e.source_program is distinct from o.part2_program)
        select 1;
        update intake.conditions c set source_program = e.source_program, part2 = true
        from intake.encounters e where e.part2 and c.encounter = e.id and not c.part2;
        update intake.observations b set source_program = e.source_program, part2 = true
        from intake.encounters e where e.part2 and b.encounter = e.id and not b.part2;
        """;

    /// <summary>The program in whose queue something is done, by the team that holds it; null when that belongs to none.</summary>
    public static string? ProgramOf(PrivacyPolicy policy, TeamId team) => policy.ProgramOf(team);

    /// <summary>Labels what an import has brought, in the session's transaction; nothing where the tenant has no program.</summary>
    public static async Task LabelNew(Session session, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(
            "select exists (select from intake.care_organisations where part2_program is not null)", session.Connection, session.Transaction);
        if ((bool)(await ask.ExecuteScalarAsync(ct))!)
        {
            await using var label = new NpgsqlCommand(New, session.Connection, session.Transaction);
            await label.ExecuteNonQueryAsync(ct);
        }
    }
}
