namespace CarePlatform.Platform;

/// <summary>
/// Somebody from outside who looks for a while and changes nothing: which permissions they hold, until when, and which part of the audit
/// trail they are shown.
/// </summary>
internal sealed class Auditor
{
    private Auditor()
    {
    }

    /// <summary>The person.</summary>
    public UserId Id { get; private init; }

    /// <summary>What they look for.</summary>
    public string Purpose { get; private init; } = "";

    /// <summary>The permissions held, each for the whole tenant.</summary>
    public string[] Scopes { get; private set; } = [];

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? EntriesFrom { get; private set; }

    public DateTimeOffset? EntriesUntil { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public UserId? CreatedBy { get; private init; }

    public int Version { get; private set; } = 1;

    public static Auditor Of(UserId person, string purpose, AuditorTerms terms, UserId by, DateTimeOffset now)
    {
        var auditor = new Auditor { Id = person, Purpose = purpose, CreatedAt = now, CreatedBy = by };
        auditor.Change(terms);
        return auditor;
    }

    public void Change(AuditorTerms terms) => (Scopes, ExpiresAt, EntriesFrom, EntriesUntil) =
        ([.. terms.Scopes.Distinct(StringComparer.Ordinal)], terms.ExpiresAt, terms.EntriesFrom, terms.EntriesUntil);
}

/// <summary>What an auditor may look at, and for how long.</summary>
/// <param name="Scopes">The permissions that they hold, such as <c>platform.read-audit</c>; they change nothing whatever these allow others.</param>
/// <param name="ExpiresAt">When the account ceases to work.</param>
/// <param name="EntriesFrom">From when on they are shown the audit trail; null for its beginning.</param>
/// <param name="EntriesUntil">Before when they are shown the audit trail; null for its end.</param>
internal sealed record AuditorTerms(
    IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt, DateTimeOffset? EntriesFrom = null, DateTimeOffset? EntriesUntil = null)
{
    private const string Everything = "platform.export";

    // A longer engagement is decided on once more.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Why <paramref name="me"/> may not grant this; null when they may.</summary>
    public Refusal? Problem(ScopeCatalog known, Entitlements now, UserId me, DateTimeOffset at) =>
        known.Unknown(Scopes) is { Count: > 0 } unknown ? new UnknownScopes(unknown)
        : Scopes.Count == 0 ? new InvalidInput("input.terms.scopes", "Name at least one permission, such as platform.read-audit.")
        : Scopes.Contains(Everything, StringComparer.Ordinal)
            ? new InvalidInput("input.terms.scopes", $"An auditor is shown a part of the organisation: {Everything} takes all of it away, and is for administrators.")
        : ExpiresAt <= at || ExpiresAt > at + Longest ? new InvalidInput("input.terms.expiresAt", "Give a time in the future, a year ahead at most.")
        : EntriesUntil <= EntriesFrom ? new InvalidInput("input.terms.entriesUntil", "Let the period end after it begins.")
        : GrantRules.Refuse(now, me, before: null, Scopes.Distinct(StringComparer.Ordinal).ToDictionary(s => s, _ => Reach.Tenant, StringComparer.Ordinal));
}

/// <summary>Bounds of an auditor's account, as long as they act.</summary>
/// <param name="ExpiresAt">When it ceases to work.</param>
/// <param name="EntriesFrom">From when on the audit trail is shown; null for its beginning.</param>
/// <param name="EntriesUntil">Before when the audit trail is shown; null for its end.</param>
public sealed record AuditorBounds(DateTimeOffset ExpiresAt, DateTimeOffset? EntriesFrom, DateTimeOffset? EntriesUntil);
