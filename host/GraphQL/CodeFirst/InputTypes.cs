using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>Turns parameters and input classes of C# into inputs of the schema, and what clients send back into them.</summary>
public sealed class InputTypes(CodeFirstOptions options, EnumTypes enums)
{
    private readonly ConcurrentDictionary<Type, InputObjectType> _objects = new();
    private readonly ConcurrentDictionary<Type, (Type Takes, DeclaredArgument Declared)> _declared = new();

    internal CodeFirstOptions Options => options;

    internal EnumTypes Enums => enums;

    /// <summary>
    /// The inputs of comparisons, which filters share: by the scalar or enum that is compared and what it can be compared by.
    /// </summary>
    internal ConcurrentDictionary<(NamedType Leaf, FilterOperations Operations), InputObjectType> Comparisons { get; } = new();

    /// <summary>The argument that a parameter is.</summary>
    /// <param name="otherwise">What it is when no comment says so.</param>
    public InputValue Argument(MethodInfo method, ParameterInfo parameter, string? otherwise = null) => IsDeclared(parameter)
        ? new InputValue(NameOf(new InputPart(parameter)), Declared(parameter).Type)
        {
            Description = options.Descriptions.Of(method, parameter.Name!) ?? Declared(parameter).Description,
            DeprecationReason = Deprecation.Of(parameter),
        }
        : Of(new InputPart(parameter)
        {
            Description = options.Descriptions.Of(method, parameter.Name!)
            ?? options.Descriptions.Of(ClrTypes.Innermost(parameter.ParameterType)) ?? otherwise,
            Deprecation = Deprecation.Of(parameter),
        });

    /// <summary>An expression that reads an argument of a method from coerced arguments.</summary>
    /// <param name="fields">An expression for the <see cref="InputFields"/>.</param>
    /// <param name="place">The place of the argument in its definition.</param>
    public Expression Read(Expression fields, int place, ParameterInfo parameter) => IsDeclared(parameter)
        ? Expression.Convert(
            Expression.Invoke(
                Expression.Constant(Declared(parameter).Read),
                Expression.Property(fields, typeof(InputFields).GetProperty("Item", [typeof(int)])!, Expression.Constant(place))),
            parameter.ParameterType)
        : Read(fields, place, new InputPart(parameter));

    /// <summary>Whether a class declares the argument that a parameter is.</summary>
    internal static bool IsDeclared(ParameterInfo parameter) =>
        parameter.GetCustomAttributes().OfType<IArgumentDeclarationAttribute>().Any();

    /// <summary>The input object of a class.</summary>
    public InputObjectType Object(Type type) => _objects.GetOrAdd(type, Make);

    private DeclaredArgument Declared(ParameterInfo parameter)
    {
        var type = parameter.GetCustomAttributes().OfType<IArgumentDeclarationAttribute>().Single().DeclarationType;
        var (takes, declared) = _declared.GetOrAdd(type, _ =>
        {
            var declaration = (ArgumentDeclaration)Activator.CreateInstance(type)!;
            return (declaration.ParameterType, declaration.In(this));
        });
        return parameter.ParameterType.IsAssignableFrom(takes) ? declared
            : throw new SchemaDeclarationException(parameter, $"is bound to {type.Name}: it must be a {takes}");
    }

    private Expression Read(Expression fields, int place, InputPart part) =>
        InputReading.Read(fields, place, part.Type, NameOf(part), options.FindScalar, part.Default);

    private string NameOf(InputPart part) => part.GivenName ?? options.Names.Input(part.Name);

