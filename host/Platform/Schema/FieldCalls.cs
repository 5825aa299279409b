using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using CarePlatform.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>
/// Calls queries and view methods as asynchronous fields: opens the request's session, checks the permission, gives arguments
/// and turns what goes wrong by the caller's doing into errors with a code.
/// </summary>
internal static class FieldCalls
{
    private static readonly object TotalKey = new();
    private static readonly object ShownKey = new();
    private static readonly object ShownKeptFromTeamsKey = new();
    private static readonly ConcurrentDictionary<Type, Func<object, ValueTask<object?>>> Awaiters = new();

    /// <summary>A resolver that calls the method.</summary>
    /// <param name="inputs">Reads what the client gives.</param>
    /// <param name="permission">What the caller must hold; null for fields of a type, which whoever sees the value may see.</param>
    /// <param name="then">Turns what the method gave into what is shown.</param>
    /// <param name="parentOf">Makes the method's first argument of the parent value; null where it takes the value itself.</param>
    public static Resolver Resolver(
        FieldShape shape, InputTypes inputs, string? permission, Func<object, object>? parentOf, Func<object?, FieldContext,
            ValueTask<object?>>? then)
    {
        var call = Caller(shape, inputs, permission, parentOf);
        return GraphQL.Resolver.Async<object, object?>(async (parent, context) =>
        {
            try
            {
                var value = await Shown(await call(parent, context), context);
                return then is null ? value : await then(value, context);
            }
            catch (Exception error) when (Shown(error) is { } shown)
            {
                throw shown;
            }
        });
    }

    /// <summary>Calls the method, once the permission is checked, and awaits what it gives.</summary>
    public static Func<object, FieldContext, ValueTask<object?>> Caller(
        FieldShape shape, InputTypes inputs, string? permission, Func<object, object>? parentOf)
    {
        var call = Binding.Compile(shape.Method, shape.Given);
        var arguments = Arguments(shape, inputs, parentOf);
        var waits = ClrTypes.IsTask(shape.Method.ReturnType);
        return async (parent, context) =>
        {
            var session = await Open(context.Services, context.Cancellation);
            Require(permission, session);
            if (permission is not null && session.Actor.Auditor is not null)
            {
                context.Services.GetRequiredService<AuditTrail>().Asked(shape.Name, []);
            }

            var value = call(arguments(parent, context), context.Services, context.Cancellation);
            return value is not null && waits ? await Awaiter(value.GetType())(value) : value;
        };
    }

    /// <summary>Denies whoever lacks the permission; null lets everybody through.</summary>
    public static void Require(string? permission, Session session)
    {
        if (permission is not null && session.Actor.ReachOf(permission) is Reach.None)
        {
            throw DeniedException.Lacks(permission, session.Actor);
        }
    }

    /// <summary>The request's session, connected: row-level security shows its tenant's rows and no others.</summary>
    public static async ValueTask<Session> Open(IServiceProvider services, CancellationToken ct)
    {
        var session = services.GetRequiredService<Session>();
        await session.ConnectAsync(ct);
        return session;
    }

    /// <summary>What of a value the caller may see, noted in the trail.</summary>
    public static async ValueTask<object?> Shown(object? value, FieldContext context)
    {
        var shown = await context.Services.GetRequiredService<RowScreen>().Show(
            value, context.Services.GetRequiredService<RequestAccess>(), context.Cancellation);
        context.Services.GetRequiredService<ReadAudit>().Note(context.Services.GetRequiredService<AuditTrail>(), shown);
        return shown;
    }

    /// <summary>What the caller is told of an error of their own doing; null for a fault, of which they are told nothing.</summary>
    public static GraphQLException? Shown(Exception error) => error switch
    {
        DeniedException denied => new GraphQLException(denied.Message, denied.Code),
        InvalidPageException invalid => new GraphQLException(invalid.Message, "BAD_USER_INPUT"),
        _ => null,
    };

    // What each argument is read from is known once the schema is made; a request only reads.
    private static Func<object?, FieldContext, object?[]> Arguments(FieldShape shape, InputTypes inputs, Func<object, object>? parentOf)
    {
        var readers = shape.Given.Select((p, i) => Reader(shape, inputs, p, i, parentOf)).ToArray();
        return (parent, context) => Array.ConvertAll(readers, read => read(parent, context));
    }

    private static Func<object?, FieldContext, object?> Reader(
        FieldShape shape, InputTypes inputs, ParameterInfo parameter, int place, Func<object, object>? parentOf)
    {
        if (place == 0 && shape.Parent is not null)
        {
            return parentOf is null ? static (parent, _) => parent : (parent, _) => parentOf(parent!);
        }

        if (parameter == shape.Page)
        {
            var node = ClrTypes.Argument(shape.Result, typeof(Connection<>)) ?? typeof(object);
            return (_, context) => Page(context, node);
        }

        var fields = Expression.Parameter(typeof(InputFields), "fields");
        var read = Expression.Lambda<Func<InputFields, object?>>(
            Expression.Convert(inputs.Read(fields, shape.Arguments.ToList().IndexOf(parameter), parameter), typeof(object)),
                fields).Compile();
        return (_, context) => read(context.Arguments);
    }

    private static Page Page(FieldContext context, Type node)
    {
        var session = context.Services.GetRequiredService<Session>();
        var kept = session.Actor.ClosedTeams.Count > 0;
        return new Page(
            context.Arguments.Get<int?>("first"), context.Arguments.Get<string?>("after"),
            context.Arguments.Get<int?>("last"), context.Arguments.Get<string?>("before"),
            context.Selection.Once(TotalKey, static selection => selection.Includes("totalCount")),
            context.Selection.Once(kept ? ShownKeptFromTeamsKey : ShownKey, selection => ShownColumns.Of(
                [.. selection.Below("nodes"), .. selection.Below("edges").SelectMany(edge => edge.Below("node"))],
                context.Services.GetRequiredService<ReadAudit>().ColumnsOf(node, kept))))
        {
            Session = session,
        };
    }

    private static Func<object, ValueTask<object?>> Awaiter(Type task) => Awaiters.GetOrAdd(task, static type =>
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.IsGenericType && (t.GetGenericTypeDefinition() == typeof(Task<>) || t.GetGenericTypeDefinition() == typeof(ValueTask<>)))
            {
                var name = t.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(AwaitTask) : nameof(AwaitValueTask);
                return typeof(FieldCalls).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!
                    .MakeGenericMethod(t.GetGenericArguments()).CreateDelegate<Func<object, ValueTask<object?>>>();
            }
        }

        throw new InvalidOperationException($"A field returned {type}, which gives no value.");
    });

    private static async ValueTask<object?> AwaitTask<T>(object task) => await (Task<T>)task;

    private static async ValueTask<object?> AwaitValueTask<T>(object task) => await (ValueTask<T>)task;
}
