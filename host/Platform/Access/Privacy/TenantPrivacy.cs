namespace CarePlatform.Platform;

/// <summary>What the session's tenant has laid down on who sees what, for use cases whose time limits or notices are set there.</summary>
public sealed class TenantPrivacy(Session session)
{
    /// <summary>The policy as it is in this transaction.</summary>
    public async Task<PrivacyPolicy> Policy(CancellationToken ct) => (await PrivacyPolicies.Read(session, ct)).Policy;
}

/// <summary>Something that a caller does not see.</summary>
/// <param name="Path">Type and field; a type alone where rows of it are withheld.</param>
/// <param name="Rule">The number of the rule that objects.</param>
public sealed record Redaction(string Path, int Rule, string Reason);
