namespace CarePlatform.Platform;

/// <summary>Whether something may be seen, by which rule, and why in plain words.</summary>
/// <param name="Rule">The number of the rule, 1 to 12; of the one that objects, or of the one that lets through.</param>
/// <param name="Reason">For people. It never says more than the asker knows anyway.</param>
/// <param name="Ground">The consent, emergency or order on which it rests; null when it rests on none.</param>
/// <param name="IsOrdered">Whether that is the order of a court.</param>
public sealed record AccessDecision(bool Allowed, int Rule, string Reason, string? Ground = null, bool IsOrdered = false)
{
    internal static AccessDecision Allow(int rule, string reason, string? ground = null) => new(true, rule, reason, ground);

    internal static AccessDecision Deny(int rule, string reason) => new(false, rule, reason);
}
