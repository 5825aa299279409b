namespace CarePlatform.Intake;

/// <summary>Folds the spellings of CSV and FHIR into one, so that the same person reads the same by either path.</summary>
internal static class Vocabulary
{
    private static readonly Dictionary<string, string> States = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Alabama"] = "AL", ["Alaska"] = "AK", ["Arizona"] = "AZ", ["Arkansas"] = "AR", ["California"] = "CA",
        ["Colorado"] = "CO", ["Connecticut"] = "CT", ["Delaware"] = "DE", ["District of Columbia"] = "DC",
        ["Florida"] = "FL", ["Georgia"] = "GA", ["Hawaii"] = "HI", ["Idaho"] = "ID", ["Illinois"] = "IL",
        ["Indiana"] = "IN", ["Iowa"] = "IA", ["Kansas"] = "KS", ["Kentucky"] = "KY", ["Louisiana"] = "LA",
        ["Maine"] = "ME", ["Maryland"] = "MD", ["Massachusetts"] = "MA", ["Michigan"] = "MI", ["Minnesota"] = "MN",
        ["Mississippi"] = "MS", ["Missouri"] = "MO", ["Montana"] = "MT", ["Nebraska"] = "NE", ["Nevada"] = "NV",
        ["New Hampshire"] = "NH", ["New Jersey"] = "NJ", ["New Mexico"] = "NM", ["New York"] = "NY",
        ["North Carolina"] = "NC", ["North Dakota"] = "ND", ["Ohio"] = "OH", ["Oklahoma"] = "OK", ["Oregon"] = "OR",
        ["Pennsylvania"] = "PA", ["Puerto Rico"] = "PR", ["Rhode Island"] = "RI", ["South Carolina"] = "SC",
        ["South Dakota"] = "SD", ["Tennessee"] = "TN", ["Texas"] = "TX", ["Utah"] = "UT", ["Vermont"] = "VT",
        ["Virginia"] = "VA", ["Washington"] = "WA", ["West Virginia"] = "WV", ["Wisconsin"] = "WI", ["Wyoming"] = "WY",
    };

    /// <summary>The postal code of a state; anything unknown stays as it is written.</summary>
    public static string? State(string? written) => written is not null && States.TryGetValue(written, out var code) ? code : written;

    /// <summary>A postal code; Synthea's 00000 means that it has none.</summary>
    public static string? PostalCode(string? written) => written is "00000" ? null : written;

    /// <summary>Sex as recorded: <c>female</c>, <c>male</c>, <c>other</c> or <c>unknown</c>.</summary>
    public static string? Sex(string? written) => written?.ToLowerInvariant() switch
    {
        null => null,
        "f" or "female" => "female",
        "m" or "male" => "male",
        "o" or "other" => "other",
        _ => "unknown",
    };

    /// <summary>The race in the OMB's categories.</summary>
    public static string? Race(string? written) => written?.ToLowerInvariant() switch
    {
        null => null,
        "white" => "white",
        "black" or "black or african american" => "black",
        "asian" => "asian",
        "native" or "american indian or alaska native" => "native",
        "hawaiian" or "native hawaiian or other pacific islander" => "pacific-islander",
        _ => "other",
    };

    /// <summary>The ethnicity in the OMB's categories.</summary>
    public static string? Ethnicity(string? written) => written?.ToLowerInvariant() switch
    {
        null => null,
        "hispanic" or "hispanic or latino" => "hispanic",
        "nonhispanic" or "not hispanic or latino" => "not-hispanic",
        _ => "unknown",
    };

    /// <summary>Marital status from the letters that both CSV and FHIR use.</summary>
    public static string? MaritalStatus(string? letter) => letter?.ToUpperInvariant() switch
    {
        "M" => "married",
        "S" => "single",
        "D" => "divorced",
        "W" => "widowed",
        "L" => "separated",
        "T" => "domestic-partner",
        _ => null,
    };

    /// <summary>
    /// An encounter class of FHIR in Synthea's words, and whether that is exact: FHIR writes AMB for wellness, outpatient and
    /// urgent care too, and IMP for skilled nursing.
    /// </summary>
    public static (string Class, bool IsExact) EncounterClass(string? code) => code?.ToUpperInvariant() switch
    {
        "EMER" => ("emergency", true),
        "HH" => ("home", true),
        "VR" => ("virtual", true),
        "IMP" or "ACUTE" or "NONAC" => ("inpatient", false),
        "AMB" => ("ambulatory", false),
        "OBSENC" => ("observation", true),
        "SS" => ("short-stay", true),
        "PRENC" => ("pre-admission", true),
        "FLD" => ("field", true),
        _ => ("unknown", false),
    };

    /// <summary>Whether the payer is Synthea's word for having none.</summary>
    public static bool IsNoInsurance(string payer) =>
        payer.Equals("NO_INSURANCE", StringComparison.OrdinalIgnoreCase) || payer.Equals("NO INSURANCE", StringComparison.OrdinalIgnoreCase);
}
