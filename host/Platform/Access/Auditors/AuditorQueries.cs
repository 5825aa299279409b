namespace CarePlatform.Platform;

/// <summary>Who looks from outside.</summary>
[Query, Requires("platform.people")]
internal static class AuditorQueries
{
    /// <summary>All auditors' accounts, the latest first; those that have expired as well.</summary>
    public static Task<Connection<Auditor>> Auditors(Page page, AccessDb db, CancellationToken ct) => db.Auditors.ToConnection(
        page, new Ordering<Auditor, DateTimeOffset, UserId>(a => a.CreatedAt, a => a.Id, Descending: true), ct);
}

/// <summary>Somebody from outside who looks for a while and changes nothing.</summary>
[View<Auditor>]
internal static class AuditorView
{
    /// <summary>The person.</summary>
    public static UserId User(Auditor auditor) => auditor.Id;

    /// <summary>What they look for.</summary>
    public static string Purpose(Auditor auditor) => auditor.Purpose;

    /// <summary>The permissions that they hold; they change nothing whatever these allow others.</summary>
    public static IReadOnlyList<string> Scopes(Auditor auditor) => auditor.Scopes;

    /// <summary>When the account ceases to work.</summary>
    public static DateTimeOffset ExpiresAt(Auditor auditor) => auditor.ExpiresAt;

    /// <summary>From when on they are shown the audit trail; null for its beginning.</summary>
    public static DateTimeOffset? EntriesFrom(Auditor auditor) => auditor.EntriesFrom;

    /// <summary>Before when they are shown the audit trail; null for its end.</summary>
    public static DateTimeOffset? EntriesUntil(Auditor auditor) => auditor.EntriesUntil;

    /// <summary>Who invited them.</summary>
    public static UserId? CreatedBy(Auditor auditor) => auditor.CreatedBy;

    /// <summary>Send it as expectedVersion with a change.</summary>
    public static int Version(Auditor auditor) => auditor.Version;
}
