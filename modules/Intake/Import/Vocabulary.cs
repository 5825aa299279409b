namespace CarePlatform.Intake;

/// <summary>Folds the spellings of CSV and FHIR into one, so that the same person reads the same by either path.</summary>
internal static class Vocabulary
{
    private static readonly string[] OtherPublic = ["tricare", "veterans", "champva", "indian health", "chip"];

    private static readonly Dictionary<string, string> States = """
        AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut, DE Delaware,
        DC District of Columbia, FL Florida, GA Georgia, HI Hawaii, ID Idaho, IL Illinois, IN Indiana, IA Iowa,
        KS Kansas, KY Kentucky, LA Louisiana, ME Maine, MD Maryland, MA Massachusetts, MI Michigan, MN Minnesota,
        MS Mississippi, MO Missouri, MT Montana, NE Nebraska, NV Nevada, NH New Hampshire, NJ New Jersey,
        NM New Mexico, NY New York, NC North Carolina, ND North Dakota, OH Ohio, OK Oklahoma, OR Oregon,
        PA Pennsylvania, PR Puerto Rico, RI Rhode Island, SC South Carolina, SD South Dakota, TN Tennessee, TX Texas,
        UT Utah, VT Vermont, VA Virginia, WA Washington, WV West Virginia, WI Wisconsin, WY Wyoming
        """.Split(',', StringSplitOptions.TrimEntries).ToDictionary(s => s[3..], s => s[..2], StringComparer.OrdinalIgnoreCase);

    /// <summary>The postal code of a state; anything unknown stays as it is written.</summary>
    public static string? State(string? written) => written is not null && States.TryGetValue(written, out var code) ? code : written;

    /// <summary>The postal code of a state that is written as its name or as that code; null where it is neither.</summary>
    public static string? CodeOfState(string written) =>
        States.TryGetValue(written, out var code) ? code : States.Values.FirstOrDefault(c => c.Equals(written, StringComparison.OrdinalIgnoreCase));

    /// <summary>A postal code; Synthea's 00000 means that it has none.</summary>
    public static string? PostalCode(string? written) => written is "00000" ? null : written;

    /// <summary>Gender as recorded: <c>female</c>, <c>male</c>, <c>other</c> or <c>unknown</c>.</summary>
    public static string? Gender(string? written) => written?.ToLowerInvariant() switch
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

    /// <summary>What kind of payer a name means; names of companies are commercial.</summary>
    public static string PayerType(string payer) => payer.ToLowerInvariant() switch
    {
        "no_insurance" or "no insurance" or "self-pay" or "selfpay" => "uninsured",
        "dual eligible" => "dual-eligible",
        var name when name.Contains("medicaid", StringComparison.Ordinal) => "medicaid",
        var name when name.Contains("medicare", StringComparison.Ordinal) => "medicare",
        var name when OtherPublic.Any(p => name.Contains(p, StringComparison.Ordinal)) => "other-public",
        _ when Guid.TryParse(payer, out _) => "unknown",
        _ => "commercial",
    };
}
