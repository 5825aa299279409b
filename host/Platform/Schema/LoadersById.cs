namespace CarePlatform.Platform;

/// <summary>Which loader finds the thing that an id names: what lets any module return another's id and the schema show the thing.</summary>
internal sealed class LoadersById
{
    private readonly Dictionary<Type, (Type Loader, Type Value)> _byId = [];
    private readonly Dictionary<string, Type> _idByPrefix = new(StringComparer.Ordinal);

    public LoadersById(Catalog catalog)
    {
        var views = catalog.Views.SelectMany(ViewedTypes).ToHashSet();
        foreach (var loader in catalog.Loaders)
        {
            var (key, value) = TypesOf(loader);
            if (!IdScalars.IsId(key) || !views.Contains(value))
            {
                continue;
            }

            if (!_byId.TryAdd(key, (loader, value)))
            {
                throw new DeclarationException(loader, $"finds {value.Name} by {key.Name}, which {_byId[key].Loader.Name} does already");
            }

            _idByPrefix.Add(IdReader.Of(key).Prefix, key);
        }
    }

    /// <summary>The loader for an id type and what it gives; null when nobody shows the thing.</summary>
    public (Type Loader, Type Value)? Find(Type id) => _byId.TryGetValue(id, out var found) ? found : null;

    /// <summary>The id type with this prefix, or null.</summary>
    public Type? IdOf(string prefix) => _idByPrefix.GetValueOrDefault(prefix);

    /// <summary>The id type under which a type is found, or null.</summary>
    public Type? IdOf(Type value) => _byId.FirstOrDefault(p => p.Value.Value == value).Key;

    /// <summary>Key and value of a loader class.</summary>
    public static (Type Key, Type Value) TypesOf(Type loader)
    {
        for (var type = loader; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(DataLoader<,>))
            {
                return (type.GetGenericArguments()[0], type.GetGenericArguments()[1]);
            }
        }

        throw new DeclarationException(loader, "must derive from DataLoader<TKey, TValue>");
    }

    private static IEnumerable<Type> ViewedTypes(Type view) => view.GetCustomAttributes(false).OfType<IViewDeclaration>().Select(v => v.Type);
}
