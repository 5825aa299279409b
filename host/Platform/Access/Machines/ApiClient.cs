namespace CarePlatform.Platform;

/// <summary>
/// A program that signs in as itself, for the tenant or for a partner organisation. It may do what it asked for and what an
/// administrator approved of that, and nothing before.
/// </summary>
internal sealed class ApiClient
{
    private ApiClient()
    {
    }

    public ApiClientId Id { get; private init; }

    public string Name { get; private init; } = "";

    /// <summary>The partner organisation whose program it is; null for the tenant's own.</summary>
    public OrganisationId? Organisation { get; private init; }

    public string[] RequestedScopes { get; private set; } = [];

    public string[] ApprovedScopes { get; private set; } = [];

    public DateTimeOffset? ApprovedAt { get; private set; }

    public UserId? ApprovedBy { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public UserId? CreatedBy { get; private init; }

    /// <summary>From when on it no longer works; null when it has no end.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public UserId? RevokedBy { get; private set; }

    /// <summary>Stands in its tokens. Raising it ends all that were issued.</summary>
    public int Epoch { get; private set; } = 1;

    /// <summary>How long its tokens hold; null for the deployment's usual time.</summary>
    public int? TokenMinutes { get; private init; }

    public double? Budget { get; private set; }

    public double? BudgetPerSecond { get; private set; }

    /// <summary>Made with its sandbox: it stays when the sandbox is reset, and may act as the sandbox's people.</summary>
    public bool OfSandbox { get; private init; }

    /// <summary>When it was last used, give or take a minute. Written beside the model, so that use is no change.</summary>
    public DateTimeOffset? LastUsedAt { get; private init; }

    public int Version { get; private set; } = 1;

    /// <summary>What it may do now.</summary>
    public IEnumerable<string> Scopes => ApprovedScopes.Intersect(RequestedScopes, StringComparer.Ordinal);

    public static ApiClient Ask(CreateApiClient.Input input, UserId? by, TimeProvider clock) => new()
    {
        Id = Platform.Id.New<ApiClientId>(clock),
        Name = input.Name.Trim(),
        Organisation = input.Organisation,
        RequestedScopes = Sorted(input.Scopes),
        CreatedAt = clock.GetUtcNow(),
        CreatedBy = by,
        ExpiresAt = input.ExpiresAt?.ToUniversalTime(),
        TokenMinutes = input.TokenMinutes,
        Budget = input.Budget,
        BudgetPerSecond = input.BudgetPerSecond,
    };

    /// <summary>The program of a sandbox, which may do everything there at once.</summary>
    public static ApiClient ForSandbox(string name, IEnumerable<string> scopes, DateTimeOffset now)
    {
        var all = Sorted(scopes);
        return new ApiClient
        {
            Id = new ApiClientId(Guid.CreateVersion7(now)),
            Name = name,
            RequestedScopes = all,
            ApprovedScopes = all,
            ApprovedAt = now,
            CreatedAt = now,
            OfSandbox = true,
        };
    }

    public bool WorksAt(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);

    /// <summary>It asks for other scopes; what was approved of them stays approved.</summary>
    public void Ask(IEnumerable<string> scopes)
    {
        RequestedScopes = Sorted(scopes);
        ApprovedScopes = [.. Scopes];
    }

    public void Approve(IEnumerable<string> scopes, UserId by, DateTimeOffset at) =>
        (ApprovedScopes, ApprovedBy, ApprovedAt) = (Sorted(scopes), by, at);

    /// <summary>It may spend more or less from now on; the usual budget where nothing is given.</summary>
    public void Spend(double? budget, double? perSecond) => (Budget, BudgetPerSecond) = (budget, perSecond);

    public void Revoke(UserId? by, DateTimeOffset at) => (RevokedAt, RevokedBy, Epoch) = (at, by, Epoch + 1);

    private static string[] Sorted(IEnumerable<string> scopes) => [.. scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>A secret of an API client, of which only a hash is kept. There are up to two, so that one can be changed without a pause.</summary>
internal sealed class ApiClientSecret
{
    private ApiClientSecret()
    {
    }

    public Guid Id { get; private init; }

    public ApiClientId ApiClient { get; private init; }

    public byte[] Hash { get; private init; } = [];

    public DateTimeOffset MadeAt { get; private init; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public static ApiClientSecret Of(ApiClientId client, string secret, DateTimeOffset now, DateTimeOffset ends)
    {
        var id = Guid.CreateVersion7(now);
        return new ApiClientSecret { Id = id, ApiClient = client, Hash = SecretText.Hash(id, secret), MadeAt = now, ExpiresAt = ends };
    }

    public bool Opens(string secret, DateTimeOffset now) => SecretText.Fits(Id, secret, Hash) && now < ExpiresAt;

    public void EndBy(DateTimeOffset end) => ExpiresAt = end < ExpiresAt ? end : ExpiresAt;
}

/// <summary>A public key of an API client.</summary>
internal sealed class ApiClientKey
{
    public ApiClientKeyId Id { get; init; }

    public ApiClientId ApiClient { get; init; }

    /// <summary>How its assertions name it.</summary>
    public string Kid { get; init; } = "";

    /// <summary>The public key as JSON Web Key.</summary>
    public string Jwk { get; init; } = "";

    public DateTimeOffset AddedAt { get; init; }
}
