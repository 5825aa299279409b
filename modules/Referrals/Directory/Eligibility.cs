using CarePlatform.Intake.Contracts;

namespace CarePlatform.Referrals;

/// <summary>A rule of a service on whom it takes.</summary>
internal enum EligibilityRule
{
    /// <summary>The person's age.</summary>
    Age,

    /// <summary>What covers the person.</summary>
    Payer,

    /// <summary>Where the person lives.</summary>
    Area,

    /// <summary>Something that must be asked.</summary>
    Condition,

    /// <summary>A licence of the partner's agreement has run out, and the organisation refers nobody there until it is renewed.</summary>
    Licence,
}

/// <summary>Whether a person meets a rule.</summary>
internal enum Fit
{
    /// <summary>They do.</summary>
    Fits,

    /// <summary>It is not known: something must be asked first.</summary>
    Unknown,

    /// <summary>They do not.</summary>
    Fails,
}

/// <summary>How a person stands to one rule of a service.</summary>
/// <param name="Says">The rule in words; nothing of the person.</param>
internal sealed record RuleAnswer(EligibilityRule Rule, Fit Fit, string Says);

/// <summary>What rules are held against, of one client on one day.</summary>
/// <param name="Age">In whole years; null when the day of birth is not known.</param>
/// <param name="Payers">Kinds of payer that cover the client; null when none is known.</param>
/// <param name="Areas">The state, the postal code and its beginnings; null when no address is known.</param>
internal sealed record ClientStanding(int? Age, IReadOnlyList<string>? Payers, IReadOnlyList<string>? Areas)
{
    private const int ShortestCode = 3;

    /// <summary>How a client stands on a day.</summary>
    public static ClientStanding Of(ReferralFacts facts, DateOnly today) => new(
        facts.BirthDate is { } born ? AgeOn(born, today) : null,
        facts.PayerTypes.Count > 0 ? facts.PayerTypes : null,
        AreasOf(facts.State, facts.PostalCode) is { Count: > 0 } areas ? areas : null);

    /// <summary>The state, and the postal code with its beginnings from three characters on.</summary>
    public static IReadOnlyList<string> AreasOf(string? state, string? postalCode)
    {
        var code = postalCode?.Trim().ToUpperInvariant() ?? "";
        return [.. string.IsNullOrWhiteSpace(state) ? Array.Empty<string>() : [state.Trim().ToUpperInvariant()],
            .. Enumerable.Range(ShortestCode, Math.Max(0, code.Length - ShortestCode + 1)).Select(n => code[..n])];
    }

    private static int AgeOn(DateOnly born, DateOnly day) => day.Year - born.Year - (born.AddYears(day.Year - born.Year) > day ? 1 : 0);
}

/// <summary>Holds the rules of a service against one client: pure, the same in words as <see cref="ServiceSql"/> in a statement.</summary>
internal static class Eligibility
{
    /// <summary>How the client stands to each rule that the service has.</summary>
    public static IReadOnlyList<RuleAnswer> Judge(ServiceEntry service, ClientStanding client)
    {
        var answers = new List<RuleAnswer>();
        if (service.AgeFrom is not null || service.AgeTo is not null)
        {
            answers.Add(new(EligibilityRule.Age, AgeFits(service, client.Age), AgeSays(service)));
        }

        if (service.Payers.Length > 0)
        {
            answers.Add(new(EligibilityRule.Payer, AnyOf(service.Payers, client.Payers), $"Takes {string.Join(", ", service.Payers)}."));
        }

        if (service.Areas.Length > 0)
        {
            answers.Add(new(EligibilityRule.Area, AnyOf(service.Areas, client.Areas), $"For people who live in {string.Join(", ", service.Areas)}."));
        }

        answers.AddRange(service.Conditions.Select(c => new RuleAnswer(EligibilityRule.Condition, Fit.Unknown, c.Text)));
        return answers;
    }

    /// <summary>That nobody may be referred to the partner, whoever the client is: the same answer as sending gives.</summary>
    /// <param name="expired">The last day of its licence; null where nothing stands in the way.</param>
    public static IReadOnlyList<RuleAnswer> Judge(DateOnly? expired) => expired is { } day
        ? [new(EligibilityRule.Licence, Fit.Fails, $"A licence of this partner ran out on {day:yyyy-MM-dd}, and nobody is referred there until it is renewed.")]
        : [];

    /// <summary>The worst of them; a service without rules fits everybody.</summary>
    public static Fit Worst(IEnumerable<RuleAnswer> answers) => answers.Select(a => a.Fit).DefaultIfEmpty(Fit.Fits).Max();

    private static Fit AgeFits(ServiceEntry service, int? age) =>
        age is not { } years ? Fit.Unknown : years < service.AgeFrom || years > service.AgeTo ? Fit.Fails : Fit.Fits;

    private static string AgeSays(ServiceEntry service) => (service.AgeFrom, service.AgeTo) switch
    {
        ({ } from, { } to) => $"For people of {from} to {to} years.",
        ({ } from, null) => $"For people of {from} years or more.",
        (_, { } to) => $"For people of {to} years or less.",
        _ => "",
    };

    private static Fit AnyOf(string[] wanted, IReadOnlyList<string>? has) =>
        has is null ? Fit.Unknown : wanted.Intersect(has, StringComparer.Ordinal).Any() ? Fit.Fits : Fit.Fails;
}
