using System.Reflection;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>How a method of a query, view or extension class is called as a field.</summary>
internal sealed class FieldShape
{
    /// <param name="method">The static method.</param>
    /// <param name="parent">The type that holds the field; null for a field of the query root.</param>
    public FieldShape(MethodInfo method, Type? parent)
    {
        Method = method;
        Parent = parent;
        var parameters = method.GetParameters();
        if (parent is not null && parameters.FirstOrDefault()?.ParameterType != parent)
        {
            throw new DeclarationException(method.DeclaringType!, $"has the field {method.Name}, whose first parameter must be the {parent.Name} that it belongs to");
        }

        var rest = parent is null ? parameters : parameters[1..];
        Arguments = [.. rest.Where(p => SchemaConventions.Usual.CanBeSent(p.ParameterType))];
        Page = rest.FirstOrDefault(p => p.ParameterType == typeof(Page));
        Result = ClrTypes.Awaited(method.ReturnType);
        Given = [.. parameters.Where((p, i) => (i == 0 && parent is not null) || Arguments.Contains(p) || p == Page)];
        IsPlain = parameters.Length == 1 && parent is not null && !ClrTypes.IsTask(method.ReturnType);
        IsAtOnce = parent is not null && Given.Count == 1 && !ClrTypes.IsTask(method.ReturnType)
            && (Nullable.GetUnderlyingType(Result) ?? Result) is var plain && (plain.IsEnum || SchemaScalars.Find(plain) is not null);
    }

    public MethodInfo Method { get; }

    public Type? Parent { get; }

    /// <summary>The parameters that the client gives.</summary>
    public IReadOnlyList<ParameterInfo> Arguments { get; }

    /// <summary>The parameter that takes the paging arguments, or null.</summary>
    public ParameterInfo? Page { get; }

    /// <summary>What the method gives once awaited.</summary>
    public Type Result { get; }

    /// <summary>Whether it needs nothing but its parent, at once.</summary>
    public bool IsPlain { get; }

    /// <summary>Whether it gives a single value, at once, of its parent and of what the request carries, such as who asks.</summary>
    public bool IsAtOnce { get; }

    /// <summary>The parameters that the adapter gives, in order: parent, arguments, page.</summary>
    public IReadOnlyList<ParameterInfo> Given { get; }

    /// <summary>The name in the schema.</summary>
    public string Name => SchemaNames.Camel(Method.Name == "Handle" ? Method.DeclaringType!.Name : Method.Name);
}
