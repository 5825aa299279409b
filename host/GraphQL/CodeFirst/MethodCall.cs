using System.Linq.Expressions;
using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>How a method is called as a field: what each parameter is, and the delegate that calls it.</summary>
internal sealed class MethodCall
{
    private readonly CodeFirstOptions _options;
    private readonly InputTypes _inputs;

    // Asked of the method once: two threads that reflect a method for the first time can be given two objects for one parameter.
    private readonly ParameterInfo[] _parameters;
    private readonly List<ParameterInfo> _arguments = [];
    private readonly bool _pages;
    private readonly PagingAttribute _sizes;
    private readonly bool _needsContext;

    public MethodCall(MethodInfo method, Type? holder, CodeFirstOptions options, InputTypes inputs)
    {
        (Method, Holder, _options, _inputs, _parameters) = (method, holder ?? typeof(object), options, inputs, method.GetParameters());
        Result = ClrTypes.Awaited(method.ReturnType);
        if (method.ReturnType == typeof(void) || method.ReturnType == typeof(Task) || method.ReturnType == typeof(ValueTask))
        {
            throw new SchemaDeclarationException(
                method, "gives nothing: return what the field shows, or keep it out of the schema with [GraphQLIgnore]");
        }

        ParentParameter = holder is null || !method.IsStatic ? null : ParentOf(method, _parameters, holder);
        var definitions = new List<InputValue>();
        foreach (var parameter in _parameters.Where(parameter => parameter != ParentParameter))
        {
            if (parameter.ParameterType == typeof(PageRequest))
            {
                _pages = true;
            }
            else if (IsArgument(parameter))
            {
                definitions.Add(inputs.Argument(method, parameter));
                _arguments.Add(parameter);
            }
            else if (!IsLoaded)
            {
                _needsContext |= Provided.NeedsContext(parameter.ParameterType);
                Provided.Require(parameter, options.Services);
            }
        }

        if (ClrTypes.Argument(ClrTypes.Plain(Result), typeof(Connection<>)) is not null != _pages)
        {
            throw new SchemaDeclarationException(method, _pages
                ? $"takes a {nameof(PageRequest)} but gives no Connection: return Connection<T>"
                : $"gives a Connection but does not take a {nameof(PageRequest)}, which says what page is asked for: add the parameter");
        }

        _sizes = method.GetCustomAttribute<PagingAttribute>() ?? new PagingAttribute();
        ArgumentDefinitions = _pages ? [.. definitions, .. PageRequest.ArgumentsFor(_sizes.DefaultSize, _sizes.MaxSize)] : definitions;
    }

    public MethodInfo Method { get; }

    /// <summary>The type of the parents that the executor passes in.</summary>
    public Type Holder { get; }

    /// <summary>What the method gives once awaited.</summary>
    public Type Result { get; }

    /// <summary>The parameter that takes the parent; null when there is none.</summary>
    public ParameterInfo? ParentParameter { get; }

    /// <summary>Whether a loader gives the value.</summary>
    public bool IsLoaded => ClrTypes.Argument(Result, typeof(Loaded<,>)) is not null;

    public IReadOnlyList<InputValue> ArgumentDefinitions { get; }

    /// <summary>The resolver that calls the method: read at once where the method gives its value at once, asynchronous else.</summary>
    public Resolver Resolver()
    {
        if (!ClrTypes.IsTask(Method.ReturnType) && !_needsContext)
        {
            return _parameters.All(parameter => parameter == ParentParameter)
                ? PropertyRead.Resolver(Holder, parent => Call(parent, null, null, null), _options.FindScalar)
                : AtOnce();
        }

        var (parent, context) = (Expression.Parameter(Holder, "parent"), Expression.Parameter(typeof(FieldContext), "context"));
        var (arguments, request) = (
            Expression.Property(context, nameof(FieldContext.Arguments)), Expression.Property(context, nameof(FieldContext.Request)));
        var call = Call(parent, arguments, request, context);
        var value = Expression.Parameter(Result, "value");
        var shown = OutputShowing.Show(value, _options.FindScalar);
        return Make(
            nameof(Later),
            [Holder, Result, shown.Type],
            Expression.Lambda(AsValueTask(call), parent, context).Compile(),
            shown == value ? null : Expression.Lambda(shown, value).Compile());
    }

    private static ParameterInfo ParentOf(MethodInfo method, ParameterInfo[] parameters, Type holder)
    {
        var parent = parameters.FirstOrDefault(parameter => parameter.IsDefined(typeof(ParentAttribute))) ?? parameters.FirstOrDefault();
        return parent?.ParameterType.IsAssignableFrom(holder) == true
            ? parent
            : throw new SchemaDeclarationException(
                method, $"is a field of {holder.Name}: its first parameter, or one marked with [Parent], must be the {holder.Name}");
    }

    private static Resolver Make(string method, Type[] types, params object?[] arguments) => (Resolver)typeof(MethodCall)
        .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(types).Invoke(null, arguments)!;

    private static Resolver Now<TParent, TValue>(Func<TParent, InputFields, RequestContext, TValue> call) => GraphQL.Resolver.Of(call);

    private static Resolver Later<TParent, TValue, TShown>(
        Func<TParent, FieldContext, ValueTask<TValue>> call, Func<TValue, TShown>? show) => show is null
        ? GraphQL.Resolver.Async(call)
        : GraphQL.Resolver.Async<TParent, TShown>(async (parent, context) => show(await call(parent, context).ConfigureAwait(false)));

    private Resolver AtOnce()
    {
        var (parent, arguments, request) = (
            Expression.Parameter(Holder, "parent"),
            Expression.Parameter(typeof(InputFields), "arguments"),
            Expression.Parameter(typeof(RequestContext), "request"));
        var value = OutputShowing.Show(Call(parent, arguments, request, null), _options.FindScalar);
        return Make(nameof(Now), [Holder, value.Type], Expression.Lambda(value, parent, arguments, request).Compile());
    }

    private Expression AsValueTask(Expression call)
    {
        var type = typeof(ValueTask<>).MakeGenericType(Result);
        return call.Type == type ? call
            : Expression.New(type.GetConstructor([call.Type == Result ? Result : typeof(Task<>).MakeGenericType(Result)])!, call);
    }

    private MethodCallExpression Call(Expression parent, Expression? arguments, Expression? request, Expression? context)
    {
        var values = _parameters.Select(parameter =>
        {
            if (parameter == ParentParameter)
            {
                return Expression.Convert(parent, parameter.ParameterType);
            }

            if (parameter.ParameterType == typeof(PageRequest))
            {
                var (usual, most) = (Expression.Constant(_sizes.DefaultSize), Expression.Constant(_sizes.MaxSize));
                return Expression.Call(typeof(PageRequest), nameof(PageRequest.From), null, arguments!, usual, most);
            }

            var place = _arguments.IndexOf(parameter);
            return place < 0 ? Provided.Value(parameter, arguments!, request!, context)
                : _inputs.Read(arguments!, place, parameter);
        });
        return Method.IsStatic ? Expression.Call(Method, values)
            : Expression.Call(Expression.Convert(parent, Method.DeclaringType!), Method, values);
    }

    private bool IsArgument(ParameterInfo parameter) => !parameter.IsDefined(typeof(ServiceAttribute))
        && (parameter.IsDefined(typeof(ArgumentAttribute)) || parameter.IsDefined(typeof(IDAttribute))
            || InputTypes.IsDeclared(parameter) || _options.CanBeSent(parameter.ParameterType));
}
