using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>Notes which persons' data a request was shown: everything that goes through an audited view.</summary>
internal sealed class ReadAudit
{
    private static readonly IReadOnlySet<PropertyInfo> Nothing = new HashSet<PropertyInfo>();

    private readonly ConcurrentDictionary<Type, Listed> _lists = new();
    private readonly Dictionary<Type, AuditedRows> _audited = [];
    private readonly RowScreen _screen;

    public ReadAudit(Catalog catalog, RowScreen screen)
    {
        _screen = screen;
        foreach (var view in catalog.Views.Where(v => v.IsDefined(typeof(AuditedAttribute))))
        {
            var declaration = view.GetCustomAttributes(false).OfType<IViewDeclaration>().Single();
            _audited.Add(declaration.Type, Audited(declaration.Name, view, declaration.Type));
        }
    }

    /// <summary>The properties of such a thing that are read to note it, and to decide who may see it; null when it may be any.</summary>
    /// <param name="keptFromTeams">Whether the caller is kept from what lies with some team.</param>
    public IReadOnlySet<PropertyInfo>? ColumnsOf(Type shown, bool keptFromTeams)
    {
        var about = _screen.Of(shown);
        var decides = (keptFromTeams ? about?.Columns : about?.ColumnsOfOpenTeams) ?? Nothing;
        return !_audited.TryGetValue(shown, out var audited) ? decides
            : audited.Columns is null || decides.IsSubsetOf(audited.Columns) ? audited.Columns
            : new HashSet<PropertyInfo>([.. audited.Columns, .. decides]);
    }

    /// <summary>Notes a thing, a list of things or a page of things; what is not audited is passed over.</summary>
    public void Note(AuditTrail trail, object? shown)
    {
        HashSet<Guid>? read = null;
        switch (shown)
        {
            case null or string:
                break;
            case IConnection page:
                Note(trail, page.Shown);
                break;
            case var one when _audited.TryGetValue(one.GetType(), out var audited):
                Note(trail, audited, one, ref read, room: 1);
                break;
            case IEnumerable many when _lists.GetOrAdd(many.GetType(), ListedIn) is var listed:
                if (listed.Audited is { } rows)
                {
                    NoteAll(trail, rows, many, ref read);
                }
                else if (listed.MayBeAny)
                {
                    foreach (var item in many)
                    {
                        Note(trail, item);
                    }
                }

                break;
        }
    }

    // Rows of one type, or lists of such rows: they are not asked one by one what they are.
    private static void NoteAll(AuditTrail trail, AuditedRows audited, IEnumerable many, ref HashSet<Guid>? read)
    {
        var room = many is ICollection rows ? rows.Count : 0;
        foreach (var item in many)
        {
            if (item is IEnumerable inner)
            {
                NoteAll(trail, audited, inner, ref read);
            }
            else if (item is not null)
            {
                Note(trail, audited, item, ref read, room);
            }
        }
    }

    private static void Note(AuditTrail trail, AuditedRows audited, object row, ref HashSet<Guid>? read, int room)
    {
        if (audited.Subject(row) is { } subject)
        {
            (read ??= trail.ReadsOf(audited.Kind, audited.Prefix, room)).Add(subject);
        }
    }

    private Listed ListedIn(Type list)
    {
        var row = ItemOf(list);
        while (row is not null && ItemOf(row) is { } inner)
        {
            row = inner;
        }

        return row is { IsSealed: true } ? new Listed(_audited.GetValueOrDefault(row), MayBeAny: false) : new Listed(null, MayBeAny: true);
    }

    private static Type? ItemOf(Type list) => list == typeof(string) ? null
        : ClrTypes.Item(list) ?? list.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)).Select(i => i.GetGenericArguments()[0]).FirstOrDefault();

    private static AuditedRows Audited(string kind, Type view, Type entity)
    {
        var name = view.GetCustomAttribute<AuditedAttribute>()!.Subject;
        var method = view.GetMethod(name, BindingFlags.Public | BindingFlags.Static) is { } found && found.GetParameters() is [var only] && only.ParameterType == entity
            ? found
            : null;
        // What is shown to partners does not show whom it is about by that id.
        var property = method is not null ? null : entity.GetProperty(name) is { } held && IdScalars.IsId(held.PropertyType)
            ? held
            : throw new DeclarationException(view, $"is audited by \"{name}\", which must be one of its fields and take the {entity.Name} alone, or an id that the {entity.Name} holds");
        var row = Expression.Parameter(typeof(object));
        Expression subject = method is not null
            ? Expression.Call(method, Expression.Convert(row, entity))
            : Expression.Property(Expression.Convert(row, entity), property!);
        var id = Nullable.GetUnderlyingType(subject.Type) ?? subject.Type;
        var value = Expression.Lambda<Func<object, Guid?>>(
            subject.Type == id
                ? Guid(subject)
                : Expression.Condition(Expression.Property(subject, "HasValue"), Guid(Expression.Property(subject, "Value")), Expression.Constant(null, typeof(Guid?))),
            row);
        return new AuditedRows(kind, IdReader.Of(id).Prefix, value.Compile(), method is not null ? PropertiesRead.Of(method) : new HashSet<PropertyInfo> { property! });
    }

    private static UnaryExpression Guid(Expression id) => Expression.Convert(Expression.Property(id, "Value"), typeof(Guid?));

    // What the items of a type of list are: audited rows, or rows that are not, or anything.
    private readonly record struct Listed(AuditedRows? Audited, bool MayBeAny);

    private sealed record AuditedRows(string Kind, string Prefix, Func<object, Guid?> Subject, IReadOnlySet<PropertyInfo>? Columns);
}
