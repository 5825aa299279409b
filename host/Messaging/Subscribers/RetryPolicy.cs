namespace CarePlatform.Messaging;

/// <summary>How long to wait before each retry of a failing event; when the waits are used up, an operator decides.</summary>
public sealed record RetryPolicy(params IReadOnlyList<TimeSpan> Waits)
{
    /// <summary>After 1, 5, 30 seconds and 5 minutes.</summary>
    public static RetryPolicy Default { get; } =
        new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));

    /// <summary>No retry: the first failure waits for an operator.</summary>
    public static RetryPolicy None { get; } = new();

    /// <summary>The wait after the given number of failed attempts; null when no retry is left.</summary>
    internal TimeSpan? WaitAfter(int attempts) => attempts <= Waits.Count ? Waits[attempts - 1] : null;
}
