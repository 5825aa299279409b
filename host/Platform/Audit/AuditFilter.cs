namespace CarePlatform.Platform;

/// <summary>Which entries of the audit trail are wanted; everything that is given must hold.</summary>
/// <param name="Actor">Who did it, or in whose name it was done.</param>
/// <param name="Subject">The id of what was read or written, such as a client's.</param>
/// <param name="Action">The use case, or a type that was read.</param>
/// <param name="From">From this instant on.</param>
/// <param name="Until">Before this instant.</param>
/// <param name="Outcome">How it ended: <c>done</c>, or the code of the refusal.</param>
/// <param name="Failed">Whether it was refused or withheld.</param>
/// <param name="App">The program through which it was done; the id of an API client for what it did itself.</param>
/// <param name="Kind">Whether something was shown or done.</param>
internal sealed record AuditFilter(
    UserId? Actor = null, string? Subject = null, string? Action = null, DateTimeOffset? From = null, DateTimeOffset? Until = null,
    string? Outcome = null, bool? Failed = null, string? App = null, AuditKind? Kind = null)
{
    private const string Done = "done";

    /// <summary>The entries that are wanted, as far as <paramref name="who"/> is shown the trail.</summary>
    public IQueryable<AuditEntry> Of(IQueryable<AuditEntry> entries, Actor who)
    {
        entries = Actor is { } actor ? entries.Where(e => e.ActorId == actor || e.OnBehalfOf == actor) : entries;
        entries = Subject is { } subject ? entries.Where(e => e.Subjects.Contains(subject)) : entries;
        entries = Action is { } action ? entries.Where(e => (", " + e.Action + ", ").Contains(", " + action + ", ")) : entries;
        entries = Later(From, who.Auditor?.EntriesFrom) is { } from ? entries.Where(e => e.At >= from) : entries;
        entries = Earlier(Until, who.Auditor?.EntriesUntil) is { } until ? entries.Where(e => e.At < until) : entries;
        entries = Outcome is { } outcome ? entries.Where(e => e.Outcome == outcome) : entries;
        entries = Failed is { } failed ? failed ? entries.Where(e => e.Outcome != Done) : entries.Where(e => e.Outcome == Done) : entries;
        entries = App is { } app ? entries.Where(e => e.App == app) : entries;
        return Kind is { } kind ? entries.Where(e => e.Kind == kind) : entries;
    }

    /// <summary>Ids that the filter names: whoever asks for somebody's entries has looked at that somebody.</summary>
    public IEnumerable<string> Named => new[] { Actor?.ToString(), Subject }.OfType<string>();

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}
