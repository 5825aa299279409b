using System.Reflection;

namespace CarePlatform.Platform;

/// <summary>The names of all events that modules and their contracts know, those of earlier versions included.</summary>
internal sealed class EventNames(Catalog catalog)
{
    private readonly Lazy<IReadOnlySet<string>> _names = new(() => EventVersions.AssembliesOf(catalog.Modules)
        .SelectMany(a => a.GetExportedTypes()).Select(t => t.GetCustomAttribute<EventAttribute>()?.Name).OfType<string>()
        .ToHashSet(StringComparer.Ordinal));

    public bool Holds(string name) => _names.Value.Contains(name);
}
