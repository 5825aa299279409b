using System.Reflection;
using CarePlatform.Platform;

namespace CarePlatform.Testing;

/// <summary>The modules that lie beside the tests: every assembly of the product with a module class.</summary>
public static class LoadedModules
{
    /// <summary>By name.</summary>
    public static IReadOnlyList<IModule> All { get; } = [.. Directory
        .EnumerateFiles(AppContext.BaseDirectory, "CarePlatform.*.dll")
        .Select(f => Path.GetFileNameWithoutExtension(f))
        .Where(n => !n.EndsWith(".Tests", StringComparison.Ordinal) && n is not ("CarePlatform.Platform" or "CarePlatform.Testing" or "CarePlatform.Benchmarks"))
        .Select(Assembly.Load)
        .SelectMany(a => a.GetTypes())
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IModule)))
        .Select(t => (IModule)Activator.CreateInstance(t)!)
        .OrderBy(m => m.Name, StringComparer.Ordinal)];
}
