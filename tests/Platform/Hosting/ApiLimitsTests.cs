using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using CarePlatform.GraphQL;
using CarePlatform.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ApiLimitsTests : IDisposable
{
    private static readonly Catalog Catalog = new([new PlatformModule()]);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("care-documents-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_answer_tells_its_cost_and_what_is_left_to_the_app()
    {
        var tenant = await ShelfTenant.New();
        var cost = (await tenant.Send("reader", "{ books(first: 7) { nodes { title } } }")).GetProperty("extensions").GetProperty("cost");
        Assert.Equal(7, cost.GetProperty("requested").GetDouble());
        Assert.Equal(0, cost.GetProperty("actual").GetDouble());
        Assert.Equal(20_000, cost.GetProperty("limit").GetDouble());
        Assert.Equal((200_000, 20_000), (cost.GetProperty("capacity").GetDouble(), cost.GetProperty("restoreRate").GetDouble()));
        Assert.Equal(200_000, cost.GetProperty("remaining").GetDouble());
    }

    [Fact]
    public async Task Apps_have_budgets_of_their_own_in_each_tenant()
    {
        var (one, other) = (await ShelfTenant.New(), await ShelfTenant.New());
        var limits = ApiLimits.Cost(new ApiOptions { Budget = 10, BudgetPerSecond = 0 }, new HandTime());
        var executor = new GraphQLExecutor(new Library().Schema, new ExecutorOptions { Cost = limits });
        var full = "mutation { put(title: \"x\") }"; // Costs 10.
        Assert.Equal(ResponseKind.Executed, await Ask(executor, one, full, new Claim("azp", "kiosk")));
        Assert.Equal(ResponseKind.Throttled, await Ask(executor, one, full, new Claim("azp", "kiosk")));
        Assert.Equal(ResponseKind.Throttled, await Ask(executor, one, full, new Claim("client_id", "kiosk")));
        Assert.Equal(ResponseKind.Executed, await Ask(executor, one, full, new Claim("azp", "planner"), new Claim("client_id", "kiosk")));
        Assert.Equal(ResponseKind.Executed, await Ask(executor, one, full));
        Assert.Equal(ResponseKind.Throttled, await Ask(executor, one, full, new Claim("sub", "somebody")));
        Assert.Equal(ResponseKind.Executed, await Ask(executor, other, full, new Claim("azp", "kiosk")));
    }

    [Fact]
    public async Task Only_those_with_the_permission_see_the_schema_where_one_is_asked_for()
    {
        var executor = new GraphQLExecutor(new Library().Schema, new ExecutorOptions
        {
            MayIntrospect = ApiLimits.MayIntrospect(new ApiOptions { SchemaPermission = "platform.administer" }, Catalog, isDevelopment: false),
        });
        var tenant = await ShelfTenant.New();
        Assert.Equal(ResponseKind.Executed, await Introspect(executor, tenant, "platform.administer"));
        Assert.Equal(ResponseKind.Refused, await Introspect(executor, tenant, "platform.read"));
        Assert.Equal(ResponseKind.Refused, await Introspect(executor, tenant));
    }

    [Fact]
    public async Task Whoever_is_signed_in_sees_the_schema_where_nothing_else_is_configured()
    {
        var tenant = await ShelfTenant.New();
        var schema = (await tenant.Ask("reader", "{ __schema { queryType { name } } }")).GetProperty("__schema");
        Assert.Equal("Query", schema.GetProperty("queryType").GetProperty("name").GetString());
    }

    [Fact]
    public async Task An_app_brings_a_document_once()
    {
        var tenant = await ShelfTenant.New();
        var query = "{ books(first: 1) { nodes { id title } } }";
        var extensions = new { persistedQuery = new { version = 1, sha256Hash = DocumentHash.Of(query) } };
        Assert.Contains("PersistedQueryNotFound", await Post(tenant, new { extensions }));
        Assert.Contains("\"data\"", await Post(tenant, new { query, extensions }));
        Assert.Contains("\"data\"", await Post(tenant, new { extensions }));
    }

    [Fact]
    public async Task Documents_are_registered_from_a_folder()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "Me.graphql"), "{ me { id } }", TestContext.Current.CancellationToken);
        var documents = ApiLimits.Documents(new ApiOptions { Documents = _folder.FullName, OnlyRegisteredDocuments = true, AutomaticDocuments = 0 });
        Assert.Equal("{ me { id } }", await documents.Registered!.Find("Me", TestContext.Current.CancellationToken));
        Assert.Equal((true, null), (documents.OnlyRegistered, documents.Automatic));
    }

    [Fact]
    public void What_is_configured_wrongly_stops_the_start()
    {
        Assert.Contains("Api:Documents", Assert.Throws<InvalidOperationException>(
            () => ApiLimits.Documents(new ApiOptions { OnlyRegisteredDocuments = true })).Message);
        Assert.Contains("platform.dream", Assert.Throws<InvalidOperationException>(
            () => ApiLimits.MayIntrospect(new ApiOptions { SchemaPermission = "platform.dream" }, Catalog, isDevelopment: false)).Message);
    }

    [Fact]
    public void Everybody_sees_the_schema_in_development_and_where_no_permission_is_asked_for()
    {
        Assert.Null(ApiLimits.MayIntrospect(new ApiOptions { SchemaPermission = "platform.administer" }, Catalog, isDevelopment: true));
        Assert.Null(ApiLimits.MayIntrospect(new ApiOptions(), Catalog, isDevelopment: false));
    }

    private static async Task<ResponseKind> Ask(GraphQLExecutor executor, TestTenant tenant, string query, params Claim[] claims)
    {
        await using var scope = tenant.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Session>().Begin(tenant.Tenant, Actor.System, Guid.Empty);
        using var response = await executor.Execute(
            new GraphQLRequest { Query = query, Services = scope.ServiceProvider, User = new ClaimsPrincipal(new ClaimsIdentity(claims, "test")) },
            TestContext.Current.CancellationToken);
        return response.Kind;
    }

    private static async Task<ResponseKind> Introspect(GraphQLExecutor executor, TestTenant tenant, params string[] permissions)
    {
        await using var scope = tenant.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Session>().Begin(
            tenant.Tenant,
            new Actor(new UserId(Guid.CreateVersion7()), "Some Body", new HashSet<string>(), new HashSet<TeamId>(), permissions.ToDictionary(p => p, _ => Reach.Tenant)),
            Guid.Empty);
        using var response = await executor.Execute(
            new GraphQLRequest { Query = "{ __schema { queryType { name } } }", Services = scope.ServiceProvider }, TestContext.Current.CancellationToken);
        return response.Kind;
    }

    private static async Task<string> Post(TestTenant tenant, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tenant.Host.Token(tenant.Tenant.Slug, "reader"));
        using var response = await tenant.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
