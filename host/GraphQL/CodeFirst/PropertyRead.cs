using System.Linq.Expressions;
using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>Turns whatever reads a value from its parent at once into typed delegates: no reflection and no box while serving.</summary>
public static class PropertyRead
{
    private static readonly MethodInfo TypedMethod = Method(nameof(Typed));
    private static readonly MethodInfo TypedOfRequestMethod = Method(nameof(TypedOfRequest));

    /// <summary>A resolver that reads a property.</summary>
    /// <param name="holder">The type of the parents.</param>
    /// <param name="findScalar">How types of C# are scalars; see <see cref="CodeFirstOptions.FindScalar"/>.</param>
    public static Resolver Resolver(PropertyInfo property, Type holder, Func<Type, ScalarMapping?> findScalar) => Resolver(
        holder, parent => Expression.Property(
            property.GetMethod!.IsStatic ? null : Expression.Convert(parent, property.DeclaringType!), property), findScalar);

    /// <summary>A resolver that reads what an expression makes of the parent.</summary>
    public static Resolver Resolver(Type holder, Func<Expression, Expression> read, Func<Type, ScalarMapping?> findScalar) =>
        Resolver(holder, (parent, _) => read(parent), findScalar);

    /// <summary>A resolver that reads what an expression makes of the parent and of the request, a <see cref="RequestContext"/>.</summary>
    public static Resolver Resolver(Type holder, Func<Expression, Expression, Expression> read, Func<Type, ScalarMapping?> findScalar)
    {
        var parent = Expression.Parameter(holder, "parent");
        var request = new Asked();
        var value = OutputShowing.Show(read(parent, request.Parameter), findScalar);
        request.Visit(value);
        return (Resolver)(request.IsRead ? TypedOfRequestMethod : TypedMethod).MakeGenericMethod(holder, value.Type).Invoke(
            null, [Expression.Lambda(value, request.IsRead ? [parent, request.Parameter] : [parent]).Compile()])!;
    }

    private static MethodInfo Method(string name) => typeof(PropertyRead).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static Resolver Typed<TParent, TValue>(Delegate read) => GraphQL.Resolver.Of((Func<TParent, TValue>)read);

    private static Resolver TypedOfRequest<TParent, TValue>(Delegate read)
    {
        var typed = (Func<TParent, RequestContext, TValue>)read;
        return GraphQL.Resolver.Of<TParent, TValue>((parent, _, request) => typed(parent, request));
    }

    // Most fields read nothing of the request, and are called without it.
    private sealed class Asked : ExpressionVisitor
    {
        public ParameterExpression Parameter { get; } = Expression.Parameter(typeof(RequestContext), "request");

        public bool IsRead { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            IsRead |= node == Parameter;
            return node;
        }
    }
}
