using System.Reflection;
using System.Text.Json;

namespace CarePlatform.Platform;

/// <summary>
/// Reads what was logged in an earlier version of an event as the version of today: whoever hears an event knows its newest form only,
/// however old the log is.
/// </summary>
internal sealed class EventVersions
{
    private static readonly MethodInfo Generic = typeof(EventVersions).GetMethod(nameof(LiftOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly Dictionary<string, Step> _steps = new(StringComparer.Ordinal);

    /// <exception cref="DeclarationException">Two events supersede the same one, or one supersedes what is no earlier version of it.</exception>
    public EventVersions(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            foreach (var superseded in type.GetInterfaces().Where(IsSuperseding))
            {
                Add(type, superseded.GetGenericArguments()[1]);
            }
        }
    }

    /// <summary>The events of the modules and of the contracts that they share; events are public, for others hear them.</summary>
    public static EventVersions Of(IEnumerable<IModule> modules) => new(AssembliesOf(modules).SelectMany(a => a.GetExportedTypes()));

    /// <summary>The assemblies of the modules, and of the contracts that they share.</summary>
    public static IEnumerable<Assembly> AssembliesOf(IEnumerable<IModule> modules)
    {
        var own = modules.Select(m => m.GetType().Assembly).Distinct().ToList();
        var shared = own.SelectMany(a => a.GetReferencedAssemblies())
            .Where(name => name.Name!.StartsWith("CarePlatform.", StringComparison.Ordinal)).Select(Assembly.Load);
        return own.Concat(shared).Distinct();
    }

    /// <summary>The names under which events lie in the log that are read as <paramref name="name"/>, itself included.</summary>
    public IEnumerable<string> NamesOf(string name) =>
        _steps.Where(s => s.Value.To == name).SelectMany(s => NamesOf(s.Key)).Prepend(name);

    /// <summary>The newest name of an event.</summary>
    public string Newest(string name)
    {
        while (_steps.TryGetValue(name, out var step))
        {
            name = step.To;
        }

        return name;
    }

    /// <summary>The newest name of an event, and its payload in that version.</summary>
    public (string Name, object? Lifted) Lift(string name, ReadOnlySpan<byte> payload)
    {
        if (!_steps.TryGetValue(name, out var step))
        {
            return (name, null);
        }

        var lifted = step.Lift(JsonSerializer.Deserialize(payload, step.From, IdJson.Options)!);
        for (name = step.To; _steps.TryGetValue(name, out step); name = step.To)
        {
            lifted = step.Lift(lifted);
        }

        return (name, lifted);
    }

    private void Add(Type newer, Type older)
    {
        var (from, to) = (NameOf(older), NameOf(newer));
        if (from.Split('@') is not [var earlier, var old] || to.Split('@') is not [var later, var young] || earlier != later
            || !int.TryParse(old, out var before) || !int.TryParse(young, out var after) || before >= after)
        {
            throw new DeclarationException(newer, $"supersedes {from}, which is no earlier version of {to}");
        }

        var lift = Generic.MakeGenericMethod(newer, older).CreateDelegate<Func<object, object>>();
        if (!_steps.TryAdd(from, new Step(older, to, lift)))
        {
            throw new DeclarationException(newer, $"supersedes {from}, which {_steps[from].To} supersedes already");
        }
    }

    private static string NameOf(Type type) => type.GetCustomAttribute<EventAttribute>()?.Name
        ?? throw new DeclarationException(type, "has or is a version of an event but is none: mark it with [Event(\"module.what-happened@1\")]");

    private static bool IsSuperseding(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ISupersedes<,>);

    private static object LiftOf<TNew, TOld>(object old)
        where TNew : ISupersedes<TNew, TOld> => TNew.From((TOld)old);

    private sealed record Step(Type From, string To, Func<object, object> Lift);
}
