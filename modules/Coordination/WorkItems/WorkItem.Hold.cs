namespace CarePlatform.Coordination;

/// <summary>How an item stands still for a reason, and goes on.</summary>
internal sealed partial class WorkItem
{
    /// <summary>From when on it has stood still; null while its clock runs.</summary>
    public DateTimeOffset? HeldSince { get; private set; }

    /// <summary>When it goes on by itself, so that no hold is forgotten.</summary>
    public DateTimeOffset? HeldUntil { get; private set; }

    /// <summary>Code of why it stands still.</summary>
    public string? HoldReason { get; private set; }

    /// <summary>When it stood still before, in order.</summary>
    public IReadOnlyList<HeldSpan> Holds { get; private set; } = [];

    public bool IsHeld => HeldSince is not null;

    public void Hold(string reason, DateTimeOffset at, DateTimeOffset until) => (HeldSince, HeldUntil, HoldReason) = (at, until, reason);

    /// <summary>The hold is over. One that ends before it began never was.</summary>
    public void EndHold(DateTimeOffset at)
    {
        if (HeldSince is { } since && since < at)
        {
            Holds = [.. Holds, new HeldSpan(since, at)];
        }

        (HeldSince, HeldUntil, HoldReason) = (null, null, null);
    }

    // What the clock shows: the time at which it stopped, or now.
    private DateTimeOffset Shown(DateTimeOffset now) => HeldSince is { } since && since < now ? since : now;
}
