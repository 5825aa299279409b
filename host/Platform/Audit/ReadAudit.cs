using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>Notes which persons' data a request was shown: everything that goes through an audited view.</summary>
internal sealed class ReadAudit
{
    private readonly Dictionary<Type, (string Kind, Func<object, object?> Subject)> _audited = [];

    public ReadAudit(Catalog catalog)
    {
        foreach (var view in catalog.Views.Where(v => v.IsDefined(typeof(AuditedAttribute))))
        {
            var declaration = view.GetCustomAttributes(false).OfType<IViewDeclaration>().Single();
            _audited.Add(declaration.Type, (declaration.Name, Subject(view, declaration.Type)));
        }
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
                trail.Read(audited.Kind, audited.Subject(one)?.ToString() is { } id ? [id] : []);
                break;
            case IEnumerable many when ClrTypes.Item(many.GetType()) is null or { IsPrimitive: false }:
                foreach (var item in many)
                {
                    Note(trail, item);
                }

                break;
        }
    }

    private static Func<object, object?> Subject(Type view, Type entity)
    {
        var name = view.GetCustomAttribute<AuditedAttribute>()!.Subject;
        var method = view.GetMethod(name, BindingFlags.Public | BindingFlags.Static) is { } found && found.GetParameters() is [var only] && only.ParameterType == entity
            ? found
            : throw new DeclarationException(view, $"is audited by \"{name}\", which must be one of its fields and take the {entity.Name} alone");
        var parameter = Expression.Parameter(typeof(object));
        return Expression.Lambda<Func<object, object?>>(
            Expression.Convert(Expression.Call(method, Expression.Convert(parameter, entity)), typeof(object)), parameter).Compile();
    }
}
