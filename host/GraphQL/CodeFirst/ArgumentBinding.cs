using System.Linq.Expressions;
using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>A parameter whose argument is declared by a class of its own, such as a filter or an order.</summary>
internal interface IArgumentDeclaration
{
    /// <summary>What the parameter must be.</summary>
    Type ParameterType { get; }

    /// <summary>The argument.</summary>
    InputValue Argument { get; }

    /// <summary>What the method is given for the coerced argument, which is null when it was left out.</summary>
    object? Read(object? coerced);
}

/// <summary>Names the class that declares an argument.</summary>
internal interface IArgumentDeclarationAttribute
{
    IArgumentDeclaration Declaration { get; }
}

/// <summary>An argument that is declared by a class, bound to a parameter.</summary>
internal sealed class ArgumentBinding
{
    private readonly IArgumentDeclaration _declaration;

    private ArgumentBinding(IArgumentDeclaration declaration) => _declaration = declaration;

    public InputValue Definition => _declaration.Argument;

    /// <summary>The binding of a parameter that has an attribute for it, else null.</summary>
    public static ArgumentBinding? Of(ParameterInfo parameter)
    {
        var attribute = parameter.GetCustomAttributes().OfType<IArgumentDeclarationAttribute>().SingleOrDefault();
        return attribute is null ? null
            : parameter.ParameterType.IsAssignableFrom(attribute.Declaration.ParameterType) ? new ArgumentBinding(attribute.Declaration)
            : throw new SchemaDeclarationException(parameter, $"is a {parameter.ParameterType} but its attribute gives a {attribute.Declaration.ParameterType}");
    }

    public Expression Read(Expression arguments, int place, ParameterInfo parameter) => Expression.Convert(
        Expression.Call(
            Expression.Constant(_declaration),
            typeof(IArgumentDeclaration).GetMethod(nameof(IArgumentDeclaration.Read))!,
            Expression.Property(arguments, typeof(InputFields).GetProperty("Item", [typeof(int)])!, Expression.Constant(place))),
        parameter.ParameterType);
}
