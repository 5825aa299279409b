using System.Text.Json;
using CarePlatform.Messaging;
using CarePlatform.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CarePlatform.Platform.Tests;

/// <summary>The platform's building blocks over a database of the test's own, without HTTP.</summary>
internal sealed class TestPlatform : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestPlatform(TestDatabase database)
    {
        Database = database;
        _services = Build();
    }

    public static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public TestDatabase Database { get; }

    /// <summary>The real time of the test: it stands still unless moved.</summary>
    public TestWorld World { get; } = new();

    public TenantCatalog Tenants => _services.GetRequiredService<TenantCatalog>();

    public TenantFoundation Foundation => _services.GetRequiredService<TenantFoundation>();

    public IServiceProvider Services => _services;

    public static async Task<TestPlatform> Start() => new(await TestDatabase.CreateAsync(
        MigrationSet.Of("platform", typeof(Session).Assembly), MigrationSet.Of("messaging", typeof(EventLog).Assembly)));

    /// <summary>What another host would have: the same database, nothing remembered.</summary>
    public ServiceProvider Build()
    {
        var services = new ServiceCollection().AddLogging()
            .AddSingleton<TimeProvider>(World)
            .AddSingleton(new Databases(Database.ApplicationConnectionString))
            .AddSingleton<TenantCatalog>()
            .AddScoped<Session>().AddScoped(p => p.GetRequiredService<Session>().Clock)
            .AddScoped<Calendars>().AddScoped<People>().AddAudit()
            .AddScoped(p => ContextPool<AuditDb>.For(p.GetRequiredService<Session>()))
            .AddScoped<ITenantDefaults, Greeting>()
            .AddTenantFeatures([new PlatformModule(), new GardenModule()], GardenModule.Recipes);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public Task<Tenant> Found(string slug, string careModel = "orchard", bool sandbox = true) => Foundation.Found(Plan(slug, careModel, sandbox), Cancellation);

    public static TenantPlan Plan(string slug, string careModel = "orchard", bool sandbox = true) => new(
        slug, slug.ToUpperInvariant(), careModel, "America/New_York", sandbox,
        [new SitePlan("hill", "Hill"), new SitePlan("coast", "Coast", "America/Los_Angeles", new CalendarDocument(
            new Dictionary<DayOfWeek, OpeningHours> { [DayOfWeek.Saturday] = new(new TimeOnly(9, 0), new TimeOnly(12, 0)) }, new Holidays()))],
        [
            new StaffPlan("head", "Head", "Head Gardener", ["gardener", "keeper"], [], Leads: ["beds"]),
            new StaffPlan("hand", "Hand", "Gardener", ["gardener"], ["beds"], Supervisor: "head"),
        ],
        [new PartnerPlan("nursery", "Nursery", "supplier", new Dictionary<string, string> { ["npi"] = "1" })]);

    /// <summary>A scope whose session works for the tenant.</summary>
    public AsyncServiceScope In(Tenant tenant, Actor? actor = null)
    {
        var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Session>().Begin(tenant, actor ?? Actor.System, Guid.CreateVersion7(World.GetUtcNow()));
        return scope;
    }

    /// <summary>Does something for the tenant in a transaction and commits it.</summary>
    public async Task<T> Do<T>(Tenant tenant, Func<IServiceProvider, Task<T>> work, Actor? actor = null)
    {
        await using var scope = In(tenant, actor);
        var result = await work(scope.ServiceProvider);
        await scope.ServiceProvider.GetRequiredService<Session>().CommitAsync(Cancellation);
        return result;
    }

    /// <summary>What the superuser sees.</summary>
    public async Task<object?> Ask(string sql)
    {
        await using var command = Database.Administrator.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    /// <summary>The hosted services of a host, started.</summary>
    public static async Task<IAsyncDisposable> Run(ServiceProvider host)
    {
        foreach (var hosted in host.GetServices<IHostedService>())
        {
            await hosted.StartAsync(Cancellation);
        }

        return new Running(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }

    private sealed class Running(ServiceProvider host) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var hosted in host.GetServices<IHostedService>())
            {
                await hosted.StopAsync(CancellationToken.None);
            }

            await host.DisposeAsync();
        }
    }

    // A module's default: counts how often it was asked, in the tenant's own table.
    private sealed class Greeting(Session session) : ITenantDefaults
    {
        public async Task Install(Tenant tenant, Recipe recipe, CancellationToken ct)
        {
            await using var command = new Npgsql.NpgsqlCommand(
                "insert into platform.organisations (id, key, name, kind) values (gen_random_uuid(), 'greeting', $1, 'default') on conflict do nothing",
                session.Connection, session.Transaction)
            {
                Parameters = { new() { Value = recipe.For<Words>("garden")?.Greeting ?? "none" } },
            };
            await command.ExecuteNonQueryAsync(ct);
        }

        private sealed record Words(string Greeting);
    }
}

/// <summary>A module with features that need each other, and two care models made of them.</summary>
internal sealed class GardenModule : IModule
{
    public static IReadOnlyList<Recipe> Recipes { get; } =
    [
        Recipe("orchard", ["garden", "garden.trees"], """{ "greeting": "Welcome to the orchard" }"""),
        Recipe("meadow", ["garden", "garden.flowers", "garden.bees"], null),
    ];

    public string Name => "garden";

    public IReadOnlyList<FeatureDeclaration> Features =>
    [
        new("garden", "Garden"), new("garden.trees", "Trees", "garden"), new("garden.flowers", "Flowers", "garden"),
        new("garden.bees", "Bees", "garden.flowers"),
    ];

    public IReadOnlyList<PermissionDeclaration> Permissions => [new("garden.dig", "Dig"), new("garden.pick", "Pick")];

    private static Recipe Recipe(string key, IReadOnlyList<string> features, string? garden) => new(
        key, key, key, features,
        [
            new RoleRecipe("gardener", "Gardener", new Dictionary<string, Reach> { ["garden.dig"] = Reach.Team }),
            new RoleRecipe("keeper", "Keeper", new Dictionary<string, Reach> { ["garden.dig"] = Reach.Tenant, ["garden.pick"] = Reach.Own }),
            .. key == "meadow" ? [new RoleRecipe("beekeeper", "Beekeeper", new Dictionary<string, Reach> { ["garden.pick"] = Reach.Team })] : Array.Empty<RoleRecipe>(),
        ],
        [new TeamRecipe("beds", "Flower Beds")],
        new CalendarDocument(SomeCalendar.OfficeHours, new Holidays(["us-federal"]), [new ClosedDay(new DateOnly(2026, 8, 3), "Garden party")]),
        garden is null ? null : new Dictionary<string, JsonElement> { ["garden"] = JsonElement.Parse(garden) });
}

/// <summary>The real time of a test, which the test moves.</summary>
internal sealed class TestWorld : TimeProvider
{
    private DateTimeOffset _now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    public void Pass(TimeSpan time) => _now += time;
}
