namespace CarePlatform.Platform;

/// <summary>
/// Every feature that the modules declare, with what needs what. A need that nobody declares, a circle of needs, or an id that is
/// declared twice stops the start.
/// </summary>
internal sealed class FeatureCatalog
{
    private readonly Dictionary<string, FeatureDeclaration> _features = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _needs = new(StringComparer.Ordinal);

    /// <exception cref="DeclarationException">Names the module at fault.</exception>
    public FeatureCatalog(IReadOnlyList<IModule> modules)
    {
        var declared = modules.SelectMany(m => m.Features.Select(f => (Module: m.GetType(), Feature: f))).ToList();
        foreach (var (module, feature) in declared)
        {
            if (!_features.TryAdd(feature.Id, feature))
            {
                throw new DeclarationException(module, $"declares the feature \"{feature.Id}\" a second time");
            }
        }

        foreach (var (module, feature) in declared)
        {
            if (feature.Needs.FirstOrDefault(n => !_features.ContainsKey(n)) is { } unknown)
            {
                throw new DeclarationException(module, $"declares the feature \"{feature.Id}\" that needs \"{unknown}\", which no module declares");
            }
        }

        foreach (var (module, feature) in declared)
        {
            _needs[feature.Id] = Reach(feature.Id, id => _features[id].Needs);
            if (_needs[feature.Id].Contains(feature.Id))
            {
                throw new DeclarationException(module, $"declares the feature \"{feature.Id}\" that needs itself in the end");
            }
        }
    }

    /// <summary>All of them, by id.</summary>
    public IEnumerable<FeatureDeclaration> All => _features.Values.OrderBy(f => f.Id, StringComparer.Ordinal);

    /// <summary>Whether any module declares it.</summary>
    public bool Knows(string id) => _features.ContainsKey(id);

    /// <summary>The feature with everything that it needs, directly or in the end.</summary>
    public IEnumerable<string> WithNeeds(string id) => _needs[id].Append(id);

    /// <summary>The feature with everything that needs it, directly or in the end.</summary>
    public IEnumerable<string> WithDependants(string id) => _needs.Where(n => n.Value.Contains(id)).Select(n => n.Key).Append(id);

    /// <summary>What of the wanted is really on: declared, with all needs wanted too.</summary>
    public FeatureSet Effective(IEnumerable<string> wanted)
    {
        var ids = wanted.ToHashSet(StringComparer.Ordinal);
        return new FeatureSet(ids.Where(id => _needs.TryGetValue(id, out var needs) && needs.IsSubsetOf(ids)));
    }

    private static HashSet<string> Reach(string from, Func<string, IEnumerable<string>> next)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(next(from));
        while (open.TryPop(out var id))
        {
            if (found.Add(id))
            {
                foreach (var further in next(id))
                {
                    open.Push(further);
                }
            }
        }

        return found;
    }
}
