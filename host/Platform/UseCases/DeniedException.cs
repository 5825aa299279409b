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

    /// <summary>The caller lacks the permission: a person by their roles, a program by the scopes of its token, an auditor by the terms of the account.</summary>
    public static DeniedException Lacks(string permission, Actor actor) => new("FORBIDDEN", $"This needs the permission \"{permission}\", which {actor switch
    {
        { Auditor: not null } => "your auditor's account does not have, or which changes something. Ask whoever invited you.",
        { Client: not null, User: null } => "is not among the scopes of this token. Ask for it at the token endpoint; an administrator approves what a program asks for.",
        _ => "none of your roles has. Ask an administrator.",
    }}");
}
