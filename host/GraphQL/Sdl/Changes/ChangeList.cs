namespace CarePlatform.GraphQL;

/// <summary>Collects changes.</summary>
internal sealed class ChangeList
{
    private readonly List<SchemaChange> _changes = [];

    public IReadOnlyList<SchemaChange> All => _changes;

    public void Break(string kind, string description) => _changes.Add(new SchemaChange(ChangeReach.Breaking, kind, description));

    public void Endanger(string kind, string description) => _changes.Add(new SchemaChange(ChangeReach.Dangerous, kind, description));

    /// <summary>Calls back for each part that was removed, then for each that stayed, then for each that was added.</summary>
    public static void Compare<T>(
        IEnumerable<T> before, IEnumerable<T> after, Func<T, string> name, Action<T> removed, Action<T, T>? stayed, Action<T>? added)
    {
        var (old, current) = (ByName(before, name), ByName(after, name));
        foreach (var (key, part) in old)
        {
            if (!current.ContainsKey(key))
            {
                removed(part);
            }
        }

        foreach (var (key, part) in old)
        {
            if (stayed is not null && current.TryGetValue(key, out var now))
            {
                stayed(part, now);
            }
        }

        foreach (var (key, part) in current)
        {
            if (!old.ContainsKey(key))
            {
                added?.Invoke(part);
            }
        }
    }

    private static OrderedDictionary<string, T> ByName<T>(IEnumerable<T> parts, Func<T, string> name)
    {
        var byName = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            byName[name(part)] = part;
        }

        return byName;
    }
}
