using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>The programs that sign in as themselves.</summary>
[Query, Requires("platform.clients")]
internal static class ApiClientQueries
{
    /// <summary>All API clients, the latest first; those that were revoked as well.</summary>
    public static Task<Connection<ApiClient>> ApiClients(Page page, AccessDb db, CancellationToken ct) => db.ApiClients.ToConnection(
        page, new Ordering<ApiClient, DateTimeOffset, ApiClientId>(c => c.CreatedAt, c => c.Id, Descending: true), ct);

    /// <summary>One API client; null when there is none with this id.</summary>
    public static Task<ApiClient?> ApiClient(ApiClientId id, AccessDb db, CancellationToken ct) =>
        db.ApiClients.FirstOrDefaultAsync(c => c.Id == id, ct);

    /// <summary>The scopes that an API client can ask for.</summary>
    public static IReadOnlyList<PermissionDeclaration> ApiScopes(ScopeCatalog scopes) => scopes.All;
}

/// <summary>A program that signs in as itself, for this organisation or for a partner.</summary>
[View<ApiClient>]
internal static class ApiClientView
{
    /// <summary>Its id.</summary>
    public static ApiClientId Id(ApiClient client) => client.Id;

    /// <summary>What it is called here.</summary>
    public static string Name(ApiClient client) => client.Name;

    /// <summary>The name by which it signs in (<c>client_id</c>).</summary>
    public static string ClientId(ApiClient client, Tenant tenant) => OAuthClientId.Of(tenant, client.Id);

    /// <summary>The partner organisation whose program it is; null for one of this organisation's own.</summary>
    public static OrganisationId? Organisation(ApiClient client) => client.Organisation;

    /// <summary>What it asks to be allowed.</summary>
    public static IReadOnlyList<string> RequestedScopes(ApiClient client) => client.RequestedScopes;

    /// <summary>What an administrator has approved of that.</summary>
    public static IReadOnlyList<string> ApprovedScopes(ApiClient client) => client.ApprovedScopes;

    /// <summary>When that was.</summary>
    public static DateTimeOffset? ApprovedAt(ApiClient client) => client.ApprovedAt;

    /// <summary>Who approved it.</summary>
    public static UserId? ApprovedBy(ApiClient client) => client.ApprovedBy;

    /// <summary>When it was entered.</summary>
    public static DateTimeOffset CreatedAt(ApiClient client) => client.CreatedAt;

    /// <summary>Who entered it.</summary>
    public static UserId? CreatedBy(ApiClient client) => client.CreatedBy;

    /// <summary>When it ceases to work; null when it has no end.</summary>
    public static DateTimeOffset? ExpiresAt(ApiClient client) => client.ExpiresAt;

    /// <summary>When it was revoked; null while it was not.</summary>
    public static DateTimeOffset? RevokedAt(ApiClient client) => client.RevokedAt;

    /// <summary>Who revoked it.</summary>
    public static UserId? RevokedBy(ApiClient client) => client.RevokedBy;

    /// <summary>How many minutes its tokens hold; null for the deployment's usual time.</summary>
    public static int? TokenMinutes(ApiClient client) => client.TokenMinutes;

    /// <summary>The most that it may spend at once on operations; null for the usual budget.</summary>
    public static double? Budget(ApiClient client) => client.Budget;

    /// <summary>What of that comes back in a second; null for the usual budget.</summary>
    public static double? BudgetPerSecond(ApiClient client) => client.BudgetPerSecond;

    /// <summary>When it was last used, give or take a minute.</summary>
    public static DateTimeOffset? LastUsedAt(ApiClient client) => client.LastUsedAt;

    /// <summary>Until when each of its secrets opens, the newest first. The secrets themselves are nowhere.</summary>
    public static Loaded<IReadOnlyList<ApiClientSecret>> Secrets(ApiClient client, SecretsByClient loader) => loader.For(client.Id);

