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

    private readonly ConcurrentDictionary<Type, bool> _lists = new();
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
    public IReadOnlySet<PropertyInfo>? ColumnsOf(Type shown)
    {
        var decides = _screen.Of(shown)?.Columns ?? Nothing;
        return !_audited.TryGetValue(shown, out var audited) ? decides
            : audited.Columns is null || decides.IsSubsetOf(audited.Columns) ? audited.Columns
            : new HashSet<PropertyInfo>([.. audited.Columns, .. decides]);
    }

    /// <summary>Notes a thing, a list of things or a page of things; what is not audited is passed over.</summary>
    public void Note(AuditTrail trail, object? shown)
    {
        switch (shown)
        {
            case null or string:
                break;
            case IConnection page:
                Note(trail, page.Shown);
                break;
            case var one when _audited.TryGetValue(one.GetType(), out var audited):
                if (audited.Subject(one) is { } subject)
                {
                    trail.Read(audited.Kind, audited.Prefix, subject);
                }

                break;
            case IEnumerable many when MayShow(many.GetType()):
                foreach (var item in many)
                {
                    Note(trail, item);
                }

                break;
        }
    }

    // Rows of a type that is not audited need not be looked at one by one.
    private bool MayShow(Type list) => _lists.GetOrAdd(
        list, static (list, audited) => ClrTypes.Item(list) is not { IsSealed: true } item || ClrTypes.Item(item) is not null || audited.ContainsKey(item), _audited);

    private static AuditedRows Audited(string kind, Type view, Type entity)
    {
        var name = view.GetCustomAttribute<AuditedAttribute>()!.Subject;
        var method = view.GetMethod(name, BindingFlags.Public | BindingFlags.Static) is { } found && found.GetParameters() is [var only] && only.ParameterType == entity
            ? found
            : throw new DeclarationException(view, $"is audited by \"{name}\", which must be one of its fields and take the {entity.Name} alone");
        var row = Expression.Parameter(typeof(object));
        var subject = Expression.Call(method, Expression.Convert(row, entity));
        var id = Nullable.GetUnderlyingType(subject.Type) ?? subject.Type;
        var value = Expression.Lambda<Func<object, Guid?>>(
            subject.Type == id
                ? Guid(subject)
                : Expression.Condition(Expression.Property(subject, "HasValue"), Guid(Expression.Property(subject, "Value")), Expression.Constant(null, typeof(Guid?))),
            row);
        return new AuditedRows(kind, IdReader.Of(id).Prefix, value.Compile(), PropertiesRead.Of(method));
    }

    private static UnaryExpression Guid(Expression id) => Expression.Convert(Expression.Property(id, "Value"), typeof(Guid?));

    private sealed record AuditedRows(string Kind, string Prefix, Func<object, Guid?> Subject, IReadOnlySet<PropertyInfo>? Columns);
}
