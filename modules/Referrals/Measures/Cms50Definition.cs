using System.ComponentModel.DataAnnotations.Schema;

namespace CarePlatform.Referrals;

/// <summary>Codes that mean the same for the measure, by their system.</summary>
[NotMapped]
internal sealed record CodeSet(
    string Name, string? Oid = null, IReadOnlyList<string>? Cpt = null, IReadOnlyList<string>? Snomed = null, IReadOnlyList<string>? Loinc = null)
{
    public bool Has(MeasuredCode code) => (code.System switch
    {
        CodeSystems.Cpt => Cpt,
        CodeSystems.Snomed => Snomed,
        CodeSystems.Loinc => Loinc,
        _ => null,
    })?.Contains(code.Code) is true;
}

/// <summary>Names of code systems.</summary>
internal static class CodeSystems
{
    public const string Cpt = "http://www.ama-assn.org/go/cpt";
    public const string Snomed = "http://snomed.info/sct";
    public const string Loinc = "http://loinc.org";
}

/// <summary>SNOMED codes of the platform's own facts.</summary>
/// <param name="Visits">By how the visit was held; every kind has one.</param>
[NotMapped]
internal sealed record OwnCodes(IReadOnlyDictionary<VisitKind, string> Visits, string Referral, string Report);

/// <summary>What a version of CMS50 lays down: <c>cms50.json</c>, with its source.</summary>
/// <param name="SpecVersion">The version, stored with each result.</param>
/// <param name="LastReferralMonth">The month of the last day on which a referral counts.</param>
/// <param name="LastReferralDay">That day of the month.</param>
/// <param name="Encounters">What a visit must be coded as.</param>
/// <param name="Interventions">What a procedure must be coded as that counts like a visit.</param>
/// <param name="Referral">What a referral must be coded as.</param>
/// <param name="Report">What a report must be coded as.</param>
/// <param name="Own">As what the platform's own facts count.</param>
[NotMapped]
internal sealed record Cms50Definition(
    string SpecVersion, int LastReferralMonth, int LastReferralDay, IReadOnlyList<CodeSet> Encounters, IReadOnlyList<CodeSet> Interventions,
    CodeSet Referral, CodeSet Report, OwnCodes Own)
{
    /// <summary>The kinds of our visits whose code is that of a visit of the measure.</summary>
    public IReadOnlyList<VisitKind> CountedVisits =>
        [.. Own.Visits.Where(v => Encounters.Any(s => s.Has(new MeasuredCode(CodeSystems.Snomed, v.Value)))).Select(v => v.Key)];

    public static Cms50Definition Current { get; } = UsualRules.Read<Cms50Definition>("cms50.json");
}
