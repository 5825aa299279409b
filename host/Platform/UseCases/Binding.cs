using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>Calls a static method: some parameters come from the caller, the rest from the scope.</summary>
internal delegate object? Bound(object?[] arguments, IServiceProvider services, CancellationToken ct);

/// <summary>
/// Compiles the call of a static handler, resolver or reaction once, so that nothing is reflected while serving. Provided
/// parameters are the scope's services; <see cref="TimeProvider"/> means the tenant's clock, <see cref="Actor"/> and
/// <see cref="Tenant"/> the session's.
/// </summary>
internal static class Binding
{
    private static readonly MethodInfo Resolve = typeof(ServiceProviderServiceExtensions)
        .GetMethod(nameof(ServiceProviderServiceExtensions.GetRequiredService), 1, [typeof(IServiceProvider)])!;

    /// <param name="method">Any static method.</param>
    /// <param name="given">The parameters that the caller gives, in the order of the arguments. They are told apart by their places:
    /// the runtime may give each thread that reflects a method for the first time objects of its own.</param>
    public static Bound Compile(MethodInfo method, IReadOnlyList<ParameterInfo> given)
    {
        var arguments = Expression.Parameter(typeof(object?[]), "arguments");
        var services = Expression.Parameter(typeof(IServiceProvider), "services");
        var ct = Expression.Parameter(typeof(CancellationToken), "ct");
        var values = method.GetParameters().Select(p => Value(p, given, arguments, services, ct));
        Expression call = Expression.Call(method, values);
        Expression body = method.ReturnType == typeof(void)
            ? Expression.Block(call, Expression.Constant(null))
            : Expression.Convert(call, typeof(object));
        return Expression.Lambda<Bound>(body, arguments, services, ct).Compile();
    }

    private static Expression Value(
        ParameterInfo parameter, IReadOnlyList<ParameterInfo> given, Expression arguments, Expression services, Expression ct)
    {
        var index = given.ToList().FindIndex(p => p.Position == parameter.Position);
        if (index >= 0)
        {
            return Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(index)), parameter.ParameterType);
        }

        return OfScope(parameter.ParameterType, services, ct);
    }

    /// <summary>Finds what a parameter of this type gets when nobody gives it.</summary>
    /// <param name="services">The scope's services.</param>
    /// <param name="ct">Ends what is done for nobody any more.</param>
    public static Expression OfScope(Type type, Expression services, Expression ct)
    {
        if (type == typeof(CancellationToken))
        {
            return ct;
        }

        if (type == typeof(TimeProvider))
        {
            return Expression.Convert(Expression.Property(Get(services, typeof(Session)), nameof(Session.Clock)), typeof(TimeProvider));
        }

        if (type == typeof(Actor) || type == typeof(Tenant))
        {
            return Expression.Property(Get(services, typeof(Session)), type.Name);
        }

        return type == typeof(IServiceProvider) ? services : Get(services, type);
    }

    private static MethodCallExpression Get(Expression services, Type type) => Expression.Call(Resolve.MakeGenericMethod(type), services);
}
