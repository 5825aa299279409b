using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CarePlatform.Messaging;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CarePlatform.Journeys.Tests.Sandboxes;

/// <summary>A sandbox that the administrator of a tenant has founded through the API, and its program.</summary>
internal sealed class SomeSandbox
{
    public const string Fields = "id slug name status foundedBy expiresAt people { subject roles organisation }";

    private static int _count;

    private readonly string _clientId;
    private readonly string _secret;

    private SomeSandbox(TestTenant owner, JsonElement sandbox, JsonElement program)
    {
        Owner = owner;
        Shown = sandbox;
        (_clientId, _secret) = (program.GetProperty("clientId").GetString()!, program.GetProperty("secret").GetString()!);
        Assert.True(Platform.Id.TryParse<SandboxId>(Id, out var id));
        Tenant = id.Tenant;
    }

    /// <summary>The organisation that founded it.</summary>
    public TestTenant Owner { get; }

    /// <summary>What the owner was told of it.</summary>
    public JsonElement Shown { get; }

    public string Id => Shown.GetProperty("id").GetString()!;

    public TenantId Tenant { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string Slug() => $"s{Environment.ProcessId}-{Interlocked.Increment(ref _count)}";

    public static async Task<SomeSandbox> Found(TestTenant? owner = null, string careModel = "ambulatory-intensive")
    {
        owner ??= await TestTenant.From();
        var founded = await owner.Do(
            "admin", "createSandbox", new { slug = Slug(), careModel }, $"foundedSandbox {{ sandbox {{ {Fields} }} program {{ clientId secret }} }}");
        return new SomeSandbox(owner, founded.GetProperty("sandbox"), founded.GetProperty("program"));
    }

    /// <summary>A token of its program, acting as somebody or as itself; the whole answer where there is none.</summary>
    public async Task<JsonElement> Token(string? person = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(person is null ? [] : [new("requested_subject", person)])
            {
                ["grant_type"] = "client_credentials",
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_clientId}:{_secret}")));
        using var response = await Owner.Host.Client.SendAsync(request, Ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    /// <summary>Asks as its program, acting as somebody or as itself, and returns status and answer.</summary>
    public async Task<(int Status, JsonElement Answer)> Send(string? person, string query, object? variables = null)
    {
        var issued = await Token(person);
        if (issued.TryGetProperty("error", out var error) && error.GetString() == "temporarily_unavailable")
        {
            return (503, JsonElement.Parse("""{ "errors": [{ "message": "No token", "extensions": { "code": "SANDBOX_NOT_READY" } }] }"""));
        }

        var token = issued.GetProperty("access_token").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Owner.Host.Client.SendAsync(request, Ct);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }

    public async Task<JsonElement> Ask(string? person, string query, object? variables = null)
    {
        var (_, answer) = await Send(person, query, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), $"The request failed: {errors}");
        return answer.GetProperty("data");
    }

    /// <summary>Runs a simulator and returns the payload.</summary>
    public async Task<JsonElement> Simulate(object input) => (await Ask(
        "admin", "mutation($i: SimulateInput!) { simulate(input: $i) { simulated { what subjects } errors { __typename message path } } }", new { i = input }))
        .GetProperty("simulate");

    public Task Reset() => Owner.Do("admin", "resetSandbox", new { sandbox = Id }, "resetResult { status }");

    public Task Quiet() => Owner.Host.Services.GetRequiredService<LogHosts>().WhenQuiet(Tenant.Value, Ct);

    /// <summary>How many rows each table has of the sandbox, as the superuser counts them; tables without any are left out.</summary>
    public Task<SortedDictionary<string, long>> Rows(params string[] except) => Rows(Owner.Host, Tenant, except);

    public static async Task<SortedDictionary<string, long>> Rows(TestHost host, TenantId tenant, params string[] except)
    {
        var tables = new List<string>();
        await using (var find = host.Database.Administrator.CreateCommand("""
            select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
            where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
            """))
        await using (var reader = await find.ExecuteReaderAsync(Ct))
        {
            while (await reader.ReadAsync(Ct))
            {
                tables.Add(reader.GetString(0));
            }
        }

        Assert.True(tables.Count > 100, "The tables of the product were not found.");
        await using var count = host.Database.Administrator.CreateCommand(string.Join(
            " union all ", tables.Except(except).Select(t => $"select '{t}', count(*) from {t} where tenant_id = $1")));
        count.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Value });
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        await using var counted = await count.ExecuteReaderAsync(Ct);
        while (await counted.ReadAsync(Ct))
        {
            if (counted.GetInt64(1) is > 0 and var some)
            {
                rows[counted.GetString(0)] = some;
            }
        }

        return rows;
    }
}
