using System.Collections;
using System.Collections.Concurrent;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>
/// Looks at what was read before it is shown: rows of a Part 2 program, and notes, that the caller may not see are taken out, so that nobody
/// learns that they exist. Lists are told apart by their type; most pass untouched.
/// </summary>
internal sealed class RowScreen
{
    private readonly Dictionary<Type, AboutRows> _about = [];
    private readonly Dictionary<Type, string> _names = [];
    private readonly ConcurrentDictionary<Type, Type> _items = new();

    public RowScreen(Catalog catalog)
    {
        foreach (var view in catalog.Views)
        {
            var declaration = view.GetCustomAttributes(false).OfType<IViewDeclaration>().Single();
            if (AboutRows.Of(view, declaration.Type) is { } about)
            {
                _about.Add(declaration.Type, about);
                _names.Add(declaration.Type, declaration.Name);
                Fields = [.. Fields, .. Catalog.FieldsOf(view).Select(f => Classified.Of(f, declaration.Name, new FieldShape(f, declaration.Type).Name, about)).OfType<Classified>()];
            }
        }
    }

    /// <summary>The classified fields of all types, in the order in which they are declared.</summary>
    public IReadOnlyList<Classified> Fields { get; } = [];

    /// <summary>The types of which rows may be withheld as a whole, with the names that the schema gives them.</summary>
    public IEnumerable<(string Name, AboutRows About)> Screened => _about.Values.Where(a => a.IsScreened || a.Team is not null).Select(a => (_names[a.Row], a));

    /// <summary>What a view says of its rows; null when it says nothing.</summary>
    public AboutRows? Of(Type row) => _about.GetValueOrDefault(row);

    /// <summary>What of a value may be shown.</summary>
    /// <exception cref="InvalidOperationException">A page holds rows that are to be withheld: it cannot be shortened.</exception>
    public ValueTask<object?> Show(object? value, RequestAccess access, CancellationToken ct)
    {
        if (value is null or string)
        {
            return new(value);
        }

        var type = _items.GetOrAdd(value.GetType(), ItemOf);
        return _about.TryGetValue(type, out var about) && (access.MayScreen(about) || access.DependsOnPeople)
            ? ShowRows(value, about, access, ct)
            : new(value);
    }

    /// <summary>
    /// Learns what decides on the fields of what a use case gave back. The row itself is not taken out: whoever did something to it knows of it.
    /// </summary>
    /// <param name="session">The request's session, which the use case has closed.</param>
    public async ValueTask Weigh(object? value, RequestAccess access, Session session, CancellationToken ct)
    {
        if (value is not null and not string && _about.TryGetValue(_items.GetOrAdd(value.GetType(), ItemOf), out var about)
            && Rows(value).Any(r => access.DependsOnPeople || about.Screens(r)))
        {
            await session.ConnectAsync(ct);
            await Learn(Rows(value), about, access, ct);
        }
    }

    /// <summary>What of the values that a loader found may be shown.</summary>
    public async ValueTask<IReadOnlyDictionary<TKey, TValue>> Show<TKey, TValue>(
        IReadOnlyDictionary<TKey, TValue> found, RequestAccess access, CancellationToken ct)
        where TKey : notnull
    {
        if (found.Count == 0 || !_about.TryGetValue(ItemOf(typeof(TValue)), out var about) || (!access.MayScreen(about) && !access.DependsOnPeople))
        {
            return found;
        }

        await Learn(found.Values.SelectMany(v => Rows(v!)), about, access, ct);
        if (!access.MayScreen(about))
        {
            return found;
        }

        var shown = new Dictionary<TKey, TValue>(found.Count);
        foreach (var (key, value) in found)
        {
            if (Without(value!, about, access) is TValue left)
            {
                shown.Add(key, left);
            }
        }

        return shown;
    }

    /// <summary>The same for values whose type is known only now.</summary>
    public async ValueTask<IReadOnlyDictionary<Guid, object>> Show(
        IReadOnlyDictionary<Guid, object> found, Type type, RequestAccess access, CancellationToken ct)
    {
        if (found.Count == 0 || !_about.TryGetValue(type, out var about) || (!access.MayScreen(about) && !access.DependsOnPeople))
        {
            return found;
        }

        await Learn(found.Values, about, access, ct);
        return !access.MayScreen(about) ? found : found.Where(f => access.MayShow(about, f.Value)).ToDictionary();
    }

    private static async ValueTask<object?> ShowRows(object value, AboutRows about, RequestAccess access, CancellationToken ct)
    {
        await Learn(Rows(value), about, access, ct);
        return access.MayScreen(about) ? Without(value, about, access) : value;
    }

    private static ValueTask Learn(IEnumerable<object> rows, AboutRows about, RequestAccess access, CancellationToken ct) => access.Learn(
        rows.Where(r => access.DependsOnPeople || access.Screens(about, r)).Select(r => about.Subject(r)).OfType<Guid>(), ct);

    private static object? Without(object value, AboutRows about, RequestAccess access)
    {
        bool MayShow(object row) => access.MayShow(about, row);
        if (about.Row.IsInstanceOfType(value))
        {
            return MayShow(value) ? value : null;
        }

        var rows = Rows(value).ToList();
        var left = rows.FindAll(MayShow);
        if (left.Count == rows.Count)
        {
            return value;
        }

        if (value is IConnection)
        {
            throw new InvalidOperationException($"A page of {about.Row.Name} holds rows that are withheld from the caller: leave them out in the query.");
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(about.Row), left.Count)!;
        left.ForEach(row => list.Add(row));
        return list;
    }

    private static IEnumerable<object> Rows(object value) => value switch
    {
        IConnection page => page.Shown.OfType<object>(),
        IEnumerable many => many.OfType<object>(),
        _ => [value],
    };

    private static Type ItemOf(Type type) => ClrTypes.Argument(type, typeof(Connection<>)) ?? ClrTypes.Item(type) ?? type;
}
