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
    private readonly Dictionary<Type, (string Kind, Func<object, string?> Subject, IReadOnlySet<PropertyInfo>? Columns)> _audited = [];

    public ReadAudit(Catalog catalog)
    {
        foreach (var view in catalog.Views.Where(v => v.IsDefined(typeof(AuditedAttribute))))
        {
            var declaration = view.GetCustomAttributes(false).OfType<IViewDeclaration>().Single();
            _audited.Add(declaration.Type, Audited(declaration.Name, view, declaration.Type));
        }
    }

    /// <summary>The properties of such a thing that are read to note it; null when it may be any.</summary>
    public IReadOnlySet<PropertyInfo>? ColumnsOf(Type shown) => _audited.TryGetValue(shown, out var audited) ? audited.Columns : Nothing;

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
                trail.Read(audited.Kind, audited.Subject(one));
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

    private static (string Kind, Func<object, string?> Subject, IReadOnlySet<PropertyInfo>? Columns) Audited(string kind, Type view, Type entity)
    {
        var name = view.GetCustomAttribute<AuditedAttribute>()!.Subject;
        var method = view.GetMethod(name, BindingFlags.Public | BindingFlags.Static) is { } found && found.GetParameters() is [var only] && only.ParameterType == entity
            ? found
            : throw new DeclarationException(view, $"is audited by \"{name}\", which must be one of its fields and take the {entity.Name} alone");
        var parameter = Expression.Parameter(typeof(object));
        var subject = Expression.Call(method, Expression.Convert(parameter, entity));
        Expression id = Nullable.GetUnderlyingType(subject.Type) is { } plain
            ? Expression.Condition(Expression.Property(subject, "HasValue"), Text(Expression.Property(subject, "Value"), plain), Expression.Constant(null, typeof(string)))
            : Text(subject, subject.Type);
        return (kind, Expression.Lambda<Func<object, string?>>(id, parameter).Compile(), PropertiesRead.Of(method));
    }

    private static MethodCallExpression Text(Expression id, Type type) => Expression.Call(typeof(Id), nameof(Id.Format), [type], id);
}
