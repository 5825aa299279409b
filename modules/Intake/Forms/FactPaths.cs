namespace CarePlatform.Intake;

/// <summary>The paths of facts that records hold. A path under another name, such as <c>social.support</c>, is free: what forms make known has it.</summary>
internal static class FactPaths
{
    private static readonly string[] OfAnyCoverage = ["payer", "member-id", "plan", "policy-holder", "medicaid-category"];

    private static readonly HashSet<string> Held = new(StringComparer.Ordinal)
    {
        "client.given", "client.family", "client.preferred-name", "client.language", "client.gender", "client.birth-date", "client.phone", "client.email",
        "client.address", "inquiry.reason", "inquiry.referral-source", "inquiry.acuity",
    };

    /// <summary>What keeps a field from being bound to its fact, in words; null when nothing does.</summary>
    public static string? Problem(FormField field) => field.Fact switch
    {
        null => null,
        var fact when IsHeld(fact) is false => $"The field \"{field.Key}\" is bound to \"{fact}\", which no record holds. There are {string.Join(", ", Near(fact))}.",
        "client.birth-date" when field.Kind is not FieldKind.Date => $"The field \"{field.Key}\" is bound to a day: it must be a date.",
        "client.gender" when field.Kind is not FieldKind.Choice || field.Options?.All(IsGender) != true =>
            $"The field \"{field.Key}\" must be a choice of {string.Join(", ", Enum.GetValues<Gender>().Select(g => g.ToText()))}.",
        _ => null,
    };

    /// <summary>Whether what somebody types goes before what was recorded earlier. How soon a person must be seen is decided in triage alone.</summary>
    public static bool MayBeToldAnew(string path) =>
        path is "client.address" or "inquiry.reason" or "inquiry.referral-source" || path.StartsWith("coverage.", StringComparison.Ordinal);

    // Null when nobody but forms holds paths of this kind.
    private static bool? IsHeld(string path) =>
        path.StartsWith("coverage.", StringComparison.Ordinal) ? OfCoverage().Contains(path)
        : path.StartsWith("client.", StringComparison.Ordinal) || path.StartsWith("inquiry.", StringComparison.Ordinal) ? Held.Contains(path)
        : null;

    private static IEnumerable<string> OfCoverage() => OfAnyCoverage.Select(n => $"coverage.{n}")
        .Concat(Enum.GetValues<PayerType>().SelectMany(p => OfAnyCoverage.Select(n => $"coverage.{p.ToText()}.{n}")));

    private static IEnumerable<string> Near(string path) => path.StartsWith("coverage.", StringComparison.Ordinal)
        ? [.. OfAnyCoverage.Select(n => $"coverage.{n}"), "the same of one kind of payer, such as coverage.medicaid.member-id"]
        : Held.Where(h => h.StartsWith(path[..(path.IndexOf('.', StringComparison.Ordinal) + 1)], StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static bool IsGender(string option) => Enum.GetValues<Gender>().Any(g => g.ToText() == option);
}
