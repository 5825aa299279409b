using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using CarePlatform.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>Turns data loaders into the server's batches: one statement for each level of a query.</summary>
internal sealed class Batches
{
    private static readonly object ShownKey = new();
    private static readonly object ShownKeptFromTeamsKey = new();

    private readonly ConcurrentDictionary<Type, object> _loaders = new();

    /// <summary>A field whose method returns a typed id: the thing that the id names.</summary>
    public Resolver ById(FieldShape shape, Type holder, Func<Expression, Expression> parentOf, Type loader) =>
        Make(holder, loader, parent => Expression.Call(shape.Method, parentOf(parent)));

    /// <summary>A field whose method takes parent and loader and returns <see cref="Loaded{T}"/>.</summary>
    public Resolver Loaded(FieldShape shape, Type holder, Func<Expression, Expression> parentOf)
    {
        var parameters = shape.Method.GetParameters();
        if (parameters.Length != 2 || !parameters[1].ParameterType.IsAssignableTo(typeof(IDataLoader)))
        {
            throw new DeclarationException(
                shape.Method.DeclaringType!, $"has the field {shape.Method.Name}, which returns a Loaded value: it must take its parent and one loader");
        }

        var loader = parameters[1].ParameterType;
        // For() only pairs the loader with the key, so the key is asked of an empty instance; reading happens on the request's own.
        var empty = Expression.Constant(RuntimeHelpers.GetUninitializedObject(loader), loader);
        var key = LoadersById.TypesOf(loader).Key;
        return Make(holder, loader, parent => Expression.Convert(
            Expression.Property(Expression.Call(shape.Method, parentOf(parent), empty), nameof(Loaded<object>.Key)), key));
    }

    /// <summary>The server's loader for a loader class.</summary>
    public BatchLoader<TKey, TValue> Of<TKey, TValue>(Type loader)
        where TKey : notnull => (BatchLoader<TKey, TValue>)_loaders.GetOrAdd(loader, static type => new BatchLoader<TKey, TValue>(
            type.Name,
            async (keys, context) =>
            {
                await FieldCalls.Open(context.Services, context.Cancellation);
                var read = await context.Services.GetRequiredService<RowScreen>().Show(
                    await Loader<TKey, TValue>(type, context).ReadAsync(keys, Shown<TValue>(context), context.Cancellation),
                    context.Services.GetRequiredService<RequestAccess>(),
                    context.Cancellation);
                context.Services.GetRequiredService<ReadAudit>().Note(context.Services.GetRequiredService<AuditTrail>(), read.Values);
                return read;
            },
            Missing<TValue>())
        {
            Announce = (keys, context) => Loader<TKey, TValue>(type, context).Announce(keys, Shown<TValue>(context)),
        });

    private static DataLoader<TKey, TValue> Loader<TKey, TValue>(Type type, BatchContext context)
        where TKey : notnull => (DataLoader<TKey, TValue>)context.Services.GetRequiredService(type);

    private static Columns? Shown<TValue>(BatchContext context)
    {
        var kept = context.Services.GetRequiredService<Session>().Actor.ClosedTeams.Count > 0;
        return context.Selection.Once(kept ? ShownKeptFromTeamsKey : ShownKey, _ => ShownColumns.Of(
            context.Selections, context.Services.GetRequiredService<ReadAudit>().ColumnsOf(ClrTypes.Item(typeof(TValue)) ?? typeof(TValue), kept)));
    }

    private Resolver Make(Type holder, Type loader, Func<Expression, Expression> keyOf)
    {
        var (key, value) = LoadersById.TypesOf(loader);
        var parent = Expression.Parameter(holder, "parent");
        var body = keyOf(parent);
        var nullable = Nullable.GetUnderlyingType(body.Type) is not null;
        var select = Expression.Lambda(body, parent).Compile();
        var name = nullable ? nameof(WithNullableKey) : nameof(WithKey);
        return (Resolver)typeof(Batches).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Instance)!
            .MakeGenericMethod(holder, key, value).Invoke(this, [select, loader])!;
    }

    private Resolver WithKey<TParent, TKey, TValue>(Delegate key, Type loader)
        where TKey : notnull => Resolver.Batch((Func<TParent, TKey>)key, Of<TKey, TValue>(loader), static (_, found) => found);

    private Resolver WithNullableKey<TParent, TKey, TValue>(Delegate key, Type loader)
        where TKey : struct => Resolver.Batch((Func<TParent, TKey?>)key, Of<TKey, TValue>(loader));

    private static TValue? Missing<TValue>() => ClrTypes.Item(typeof(TValue)) is { } item ? (TValue)(object)Array.CreateInstance(item, 0) : default;
}
