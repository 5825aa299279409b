namespace CarePlatform.GraphQL;

/// <summary>
/// An argument that a class declares, such as a filter or an order. Derive from <see cref="FilterInput{T}"/> or
/// <see cref="OrderInput{T}"/>, and name the class at a parameter with <see cref="ByAttribute{TDeclaration}"/>.
/// </summary>
public abstract class ArgumentDeclaration
{
    private protected ArgumentDeclaration()
    {
    }

    /// <summary>What a parameter that the argument is bound to is given.</summary>
    internal abstract Type ParameterType { get; }

    /// <summary>The argument in one schema.</summary>
    internal abstract DeclaredArgument In(InputTypes types);
}

/// <summary>A declared argument in one schema.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Description">What it does.</param>
/// <param name="Read">What the method is given for the coerced value, which is null when it was left out.</param>
internal sealed record DeclaredArgument(GraphType Type, string Description, Func<object?, object?> Read);

/// <summary>Binds a parameter to the argument that a class declares.</summary>
/// <typeparam name="TDeclaration">A class that derives from <see cref="FilterInput{T}"/> or <see cref="OrderInput{T}"/>.</typeparam>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ByAttribute<TDeclaration> : Attribute, IArgumentDeclarationAttribute
    where TDeclaration : ArgumentDeclaration, new()
{
    Type IArgumentDeclarationAttribute.DeclarationType => typeof(TDeclaration);
}

/// <summary>Names the class that declares an argument.</summary>
internal interface IArgumentDeclarationAttribute
{
    Type DeclarationType { get; }
}
