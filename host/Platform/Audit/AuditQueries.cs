namespace CarePlatform.Platform;

/// <summary>Who read and wrote what.</summary>
[Query, Requires("platform.read-audit")]
internal static class AuditQueries
{
    /// <summary>
    /// The audit trail of the organisation, latest first; an auditor is shown the part that their account names. Times are real times, also
    /// in a sandbox. For many entries ask <c>/audit.ndjson</c>.
    /// </summary>
    public static Task<Connection<AuditEntry>> AuditEntries(
        AuditFilter? where, Page page, AuditDb db, Actor actor, AuditTrail trail, CancellationToken ct)
    {
        var wanted = where ?? new AuditFilter();
        if (actor.Auditor is not null)
        {
            trail.Asked("auditEntries", wanted.Named);
        }

        return wanted.Of(db.AuditEntries, actor).ToConnection(
            page, new Ordering<AuditEntry, DateTimeOffset, AuditEntryId>(e => e.At, e => e.Id, Descending: true), ct);
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
