namespace CarePlatform.Platform;

/// <summary>A set of features that are on; equal sets share one schema.</summary>
public sealed class FeatureSet : IEquatable<FeatureSet>
{
    private readonly HashSet<string> _ids;

    public FeatureSet(IEnumerable<string> ids)
    {
        _ids = new HashSet<string>(ids, StringComparer.Ordinal);
        Key = string.Join(' ', _ids.Order(StringComparer.Ordinal));
    }

    /// <summary>The ids in order: the same text for the same set.</summary>
    public string Key { get; }

    /// <summary>The ids that are on.</summary>
    public IReadOnlySet<string> Ids => _ids;

    public bool IsOn(string id) => _ids.Contains(id);

    public bool Equals(FeatureSet? other) => other is not null && other.Key == Key;

    public override bool Equals(object? obj) => Equals(obj as FeatureSet);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
