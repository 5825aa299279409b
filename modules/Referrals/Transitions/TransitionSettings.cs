using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What a tenant has laid down on notices; <c>transition-settings.json</c> has what holds by default, with the sources.</summary>
/// <param name="KeepDays">After how many days the content of notices about people who are no clients is taken out.</param>
/// <param name="SilenceFactor">How many times the usual gap between notices makes a partner silent.</param>
/// <param name="SilenceHours">How many hours a partner may always be silent.</param>
/// <param name="MentalHealth">Beginnings of diagnosis codes that tell of mental health.</param>
/// <param name="SubstanceUse">Beginnings of diagnosis codes that tell of substance use.</param>
/// <param name="Overdose">Beginnings of diagnosis codes that tell of an overdose, in whatever position.</param>
/// <param name="WentTo">Where codes of the discharge status say that a person went.</param>
[NotMapped]
internal sealed record TransitionRules(
    int KeepDays, int SilenceFactor, int SilenceHours, IReadOnlyList<string> MentalHealth, IReadOnlyList<string> SubstanceUse,
    IReadOnlyList<string> Overdose, IReadOnlyDictionary<string, WentTo> WentTo)
{
    /// <summary>What holds for a tenant that has laid down nothing else.</summary>
    public static TransitionRules Usual { get; } = UsualRules.Read<TransitionRules>("transition-settings.json");

    /// <summary>Where the code of a discharge status says that a person went; a single digit is read with its zero.</summary>
    public WentTo WentToBy(string? code) =>
        code is null ? Contracts.WentTo.Unknown : WentTo.GetValueOrDefault(code.PadLeft(2, '0'), Contracts.WentTo.Unknown);

    /// <summary>What a stay is about by its diagnoses: the principal one decides, or any overdose; without any, a psychiatric setting does.</summary>
    public TransitionConcern ConcernOf(StayState stay)
    {
        var codes = (stay.Diagnoses ?? []).Where(d => d.System is null || d.System.Contains("icd", StringComparison.OrdinalIgnoreCase)
            || d.System.Equals("I10", StringComparison.OrdinalIgnoreCase)).ToList();
        List<NoticeDiagnosis> first = codes.Where(d => d.Principal).ToList() is { Count: > 0 } principal ? principal : [.. codes.Take(1)];
        return codes.Any(d => Has(Overdose, d)) || first.Any(d => Has(SubstanceUse, d)) ? TransitionConcern.SubstanceUse
            : first.Any(d => Has(MentalHealth, d)) || stay.Setting is CareSetting.Psychiatric or CareSetting.Crisis ? TransitionConcern.MentalHealth
            : stay.Setting is CareSetting.Withdrawal ? TransitionConcern.SubstanceUse
            : codes.Count > 0 ? TransitionConcern.Other : TransitionConcern.Unknown;
    }

    private static bool Has(IReadOnlyList<string> beginnings, NoticeDiagnosis diagnosis)
    {
        var code = diagnosis.Code.Replace(".", "", StringComparison.Ordinal);
        return beginnings.Any(b => code.StartsWith(b, StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>What a tenant wants otherwise than usual with notices.</summary>
internal sealed class TransitionSettings
{
    /// <summary>What holds while the tenant has changed nothing.</summary>
    public static TransitionSettings Usual { get; } = new() { Id = default, Version = 0 };

    public required TransitionSettingsId Id { get; init; }

    public TransitionRules Rules { get; private set; } = TransitionRules.Usual;

    public int Version { get; private set; } = 1;

    public void Change(TransitionRules rules) => Rules = rules;
}

/// <summary>What the session's tenant has laid down on notices.</summary>
internal static class TransitionRuleReading
{
    /// <summary>The rules in force: the tenant's own, or the usual ones.</summary>
    public static async Task<TransitionRules> TransitionRules(this ReferralsDb db, CancellationToken ct) =>
        (await db.TransitionSettings.AsNoTracking().FirstOrDefaultAsync(ct))?.Rules ?? Referrals.TransitionRules.Usual;
}
