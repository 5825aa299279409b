namespace CarePlatform.Platform;

/// <summary>Who vouches for the people and programs that sign in: the configuration section <c>SignIn</c>.</summary>
public sealed class SignInOptions
{
    /// <summary>
    /// Address of the OpenID Connect authority of every tenant that has none of its own. Without one the built-in issuer is used for
    /// people, in Development only.
    /// </summary>
    public string? Authority { get; set; }

    /// <summary>The audience that tokens must be made for.</summary>
    public string Audience { get; set; } = "careplatform";

    /// <summary>The claim that names the tenant by slug or id: the only way in which a request chooses its tenant.</summary>
    public string TenantClaim { get; set; } = "tenant";

    /// <summary>The claim that names the person.</summary>
    public string SubjectClaim { get; set; } = "sub";

    /// <summary>
    /// Where others reach this deployment, such as <c>https://care.example.org</c>: the issuer of its machine tokens, and the beginning
    /// of its links.
    /// </summary>
    public string PublicAddress { get; set; } = "http://127.0.0.1:5080";

    /// <summary>Where invitations lead, such as a page of an app that takes the code behind the #; the deployment's own page without one.</summary>
    public string? InvitationAddress { get; set; }

    /// <summary>
    /// A file with 32 bytes or more that nobody can guess, the same on every host, with which signing keys are sealed. In Development
    /// the built-in issuer's key serves; elsewhere no machine gets a token without it.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>How many minutes the tokens of API clients hold, unless a client has a time of its own.</summary>
    public int MachineTokenMinutes { get; set; } = 15;

    /// <summary>How many days a secret of an API client opens.</summary>
    public int SecretDays { get; set; } = 365;

    /// <summary>
    /// How many refused tokens of one address are answered at once, on each host, before each further one doubles the time that the address
    /// has to wait; a good token never waits.
    /// </summary>
    public int RefusedTokensOfAddress { get; set; } = FailureBrake.OfAddress;

    /// <summary>Whether authorities of tenants may be reached without TLS and at private addresses: for trying only.</summary>
    public bool AllowLocalAuthorities { get; set; }
}