    private InputValue Of(InputPart part)
    {
        var isOptional = ClrTypes.Argument(part.Type, typeof(Optional<>)) is not null;
        var (type, info) = isOptional ? (part.Type.GetGenericArguments()[0], part.Nullability.GenericTypeArguments[0])
            : (part.Type, part.Nullability);
        var shown = part.IsId ? IdOf(part, type, info) : TypeOf(type, info, part);
        var showsDefault = options.ShowsDefaults && !isOptional && part.Default is not null && !options.IsInput(ClrTypes.Innermost(type));
        if (isOptional || (part.HasDefault && !showsDefault))
        {
            shown = shown.Nullable;
        }

        return new InputValue(NameOf(part), shown)
        {
            Description = part.Description,
            DeprecationReason = part.Deprecation,
            Default = showsDefault
                ? DefaultValue.Of(ClrTypes.Plain(type) is { IsEnum: true } option ? Enum.ToObject(option, part.Default!) : part.Default)
                : null,
        };
    }

    private GraphType TypeOf(Type type, NullabilityInfo info, InputPart part)
    {
        var plain = ClrTypes.Plain(type);
        if (ClrTypes.Item(plain) is { } item)
        {
            var list = InputReading.CanMake(plain, item)
                ? TypeOf(item, ClrTypes.ItemNullability(info), part).List
                : throw part.Wrong(
                    $"is a {plain.Name}, which cannot be made from a list: take an array, an IReadOnlyList or an IReadOnlySet");
            return ClrTypes.IsNullable(type, info) ? list : list.NonNull;
        }

        var inner = options.FindScalar(plain)?.Type ?? (plain.IsEnum ? enums.Of(plain) : options.IsInput(plain) ? Object(plain)
            : (GraphType?)null) ?? throw part.Wrong(
                $"is a {plain.FullName}, which clients cannot send: mark that class with [InputType], or map it to a scalar");
        return ClrTypes.IsNullable(type, info) ? inner : inner.NonNull;
    }

    private static GraphType IdOf(InputPart part, Type type, NullabilityInfo info)
    {
        var plain = ClrTypes.Plain(type);
        if (ClrTypes.Item(plain) is { } item)
        {
            var list = IdOf(part, item, ClrTypes.ItemNullability(info)).List;
            return ClrTypes.IsNullable(type, info) ? list : list.NonNull;
        }

        return plain != typeof(string)
            ? throw part.Wrong($"is an ID but a {plain.Name}: take a string, or map the type to a scalar that is an ID")
            : ClrTypes.IsNullable(type, info) ? Scalars.Id : Scalars.Id.NonNull;
    }

    private InputObjectType Make(Type type)
    {
        var isOneOf = type.IsDefined(typeof(OneOfAttribute), false);
        var parts = InputPart.Of(type);
        if (parts.Count == 0)
        {
            throw new SchemaDeclarationException(
                type, "is an input but has no field: give it a constructor with parameters, or properties that can be set");
        }

        if (isOneOf && parts.FirstOrDefault(part => !part.MayBeNull) is { } wrong)
        {
            throw wrong.Wrong("belongs to a [OneOf] input, of which only one field is given: make it nullable and give it no default");
        }

        return new InputObjectType(
            type.GetCustomAttribute<InputTypeAttribute>()?.Name ?? type.GetCustomAttribute<GraphQLNameAttribute>()?.Name
                ?? options.Names.InputType(type),
            () => [.. parts.Select(part => Of(part with { Description = options.Descriptions.Of(type, part.Name) }))])
        {
            Description = options.Descriptions.Of(type) ?? (type.DeclaringType is { } outer ? options.Descriptions.Of(outer) : null),
            IsOneOf = isOneOf,
            Create = MakerOf(type, parts),
        };
    }

    private Func<InputFields, object> MakerOf(Type type, IReadOnlyList<InputPart> parts)
    {
        var fields = Expression.Parameter(typeof(InputFields), "fields");
        var constructor = parts[0].Parameter?.Member as ConstructorInfo;
        Expression made = constructor is not null
            ? Expression.New(constructor, parts.Select((part, place) => Read(fields, place, part)))
            : Expression.MemberInit(
                Expression.New(type), parts.Select((part, place) => Expression.Bind(part.Property!, Read(fields, place, part))));
        return Expression.Lambda<Func<InputFields, object>>(Expression.Convert(made, typeof(object)), fields).Compile();
    }
}
