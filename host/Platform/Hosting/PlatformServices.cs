using CarePlatform.GraphQL;
using FluentValidation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CarePlatform.Platform;

/// <summary>Registers the platform and everything that scanning finds in the modules.</summary>
public static class PlatformServices
{
    /// <summary>Adds the platform with the modules of the set-up.</summary>
    /// <exception cref="DeclarationException">A module declares something half; the message names class and member.</exception>
    public static IServiceCollection AddCarePlatform(this IServiceCollection services, PlatformSetup setup)
    {
        IReadOnlyList<IModule> modules = [new PlatformModule(), .. setup.Modules];
        var catalog = new Catalog(modules);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(setup).AddSingleton(setup.Databases).AddSingleton(setup.SignIn).AddSingleton(catalog);
        services.AddMemoryCache().AddHttpContextAccessor();
        services.AddScoped<Session>().AddScoped(static provider => provider.GetRequiredService<Session>().Clock);
        services.AddScoped<People>().AddScoped<PartnerPresence>().AddScoped<Absences>().AddScoped<Calendars>().AddScoped<Timers>().AddAudit().AddPrivacy();
        services.AddSingleton<ActorCatalog>().AddSingleton<TenantCatalog>().AddSingleton<Callers>().AddSingleton<CallerSessions>();
        services.AddSingleton(provider => new TenantSessions(
            setup.Databases, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<TenantCatalog>(),
            provider.GetRequiredService<EventWriter>()));
        services.AddPipeline().AddSchema(setup).AddTenantFeatures(modules, setup.Recipes).AddSignIn(setup).AddMachines(setup);
        services.AddReactions(setup.Databases).AddTelemetry().AddMessages().AddSingleton<LivePace>();
        services.AddPublic();
        services.AddSingleton<ExportCatalog>().AddSingleton<TenantExport>().AddSingleton<AuditExport>();
        services.AddSandboxes();
        foreach (var context in catalog.Contexts)
        {
            services.AddContext(context);
        }

        foreach (var module in modules)
        {
            services.AddSingleton(module);
            module.Register(services);
        }

        return services.ScanModules(modules);
    }

    private static void AddPublic(this IServiceCollection services)
    {
        services.AddSingleton<PublicLimits>().AddSingleton(provider => new PublicCalls(
            provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<UseCasePipeline>(), provider.GetRequiredService<Catalog>(),
            provider.GetRequiredService<TenantCatalog>(), provider.GetRequiredService<TimeProvider>()));
    }

    private static void AddContext(this IServiceCollection services, Type context)
    {
        var take = typeof(ContextPool<>).MakeGenericType(context).GetMethod(nameof(ContextPool<>.For))!.CreateDelegate<Func<Session, ModuleDb>>();
        services.AddScoped(context, provider => take(provider.GetRequiredService<Session>()));
        services.AddScoped(provider => (ModuleDb)provider.GetRequiredService(context));
    }

    private static IServiceCollection AddPipeline(this IServiceCollection services) => services
        .AddSingleton<UseCasePipeline>()
        .AddSingleton<TraceStep>().AddSingleton<FeatureStep>().AddSingleton<PermissionStep>().AddSingleton<AskStep>()
        .AddSingleton<TransactionStep>()
        .AddSingleton<IdempotencyStep>().AddSingleton<ValidationStep>().AddSingleton<AuditStep>().AddSingleton<SaveStep>()
        .AddSingleton<EventWriter>().AddSingleton<EventNames>()
        .AddScoped<UseCaseCalls>();

    private static IServiceCollection AddSchema(this IServiceCollection services, PlatformSetup setup) => services
        .AddSingleton<RowScreen>().AddSingleton<ReadAudit>().AddSingleton<Descriptions>().AddSingleton<LoadersById>().AddSingleton<SchemaBuilder>().AddSingleton<FeatureReach>()
        .AddSingleton(provider => new SchemaViews(
            provider.GetRequiredService<SchemaBuilder>(), validation => Options(provider, setup, validation)));

    // Fields of one request share its connection, so they never run side by side.
    private static ExecutorOptions Options(IServiceProvider provider, PlatformSetup setup, ValidationOptions validation)
    {
        var api = provider.GetRequiredService<IConfiguration>().GetSection("Api").Get<ApiOptions>() ?? new ApiOptions();
        var time = provider.GetRequiredService<TimeProvider>();
        return new ExecutorOptions
        {
            Concurrency = Concurrency.OneAtATime,
            ShowExceptions = setup.ShowFaults,
            Validation = validation,
            Cost = ApiLimits.Cost(api, time),
            Documents = ApiLimits.Documents(api),
            Redaction = provider.GetRequiredService<IFieldRedaction>(),
            MayIntrospect = ApiLimits.MayIntrospect(api, provider.GetRequiredService<Catalog>(), isDevelopment: setup.ShowFaults),
            Time = time,
            Logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("CarePlatform.Api"),
        };
    }

    // Lookups answer other modules' questions; loaders, validators and defaults are found by what they derive from.
    private static IServiceCollection ScanModules(this IServiceCollection services, IReadOnlyList<IModule> modules) => services.Scan(scan => scan
        .FromAssemblies(modules.Select(m => m.GetType().Assembly).Distinct())
        .AddClasses(c => c.AssignableTo<IDataLoader>(), publicOnly: false).AsSelf().WithScopedLifetime()
        .AddClasses(c => c.AssignableTo(typeof(IValidator<>)), publicOnly: false).AsImplementedInterfaces().WithSingletonLifetime()
        .AddClasses(c => c.AssignableTo<ILiveFeed>(), publicOnly: false).AsSelfWithInterfaces().WithSingletonLifetime()
        .AddClasses(c => c.AssignableTo<ITenantDefaults>(), publicOnly: false).As<ITenantDefaults>().WithScopedLifetime()
        .AddClasses(c => c.AssignableTo<ISandboxContent>(), publicOnly: false).As<ISandboxContent>().WithScopedLifetime()
        .AddClasses(c => c.AssignableTo<ISandboxSimulator>(), publicOnly: false).As<ISandboxSimulator>().WithScopedLifetime()
        .AddClasses(c => c.Where(IsLookup), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime());

    private static bool IsLookup(Type type) => type.GetInterfaces().Any(i => i.Name.EndsWith("Lookup", StringComparison.Ordinal));
}
