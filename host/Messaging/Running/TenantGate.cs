namespace CarePlatform.Messaging;

/// <summary>
/// Whoever works for a tenant whose data may be thrown away holds its gate shared until the transaction ends; whoever throws them away
/// passes it alone (<c>platform.clear_sandbox</c>), so that nothing is written into what is being emptied. Effects enter it for every tenant,
/// because the log does not know which those are; others only where it matters.
/// </summary>
public static class TenantGate
{
    private const string Key = "17230, hashtext($1)";

    /// <summary>An expression that waits until the tenant <c>$1</c> (its id as text) can be entered.</summary>
    public const string Enter = $"pg_advisory_xact_lock_shared({Key})";

    /// <summary>An expression that enters, or is false when somebody passes the gate alone or waits to.</summary>
    public const string TryEnter = $"pg_try_advisory_xact_lock_shared({Key})";
}
