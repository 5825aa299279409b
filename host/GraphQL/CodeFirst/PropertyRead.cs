using System.Linq.Expressions;
using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>Turns whatever reads a value from its parent at once into typed delegates: no reflection and no box while serving.</summary>
public static class PropertyRead
{
    private static readonly MethodInfo TypedMethod = typeof(PropertyRead).GetMethod(
        nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>A resolver that reads a property.</summary>
    /// <param name="holder">The type of the parents.</param>
    /// <param name="findScalar">How types of C# are scalars; see <see cref="CodeFirstOptions.FindScalar"/>.</param>
    public static Resolver Resolver(PropertyInfo property, Type holder, Func<Type, ScalarMapping?> findScalar) => Resolver(
        holder, parent => Expression.Property(
            property.GetMethod!.IsStatic ? null : Expression.Convert(parent, property.DeclaringType!), property), findScalar);

    /// <summary>A resolver that reads what an expression makes of the parent.</summary>
    public static Resolver Resolver(Type holder, Func<Expression, Expression> read, Func<Type, ScalarMapping?> findScalar)
    {
        var parent = Expression.Parameter(holder, "parent");
        var value = OutputShowing.Show(read(parent), findScalar);
        return (Resolver)TypedMethod.MakeGenericMethod(holder, value.Type).Invoke(null, [Expression.Lambda(value, parent).Compile()])!;
    }

    private static Resolver Typed<TParent, TValue>(Delegate read) => GraphQL.Resolver.Of((Func<TParent, TValue>)read);
}
