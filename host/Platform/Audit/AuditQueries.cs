namespace CarePlatform.Platform;

/// <summary>Which entries of the audit trail are wanted; everything that is given must hold.</summary>
/// <param name="Actor">Who did it, or in whose name it was done.</param>
/// <param name="Subject">The id of what was read or written, such as a client's.</param>
/// <param name="Action">The use case, or a type that was read.</param>
/// <param name="From">From this instant on.</param>
/// <param name="Until">Before this instant.</param>
internal sealed record AuditFilter(
    UserId? Actor = null, string? Subject = null, string? Action = null, DateTimeOffset? From = null, DateTimeOffset? Until = null);

/// <summary>Who read and wrote what.</summary>
[Query, Requires("platform.read-audit")]
internal static class AuditQueries
{
    /// <summary>The audit trail of the organisation, latest first. Times are real times, also in a sandbox.</summary>
    public static Task<Connection<AuditEntry>> AuditEntries(AuditFilter? where, Page page, AuditDb db, CancellationToken ct) =>
        Matching(db, where ?? new AuditFilter()).ToConnection(
            page, new Ordering<AuditEntry, DateTimeOffset, AuditEntryId>(e => e.At, e => e.Id, Descending: true), ct);

    private static IQueryable<AuditEntry> Matching(AuditDb db, AuditFilter where)
    {
        IQueryable<AuditEntry> entries = db.AuditEntries;
        entries = where.Actor is { } actor ? entries.Where(e => e.ActorId == actor || e.OnBehalfOf == actor) : entries;
        entries = where.Subject is { } subject ? entries.Where(e => e.Subjects.Contains(subject)) : entries;
        entries = where.Action is { } action ? entries.Where(e => (", " + e.Action + ", ").Contains(", " + action + ", ")) : entries;
        entries = where.From is { } from ? entries.Where(e => e.At >= from) : entries;
        return where.Until is { } until ? entries.Where(e => e.At < until) : entries;
    }
}

/// <summary>One line of the audit trail: what was read or written, by whom, for whom and why.</summary>
[View<AuditEntry>]
internal static class AuditEntryView
{
    /// <summary>The entry's id.</summary>
    public static AuditEntryId Id(AuditEntry entry) => entry.Id;

    /// <summary>When, in real time.</summary>
    public static DateTimeOffset At(AuditEntry entry) => entry.At;

    /// <summary>Whether something was shown or done.</summary>
    public static AuditKind Kind(AuditEntry entry) => entry.Kind;

    /// <summary>The use case that was done, or the types that were read, such as <c>Client, Inquiry</c>.</summary>
    public static string Action(AuditEntry entry) => entry.Action;

    /// <summary>Ids of what was read or written.</summary>
    public static IReadOnlyList<string> Subjects(AuditEntry entry) => entry.Subjects;

    /// <summary><c>done</c>, or the code of the refusal.</summary>
    public static string Outcome(AuditEntry entry) => entry.Outcome;

    /// <summary>Who did it; null when the platform did.</summary>
    public static UserId? Actor(AuditEntry entry) => entry.ActorId;

    /// <summary>The actor's name at that time.</summary>
    public static string ActorName(AuditEntry entry) => entry.ActorName;

    /// <summary>In whose name it was done.</summary>
    public static UserId? OnBehalfOf(AuditEntry entry) => entry.OnBehalfOf;

    /// <summary>The program through which it was done.</summary>
    public static string? App(AuditEntry entry) => entry.App;

    /// <summary>The reason that was given.</summary>
    public static string? Purpose(AuditEntry entry) => entry.Purpose;

    /// <summary>Shared by everything that one request caused.</summary>
    public static Guid Correlation(AuditEntry entry) => entry.Correlation;
}
