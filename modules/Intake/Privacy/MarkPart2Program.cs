using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Says that an organisation known from imported records is, or is not, a program under 42 CFR Part 2. Everything that comes from it takes
/// the label at once: its visits, and the conditions and observations of these.
/// </summary>
[Mutation, Feature("intake.import"), Requires("intake.configure")]
internal static class MarkPart2Program
{
    /// <summary>Which organisation is which program.</summary>
    /// <param name="Organisation">The organisation.</param>
    /// <param name="Program">The key of the program in the privacy policy; null when the organisation is none.</param>
    public sealed record Input(CareOrganisationId Organisation, string? Program = null);

    /// <summary>The privacy policy has no such program.</summary>
    /// <param name="Program">The key that was given.</param>
    public sealed record UnknownProgram(string Program) : Refusal(
        "intake.unknown_program", $"The privacy policy has no program \"{Program}\". Add it there first.", "input.program");

    public static async Task<Outcome<CareOrganisation>> Handle(Input input, IntakeDb db, TenantPrivacy privacy, CancellationToken ct)
    {
        if (input.Program is { } key && (await privacy.Policy(ct)).Programs.All(p => p.Key != key))
        {
            return new UnknownProgram(key);
        }

        if (await db.CareOrganisations.FirstOrDefaultAsync(o => o.Id == input.Organisation, ct) is not { } organisation)
        {
            return new NotFound("input.organisation");
        }

        await db.Database.ExecuteSqlAsync(
            $"update intake.care_organisations set part2_program = {input.Program} where id = {organisation.Id.Value}", ct);
        await db.Database.ExecuteSqlRawAsync(Part2Labels.Spread, [organisation.Id.Value], ct);
        await db.Entry(organisation).ReloadAsync(ct);
        return organisation;
    }
}
