namespace CarePlatform.Platform;

/// <summary>One line of the audit trail.</summary>
public readonly record struct AuditEntryId(Guid Value) : IId<AuditEntryId>
{
    public static string Prefix => "aud";

    public static AuditEntryId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>Whether something was shown or done.</summary>
public enum AuditKind
{
    /// <summary>Something was shown.</summary>
    Read,

    /// <summary>Something was done.</summary>
    Write,
}

/// <summary>What was read or written, by whom, for whom and why; added by <see cref="AuditTrail"/> and never changed.</summary>
internal sealed class AuditEntry
{
    public AuditEntryId Id { get; private init; }

    public DateTimeOffset At { get; private init; }

    public AuditKind Kind { get; private init; }

    public string Action { get; private init; } = "";

    public string[] Subjects { get; private init; } = [];

    public string Outcome { get; private init; } = "";

    public UserId? ActorId { get; private init; }

    public string ActorName { get; private init; } = "";

    public UserId? OnBehalfOf { get; private init; }

    public string? App { get; private init; }

    public string? Purpose { get; private init; }

    public Guid Correlation { get; private init; }
}
