namespace CarePlatform.GraphQL;

/// <summary>Named parts in the order of their definition, found by name. Of two with the same name the first is found.</summary>
internal sealed class FieldSet<T>
    where T : class
{
    private readonly Dictionary<string, T> _byName;

    public FieldSet(IReadOnlyList<T> inOrder, Func<T, string> name)
    {
        InOrder = inOrder;
        _byName = new Dictionary<string, T>(inOrder.Count, StringComparer.Ordinal);
        foreach (var item in inOrder)
        {
            _byName.TryAdd(name(item), item);
        }
    }

    public IReadOnlyList<T> InOrder { get; }

    public T? Find(string name) => _byName.GetValueOrDefault(name);
}
