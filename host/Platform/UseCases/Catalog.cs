using System.Reflection;

namespace CarePlatform.Platform;

/// <summary>
/// Everything that the modules declare, found by scanning their assemblies once at start-up. What names a permission or a
/// feature that no module declares stops the start: a guard that cannot be found must not let anybody through.
/// </summary>
internal sealed class Catalog
{
    private readonly Dictionary<string, UseCase> _useCases;

    public Catalog(IReadOnlyList<IModule> modules)
    {
        Modules = modules;
        var types = modules.SelectMany(m => m.GetType().Assembly.GetTypes().Select(t => (Type: t, Module: m))).DistinctBy(p => p.Type).ToList();
        IReadOnlyList<(Type Type, IModule Module)> With<T>() => [.. types.Where(p => p.Type.GetCustomAttributes().Any(a => a is T))];

        _useCases = With<MutationAttribute>().Select(p => UseCase.Of(p.Type, p.Module)).ToDictionary(u => u.Name, StringComparer.Ordinal);
        Queries = With<QueryAttribute>();
        Subscriptions = With<SubscriptionAttribute>();
        Views = [.. With<IViewDeclaration>().Select(p => p.Type)];
        Extensions = [.. With<IExtensionDeclaration>().Select(p => p.Type)];
        Loaders = [.. types.Select(p => p.Type).Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(IDataLoader)))];
        Contexts = [.. types.Select(p => p.Type).Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(ModuleDb)))];
        Listeners = [.. types.Where(p => Listener.Is(p.Type)).Select(p => Listener.Of(p.Type, p.Module))];
        Check();
    }

    public IReadOnlyList<IModule> Modules { get; }

    public IReadOnlyCollection<UseCase> UseCases => _useCases.Values;

    /// <summary>Classes whose methods are root query fields.</summary>
    public IReadOnlyList<(Type Type, IModule Module)> Queries { get; }

    /// <summary>Classes whose methods are root subscription fields.</summary>
    public IReadOnlyList<(Type Type, IModule Module)> Subscriptions { get; }

    /// <summary>Classes whose methods are the fields of a type.</summary>
    public IReadOnlyList<Type> Views { get; }

    /// <summary>Classes whose methods add fields to another module's type.</summary>
    public IReadOnlyList<Type> Extensions { get; }

    public IReadOnlyList<Type> Loaders { get; }

    public IReadOnlyList<Type> Contexts { get; }

    /// <summary>Reactions to events and handlers of timers.</summary>
    public IReadOnlyList<Listener> Listeners { get; }

    /// <summary>The features that guard a member: its own and its class's.</summary>
    public static IEnumerable<string> FeaturesOf(MemberInfo member) => new[] { member, member.DeclaringType }
        .Select(m => m?.GetCustomAttribute<FeatureAttribute>()?.Id).OfType<string>();

    /// <summary>The permission that a query or subscription member needs: its own or its class's; null where whoever is signed in may ask.</summary>
    public static string? PermissionOf(MethodInfo query) => query.IsDefined(typeof(ForWhoeverAsksAttribute)) ? null
        : query.GetCustomAttribute<RequiresAttribute>()?.Permission
        ?? query.DeclaringType!.GetCustomAttribute<RequiresAttribute>()?.Permission
        ?? throw new DeclarationException(query.DeclaringType!, $"says nobody may read {query.Name}: add [Requires(\"module.verb\")]");

    /// <summary>The methods of a query, view or extension class that are fields.</summary>
    public static IEnumerable<MethodInfo> FieldsOf(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).OrderBy(m => m.MetadataToken);

    private void Check()
    {
        var features = Modules.SelectMany(m => m.Features).Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
        var permissions = Modules.SelectMany(m => m.Permissions).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var guarded = _useCases.Values.Select(u => (MemberInfo)u.Type)
            .Concat(Queries.Concat(Subscriptions).SelectMany(q => FieldsOf(q.Type)))
            .Concat(Views.Concat(Extensions).SelectMany(FieldsOf))
            .Concat(Listeners.Select(l => l.Type));
        foreach (var member in guarded)
        {
            var type = member as Type ?? member.DeclaringType!;
            if (FeaturesOf(member).FirstOrDefault(f => !features.Contains(f)) is { } feature)
            {
                throw new DeclarationException(type, $"is guarded by the feature \"{feature}\", which no module declares");
            }

            var required = member.GetCustomAttribute<RequiresAttribute>()?.Permission ?? type.GetCustomAttribute<RequiresAttribute>()?.Permission;
            if (required is not null && !permissions.Contains(required))
            {
                throw new DeclarationException(type, $"requires the permission \"{required}\", which no module declares");
            }
        }

        foreach (var query in Queries.Concat(Subscriptions).SelectMany(q => FieldsOf(q.Type)))
        {
            PermissionOf(query);
        }
    }
}
