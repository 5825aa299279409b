using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>A tenant to which programs sign in.</summary>
internal sealed class MachineTenant
{
    public const string Client = "apiClient { id clientId requestedScopes approvedScopes version revokedAt lastUsedAt secrets { expiresAt } keys { id kid } }";

    private const string Issued = "issuedSecret { clientId secret expiresAt client { id version } }";

    private MachineTenant(TestTenant tenant) => Tenant = tenant;

    public TestTenant Tenant { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<MachineTenant> New() => new(await ShelfTenant.New());

    /// <summary>An API client, approved for what it asks unless said otherwise.</summary>
    public async Task<Machine> Create(string[] scopes, bool approved = true, object? more = null)
    {
        var input = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        (input["name"], input["scopes"]) = ("Kiosk", JsonSerializer.SerializeToNode(scopes));
        var issued = await Tenant.Do("admin", "createApiClient", input, Issued);
        var machine = new Machine(
            issued.GetProperty("client").GetProperty("id").GetString()!, issued.GetProperty("clientId").GetString()!, issued.GetProperty("secret").GetString()!);
        if (approved)
        {
            await Approve(machine, scopes);
        }

        return machine;
    }

    public Task<JsonElement> Approve(Machine machine, params string[] scopes) =>
        Tenant.Do("admin", "approveApiClientScopes", new { client = machine.Id, scopes }, Client);

    /// <summary>A new secret; the one before opens for so many hours.</summary>
    public async Task<Machine> Rotate(Machine machine, int overlapHours) => machine with
    {
        Secret = (await Tenant.Do("admin", "rotateApiClientSecret", new { client = machine.Id, overlapHours }, Issued)).GetProperty("secret").GetString()!,
    };

    public async Task<JsonElement> Shown(Machine machine) =>
        (await Tenant.Ask("admin", $"query($id: ID!) {{ {Client.Replace("apiClient", "apiClient(id: $id)", StringComparison.Ordinal)} }}", new { id = machine.Id })).GetProperty("apiClient");

    /// <summary>Asks for a token with its secret in the form.</summary>
    public Task<(HttpStatusCode Status, JsonElement Answer)> Ask(Machine machine, string? scope = null) => Post(
        [new("grant_type", "client_credentials"), new("client_id", machine.ClientId), new("client_secret", machine.Secret), .. scope is null ? Array.Empty<KeyValuePair<string, string>>() : [new("scope", scope)]]);

    public async Task<string> Token(Machine machine, string? scope = null)
    {
        var (status, answer) = await Ask(machine, scope);
        Assert.True(status is HttpStatusCode.OK, answer.ToString());
        return answer.GetProperty("access_token").GetString()!;
    }

    public async Task<(HttpStatusCode Status, JsonElement Answer)> Post(IEnumerable<KeyValuePair<string, string>> form, string? basic = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = basic is null ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        using var response = await Tenant.Host.Client.SendAsync(request, Ct);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }

    /// <summary>Sends a query with a token.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Answer)> Query(string token, string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Tenant.Host.Client.SendAsync(request, Ct);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }

    /// <summary>The code with which a query with this token is refused.</summary>
    public async Task<string?> Code(string token, string query = "{ books { nodes { title } } }") =>
        (await Query(token, query)).Answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    /// <summary>What the audit trail says of failures to sign in.</summary>
    public async Task<IReadOnlyList<(string Who, string Why)>> Failures() => [.. (await Tenant.Ask(
        "admin", "{ auditEntries(first: 50, where: { action: \"signIn\" }) { nodes { actorName outcome } } }"))
        .GetProperty("auditEntries").GetProperty("nodes").EnumerateArray()
        .Select(e => (e.GetProperty("actorName").GetString()!, e.GetProperty("outcome").GetString()!))];
}

/// <summary>A program and what it signs in with.</summary>
internal sealed record Machine(string Id, string ClientId, string Secret);
