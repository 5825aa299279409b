using System.Globalization;

namespace CarePlatform.Intake;

/// <summary>
/// The paths of facts that records hold. Below <c>client</c>, <c>inquiry</c> and <c>coverage</c> there are no others, so that a slip of the pen in a
/// form makes no fact of its own; any other first word is free.
/// </summary>
internal static class FactPaths
{
    /// <summary>The day of birth.</summary>
    public const string BirthDate = "client.birth-date";

    /// <summary>The gender, one of the words of the record.</summary>
    public const string Gender = "client.gender";

    /// <summary>Where the person lives or stays.</summary>
    public const string Address = "client.address";

    /// <summary>How urgent the triage found the request; decided there only.</summary>
    public const string Acuity = "inquiry.acuity";

    private static readonly string[] OfCoverage = ["payer", "member-id", "plan", "policy-holder", "medicaid-category"];

    private static readonly HashSet<string> OfRecords =
    [
        "client.given", "client.family", "client.preferred-name", "client.language", Gender, BirthDate, "client.phone", "client.email", Address,
        "inquiry.reason", "inquiry.referral-source", Acuity,
        .. OfCoverage.Select(name => $"coverage.{name}"),
        .. Enum.GetValues<PayerType>().SelectMany(type => OfCoverage.Select(name => $"coverage.{type.ToText()}.{name}")),
    ];

    /// <summary>The words that the record knows for a gender.</summary>
    public static IReadOnlyList<string> Genders { get; } = [.. Enum.GetValues<Gender>().Select(g => g.ToText())];

    /// <summary>What of the same record there is when no record holds this path; null when it can be used.</summary>
    public static IReadOnlyList<string>? Instead(string path)
    {
        var record = path.Split('.')[0] + ".";
        return OfRecords.Contains(path) || !OfRecords.Any(p => p.StartsWith(record, StringComparison.Ordinal))
            ? null
            : [.. OfRecords.Where(p => p.StartsWith(record, StringComparison.Ordinal) && p.Count(c => c == '.') == 1).Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether the latest word holds, wherever it was said; of anything else the record is right.</summary>
    public static bool LatestHolds(string path) => path == Address || (path.StartsWith("inquiry.", StringComparison.Ordinal) && path != Acuity);

    /// <summary>What a person's record says, by path.</summary>
    public static IEnumerable<(string Path, string? Value)> Of(ClientFacts facts) =>
    [
        ("client.given", facts.Given), ("client.family", facts.Family), ("client.preferred-name", facts.Preferred), ("client.language", facts.Language),
        (Gender, facts.Gender?.ToText()), (BirthDate, facts.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
    ];

    /// <summary>What a coverage says, by the last word of the path.</summary>
    public static IEnumerable<(string Name, string? Value)> Of(Coverage coverage) =>
    [
        ("payer", coverage.PayerName), ("member-id", coverage.MemberId), ("plan", coverage.ManagedCarePlan ?? coverage.Plan),
        ("policy-holder", coverage.PolicyHolder), ("medicaid-category", coverage.MedicaidCategory),
    ];

    /// <summary>What a request says of this path.</summary>
    public static string? Of(Inquiry inquiry, string path) => path switch
    {
        "inquiry.reason" => inquiry.Reason,
        "inquiry.referral-source" => inquiry.ReferringName ?? inquiry.Door.ToText(),
        Acuity => inquiry.OutsideAcuity?.ToText(),
        _ => null,
    };

    /// <summary>An address in one line.</summary>
    public static string Of(Address address) => string.Join(", ", new[]
    {
        address.Line, address.City, string.Join(' ', new[] { address.State, address.PostalCode }.OfType<string>()),
    }.Where(p => !string.IsNullOrEmpty(p)));
}
