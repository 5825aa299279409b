namespace CarePlatform.Platform;

/// <summary>Who vouches for the people who sign in: the configuration section <c>SignIn</c>.</summary>
public sealed class SignInOptions
{
    /// <summary>Address of the OpenID Connect authority. Without one the built-in issuer is used, in Development only.</summary>
    public string? Authority { get; set; }

    /// <summary>The audience that tokens must be made for.</summary>
    public string Audience { get; set; } = "careplatform";

    /// <summary>The claim that names the tenant by slug or id: the only way in which a request chooses its tenant.</summary>
    public string TenantClaim { get; set; } = "tenant";

    /// <summary>The claim that names the person.</summary>
    public string SubjectClaim { get; set; } = "sub";
}
