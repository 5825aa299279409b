using System.Collections.Concurrent;
using CarePlatform.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CarePlatform.Testing;

/// <summary>
/// The product as a test sees it: one host and one database per test process and set of modules, reached over HTTP like by
/// anybody else. It ends with the process.
/// </summary>
public sealed class TestHost : IAsyncDisposable
{
    /// <summary>After so many refused tokens a host slows down whoever sends more: all tests come from one address.</summary>
    public const int RefusedTokens = 500;

    private static readonly ConcurrentDictionary<string, Lazy<Task<TestHost>>> Hosts = new(StringComparer.Ordinal);

    private readonly WebApplication _app;
    private readonly BuiltInIssuer _issuer;
    private readonly IReadOnlyList<IModule> _modules;
    private readonly IReadOnlyList<Recipe>? _recipes;

    private TestHost(
        WebApplication app, TestDatabase database, TestDatabase? cell, BuiltInIssuer issuer, IReadOnlyList<IModule> modules, IReadOnlyList<Recipe>? recipes)
    {
        (_app, Database, Cell, _issuer, _modules, _recipes) = (app, database, cell, issuer, modules, recipes);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    /// <summary>The host with every module that lies beside the tests.</summary>
    public static Task<TestHost> Shared => Of("all", () => LoadedModules.All, recipes: null, migrations: null);

    /// <summary>The same with a second database, in which tenants can live.</summary>
    public static Task<TestHost> WithCell => Hosts.GetOrAdd("cell", _ => new(async () =>
    {
        var host = await OfItsOwn(Directory.CreateTempSubdirectory("care-test-keys-").FullName, withCell: true);
        (await TestCluster.Shared).BeforeEnd(() => host._app.StopAsync());
        return host;
    })).Value;

    /// <summary>Its database.</summary>
    public TestDatabase Database { get; }

    /// <summary>Its second database; null where it has none.</summary>
    public TestDatabase? Cell { get; }

    /// <summary>Its container.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Sends to it.</summary>
    public HttpClient Client { get; }

    /// <summary>What went out to people by mail or text, on every host of this process.</summary>
    public static SentMessages Sent { get; } = new();

    /// <summary>A host of other modules, made once per process and name.</summary>
    public static Task<TestHost> Of(
        string name, Func<IReadOnlyList<IModule>> modules, IReadOnlyList<Recipe>? recipes, IReadOnlyList<MigrationSet>? migrations) =>
        Hosts.GetOrAdd(name, _ => new(() => Start(modules(), recipes, migrations))).Value;

    /// <summary>One more host of the same product over the same database, as a cluster has them. Whoever asks for it ends it.</summary>
    public Task<TestHost> Another() => Serve(Database, Cell, _issuer, _modules, _recipes);

    /// <summary>A host with every module over databases of its own, whose keys another process can read there. Whoever asks for it ends it.</summary>
    public static async Task<TestHost> OfItsOwn(string keys, bool withCell)
    {
        MigrationSet[] sets = [.. PlatformSetup.Migrations(LoadedModules.All)];
        return await Serve(
            await TestDatabase.CreateAsync(sets), withCell ? await TestDatabase.CreateAsync(sets) : null, new BuiltInIssuer(keys, new SignInOptions()),
            LoadedModules.All, recipes: null);
    }

    /// <summary>Serves in this process what a host of another process served, or serves as well, until the process may leave; its address lies beside the keys.</summary>
    public static async Task ServeAsync(string keys, string home, IReadOnlyDictionary<string, string> cells)
    {
        await using var app = await Serve(new Databases(home, cells), new BuiltInIssuer(keys, new SignInOptions()), LoadedModules.All, recipes: null);
        await File.WriteAllTextAsync(Path.Combine(keys, "address"), app.Urls.First());
        await OtherProcess.ServeAsync();
        await app.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>A token for this person of this tenant, which holds for an hour from its issue.</summary>
    /// <param name="issuedAgo">How long ago it was issued; just now when nothing is said.</param>
    /// <param name="severalFactors">Whether it shows a sign-in with more than one factor.</param>
    public string Token(string tenant, string subject, TimeSpan issuedAgo = default, bool severalFactors = false) =>
        _issuer.Issue(tenant, subject, new EarlierTime(issuedAgo), TimeSpan.FromHours(1), severalFactors);

    private sealed class EarlierTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - by;
    }

    private static async Task<TestHost> Start(IReadOnlyList<IModule> modules, IReadOnlyList<Recipe>? recipes, IReadOnlyList<MigrationSet>? migrations)
    {
        var database = await TestDatabase.CreateAsync([.. migrations ?? PlatformSetup.Migrations(modules)]);
        var keys = Directory.CreateTempSubdirectory("care-test-keys-");
        var signIn = new SignInOptions();
        var issuer = new BuiltInIssuer(keys.FullName, signIn);
        keys.Delete(recursive: true);
        var host = await Serve(database, cell: null, issuer, modules, recipes);
        (await TestCluster.Shared).BeforeEnd(() => host._app.StopAsync());
        return host;
    }

    private static async Task<TestHost> Serve(
        TestDatabase database, TestDatabase? cell, BuiltInIssuer issuer, IReadOnlyList<IModule> modules, IReadOnlyList<Recipe>? recipes)
    {
        var cells = cell is null ? null : new Dictionary<string, string> { [cell.Name] = cell.ApplicationConnectionString };
        var app = await Serve(new Databases(database.ApplicationConnectionString, cells), issuer, modules, recipes);
        return new TestHost(app, database, cell, issuer, modules, recipes);
    }

    private static async Task<WebApplication> Serve(
        Databases databases, BuiltInIssuer issuer, IReadOnlyList<IModule> modules, IReadOnlyList<Recipe>? recipes)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddCarePlatform(new PlatformSetup(
            modules, databases, new SignInOptions { AllowLocalAuthorities = true, RefusedTokensOfAddress = RefusedTokens }, issuer, ShowFaults: false)
        { Recipes = recipes });
        builder.Services.AddSingleton<IMessageSink>(Sent);
        var app = builder.Build();
        app.UseCarePlatform();
        await app.StartAsync();
        return app;
    }
}
