using System.Reflection;
using CarePlatform.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>Makes the fields of the subscription root from the methods of subscription classes.</summary>
internal static class SubscriptionFields
{
    private static readonly MethodInfo TypedSource = typeof(SubscriptionFields).GetMethod(nameof(Source), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static Field Of(MethodInfo method, SchemaTypes types, LoadersById loaders)
    {
        var shape = new FieldShape(method, parent: null);
        var told = ClrTypes.Argument(shape.Result, typeof(IAsyncEnumerable<>))
            ?? throw new DeclarationException(method.DeclaringType!, $"has the subscription {method.Name}, which must give an IAsyncEnumerable of events or a task of one");
        var permission = Catalog.PermissionOf(method)
            ?? throw new DeclarationException(method.DeclaringType!, $"lets whoever asks hear {method.Name}: add [Requires(\"module.verb\")]");
        var thing = IdScalars.IsId(told) ? loaders.Find(told) : null;
        var show = OutputShowing.Boxed(told, SchemaScalars.Find);
        var type = thing is { } found
            ? types.Find(found.Value)!
            : types.TypeOf(told, ClrTypes.Nullability(method).GenericTypeArguments[0], shape);
        return new Field(shape.Name, type, [.. shape.Arguments.Select(a => types.Inputs.Argument(method, a))])
        {
            Description = types.DescriptionOf(method),
            DeprecationReason = method.GetCustomAttribute<ObsoleteAttribute>()?.Message,
            Events = (SubscriptionSource)TypedSource.MakeGenericMethod(told).Invoke(null, [shape, types.Inputs, permission])!,
            Resolver = thing is null
                ? Show(permission, (value, _) => ValueTask.FromResult(show is null ? value : show(value)))
                : Show(permission, (id, context) => NodesById.One(id, loaders, context)),
        };
    }

    private static SubscriptionSource Source<TEvent>(FieldShape shape, InputTypes inputs, string permission)
    {
        var call = FieldCalls.Caller(shape, inputs, permission, parentOf: null);
        return SubscriptionSource.Of<object, TEvent>(async (parent, context) =>
        {
            try
            {
                return (IAsyncEnumerable<TEvent>)(await call(parent, context))!;
            }
            catch (Exception error) when (FieldCalls.Shown(error) is { } shown)
            {
                throw shown;
            }
            finally
            {
                // Somebody may listen for hours: no connection is held meanwhile.
                await context.Services.GetRequiredService<Session>().CloseAsync();
            }
        });
    }

    // The permission may have been taken away since the client subscribed.
    private static Resolver Show(string permission, Func<object?, FieldContext, ValueTask<object?>> show) => Resolver.Async<object, object?>(async (told, context) =>
    {
        try
        {
            FieldCalls.Require(permission, await FieldCalls.Open(context.Services, context.Cancellation));
            return await show(await FieldCalls.Shown(told, context), context);
        }
        catch (Exception error) when (FieldCalls.Shown(error) is { } shown)
        {
            throw shown;
        }
    });
}
