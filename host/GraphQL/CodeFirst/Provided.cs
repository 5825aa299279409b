using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.GraphQL;

/// <summary>The parameters of a field's method that are neither parent nor argument: the request's own things, and its services.</summary>
internal static class Provided
{
    private static readonly MethodInfo Service = typeof(ServiceProviderServiceExtensions)
        .GetMethod(nameof(ServiceProviderServiceExtensions.GetRequiredService), 1, [typeof(IServiceProvider)])!;

    private static readonly MethodInfo KeyedService = typeof(ServiceProviderKeyedServiceExtensions)
        .GetMethod(nameof(ServiceProviderKeyedServiceExtensions.GetRequiredKeyedService), 1, [typeof(IServiceProvider), typeof(object)])!;

    /// <summary>Whether the parameter is only known to an asynchronous field.</summary>
    public static bool NeedsContext(Type type) => type == typeof(FieldContext) || type == typeof(FieldSelection);

    /// <summary>Refuses a parameter that nobody can provide.</summary>
    public static void Require(ParameterInfo parameter, IServiceProviderIsService? services)
    {
        var type = parameter.ParameterType;
        if (type.IsValueType && type != typeof(CancellationToken) && type != typeof(FieldSelection))
        {
            throw new SchemaDeclarationException(
                parameter, $"is a {type.FullName}, which clients cannot send and no service can be: map it to a scalar");
        }

        var isKnown = services is null || IsOfRequest(type) || NeedsContext(type) || parameter.HasDefaultValue
            || (parameter.GetCustomAttribute<ServiceAttribute>()?.Key is { } key
                ? (services as IServiceProviderIsKeyedService)?.IsKeyedService(type, key) ?? true
                : services.IsService(type));
        if (!isKnown)
        {
            throw new SchemaDeclarationException(
                parameter,
                $"is a {type.FullName}, which is neither a service nor an input: register it, or mark that class with [InputType]");
        }
    }

    /// <summary>The value of the parameter.</summary>
    public static Expression Value(ParameterInfo parameter, Expression arguments, Expression request, Expression? context)
    {
        var type = parameter.ParameterType;
        var services = Expression.Property(request, nameof(RequestContext.Services));
        return type == typeof(CancellationToken) ? Expression.Property(request, nameof(RequestContext.Cancellation))
            : type == typeof(RequestContext) ? request
            : type == typeof(FieldContext) ? context!
            : type == typeof(FieldSelection) ? Expression.Property(context!, nameof(FieldContext.Selection))
            : type == typeof(InputFields) ? arguments
            : type == typeof(IServiceProvider) ? services
            : parameter.GetCustomAttribute<ServiceAttribute>()?.Key is { } key
                ? Expression.Call(KeyedService.MakeGenericMethod(type), services, Expression.Constant(key, typeof(object)))
            : parameter.HasDefaultValue && parameter.DefaultValue is null
                ? Expression.Convert(Expression.Call(services, nameof(IServiceProvider.GetService), null, Expression.Constant(type)), type)
            : Expression.Call(Service.MakeGenericMethod(type), services);
    }

    private static bool IsOfRequest(Type type) =>
        type == typeof(CancellationToken) || type == typeof(RequestContext) || type == typeof(InputFields)
            || type == typeof(IServiceProvider);
}