    /// <summary>Its public keys.</summary>
    public static Loaded<IReadOnlyList<ApiClientKey>> Keys(ApiClient client, KeysByClient loader) => loader.For(client.Id);

    /// <summary>Send it as expectedVersion with a change.</summary>
    public static int Version(ApiClient client) => client.Version;
}

/// <summary>A secret of an API client, without the secret.</summary>
[View<ApiClientSecret>]
internal static class ApiClientSecretView
{
    /// <summary>When it was made.</summary>
    public static DateTimeOffset MadeAt(ApiClientSecret secret) => secret.MadeAt;

    /// <summary>Until when it opens.</summary>
    public static DateTimeOffset ExpiresAt(ApiClientSecret secret) => secret.ExpiresAt;
}

/// <summary>A public key of an API client.</summary>
[View<ApiClientKey>]
internal static class ApiClientKeyView
{
    /// <summary>By which it can be removed.</summary>
    public static string Id(ApiClientKey key) => key.Id.ToString();

    /// <summary>How assertions name it.</summary>
    public static string Kid(ApiClientKey key) => key.Kid;

    /// <summary>When it was entered.</summary>
    public static DateTimeOffset AddedAt(ApiClientKey key) => key.AddedAt;
}

/// <summary>A new secret of an API client. Keep it now: it is shown this once.</summary>
[View<IssuedSecret>]
internal static class IssuedSecretView
{
    /// <summary>Whose it is.</summary>
    public static ApiClientId Client(IssuedSecret issued) => issued.Client;

    /// <summary>The name by which the program signs in (<c>client_id</c>).</summary>
    public static string ClientId(IssuedSecret issued) => issued.ClientId;

    /// <summary>The secret (<c>client_secret</c>); null when the same request is repeated, because nobody keeps it.</summary>
    public static string? Secret(IssuedSecret issued) => issued.Secret;

    /// <summary>Until when it opens.</summary>
    public static DateTimeOffset ExpiresAt(IssuedSecret issued) => issued.ExpiresAt;
}

/// <summary>Something that somebody can be allowed: a scope of API clients, a permission of roles.</summary>
[View<PermissionDeclaration>("Scope")]
internal static class ScopeView
{
    /// <summary>Module and verb, such as <c>intake.read</c>.</summary>
    public static string Key(PermissionDeclaration scope) => scope.Id;

    /// <summary>What its holder may do.</summary>
    public static string Title(PermissionDeclaration scope) => scope.Title;
}

/// <summary>Reads API clients by id.</summary>
[Requires("platform.clients")]
internal sealed class ApiClientById(AccessDb db) : RowById<AccessDb, ApiClientId, ApiClient>(db)
{
    protected override Expression<Func<ApiClient, ApiClientId>> Key => c => c.Id;

    protected override IQueryable<ApiClient> Rows(Reach reach) => Db.ApiClients;
}

/// <summary>Reads the secrets of API clients.</summary>
[Requires("platform.clients")]
internal sealed class SecretsByClient(AccessDb db) : RowsBy<AccessDb, ApiClientId, ApiClientSecret>(db)
{
    protected override Expression<Func<ApiClientSecret, ApiClientId>> Key => s => s.ApiClient;

    protected override IQueryable<ApiClientSecret> Rows(Reach reach) => Db.ApiClientSecrets.OrderByDescending(s => s.MadeAt).ThenBy(s => s.Id);
}

/// <summary>Reads the public keys of API clients.</summary>
[Requires("platform.clients")]
internal sealed class KeysByClient(AccessDb db) : RowsBy<AccessDb, ApiClientId, ApiClientKey>(db)
{
    protected override Expression<Func<ApiClientKey, ApiClientId>> Key => k => k.ApiClient;

    protected override IQueryable<ApiClientKey> Rows(Reach reach) => Db.ApiClientKeys.OrderBy(k => k.AddedAt).ThenBy(k => k.Id);
}
