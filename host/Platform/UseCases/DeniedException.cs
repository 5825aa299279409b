namespace CarePlatform.Platform;

/// <summary>
/// The caller may not do this at all; the answer is a top-level error with a code and changes nothing.
/// </summary>
public sealed class DeniedException : Exception
{
    private DeniedException(string code, string message)
        : base(message) => Code = code;

    /// <summary><c>FEATURE_DISABLED</c> or <c>FORBIDDEN</c>.</summary>
    public string Code { get; }

    /// <summary>The feature is off for the tenant.</summary>
    public static DeniedException FeatureOff(string feature) => new(
        "FEATURE_DISABLED", $"The feature \"{feature}\" is switched off for this organisation. An administrator can switch it on.");

    /// <summary>The caller lacks the permission.</summary>
    public static DeniedException Lacks(string permission) => new(
        "FORBIDDEN", $"This needs the permission \"{permission}\", which none of your roles has. Ask an administrator.");
}
