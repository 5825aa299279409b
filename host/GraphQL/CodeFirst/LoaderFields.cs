using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.GraphQL;

/// <summary>
/// Turns methods that return <see cref="Loaded{TKey, TValue}"/> into batched fields; one loader of the server for each loader class.
/// </summary>
internal sealed class LoaderFields
{
    private readonly ConcurrentDictionary<Type, object> _loaders = new();

    /// <summary>Whether a parameter is a loader.</summary>
    public static bool IsLoader(Type type) => KeyAndValue(type) is not null;

    /// <summary>The resolver of a method that takes its parent and one loader.</summary>
    /// <param name="parentOf">The parameter that takes the parent; null for a method of the parent itself.</param>
    public Resolver Make(MethodInfo method, Type holder, ParameterInfo? parentOf)
    {
        var parameters = method.GetParameters();
        if (parameters.Where(parameter => parameter.Position != parentOf?.Position).ToArray() is not [var loader]
            || KeyAndValue(loader.ParameterType) is not { } types)
        {
            throw new SchemaDeclarationException(
                method, "returns a Loaded value: besides its parent it must take one loader and nothing else");
        }

        var key = method.ReturnType.GetGenericArguments()[0];
        if ((key, method.ReturnType.GetGenericArguments()[1]) != types)
        {
            throw new SchemaDeclarationException(
                method, $"returns another Loaded value than {loader.ParameterType.Name} gives: return {loader.Name}.For(…)");
        }

        // For() only wraps the key, so it is asked of an empty loader; loading happens with the one of the request.
        var parent = Expression.Parameter(holder, "parent");
        var empty = Expression.Constant(RuntimeHelpers.GetUninitializedObject(loader.ParameterType), loader.ParameterType);
        var arguments = parameters
            .Select(parameter => parameter.Position == parentOf?.Position ? (Expression)Expression.Convert(parent, parameter.ParameterType) : empty);
        var call = method.IsStatic ? Expression.Call(method, arguments) : Expression.Call(parent, method, arguments);
        return (Resolver)typeof(LoaderFields).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Instance)!
            .MakeGenericMethod(holder, types.Key, types.Value)
            .Invoke(this, [Expression.Lambda(call, parent).Compile(), loader.ParameterType])!;
    }

    private BatchResolver<TParent, TKey, TValue> Typed<TParent, TKey, TValue>(Func<TParent, Loaded<TKey, TValue>> read, Type loader)
        where TKey : notnull => new(
            Of<TKey, TValue>(loader),
            (parent, keys) =>
            {
                var wanted = read(parent);
                if (wanted.HasKey)
                {
                    keys.Add(wanted.Key);
                }
                else
                {
                    keys.AddNothing();
                }
            },
            static (_, found) => found[0] ?? Missing<TValue>());

    private BatchLoader<TKey, TValue> Of<TKey, TValue>(Type loader)
        where TKey : notnull => (BatchLoader<TKey, TValue>)_loaders.GetOrAdd(loader, static type => new BatchLoader<TKey, TValue>(
            type.Name,
            async (keys, context) => await ((DataLoader<TKey, TValue>)context.Services.GetRequiredService(type))
                .LoadAsync(keys, context.Cancellation).ConfigureAwait(false)));

    private static Array? Missing<TValue>() => ClrTypes.Item(typeof(TValue)) is { } item ? Array.CreateInstance(item, 0) : null;

    private static (Type Key, Type Value)? KeyAndValue(Type loader)
    {
        for (var type = loader; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(DataLoader<,>))
            {
                return (type.GetGenericArguments()[0], type.GetGenericArguments()[1]);
            }
        }

        return null;
    }
}
