using System.Linq.Expressions;
using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>A field of a filter in one schema: its input, and the condition that a client's comparison makes.</summary>
internal sealed class FilterCondition
{
    private const int MaxValues = 100;

    private static readonly (FilterOperations Operation, string Name, string Description)[] All =
    [
        (FilterOperations.Equal, "eq", "The same; null finds what has no value."),
        (FilterOperations.OneOf, "in", $"One of these, at most {MaxValues}."),
        (FilterOperations.Order, "lt", "Less than this."),
        (FilterOperations.Order, "lte", "This or less."),
        (FilterOperations.Order, "gt", "Greater than this."),
        (FilterOperations.Order, "gte", "This or greater."),
        (FilterOperations.StartsWith, "startsWith", "Text that begins so."),
        (FilterOperations.Contains, "contains", "Text that holds this."),
    ];

    private static readonly MethodInfo StartsWith = typeof(string).GetMethod(nameof(string.StartsWith), [typeof(string)])!;
    private static readonly MethodInfo Contains = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;

    private readonly FilterField _field;
    private readonly Type _plain;
    private readonly InputObjectType _type;
    private readonly Func<object?, object?> _readOne;
    private readonly Func<object?, object?> _readMany;

    public FilterCondition(FilterField field, InputTypes types, Type filter)
    {
        (_field, _plain) = (field, ClrTypes.Plain(field.Value.ReturnType));
        var scalar = types.Options.FindScalar(_plain);
        NamedType leaf = scalar?.Type ?? (_plain.IsEnum ? types.Enums.Of(_plain) : (NamedType?)null)
            ?? throw new SchemaDeclarationException(
                filter, $"filters by {field.Name}, a {_plain.FullName}, which is neither scalar nor enum");
        var usual = UsualOf(leaf, scalar);
        var operations = field.Operations is FilterOperations.Usual ? usual : field.Operations;
        if ((operations & (FilterOperations.StartsWith | FilterOperations.Contains)) != 0 && _plain != typeof(string))
        {
            throw new SchemaDeclarationException(filter, $"filters {field.Name} as text, but it is a {_plain.Name}");
        }

        _type = types.Comparisons.GetOrAdd((leaf, operations), key => Comparison(
            key.Leaf, key.Operations, key.Operations == usual ? $"{key.Leaf.Name}Filter"
                : $"{key.Leaf.Name}{key.Operations.ToString().Replace(", ", "", StringComparison.Ordinal)}Filter"));
        Definition = new InputValue(types.Options.Names.Input(field.Name), _type)
        {
            Description = field.Description ?? (field.Value.Body is MemberExpression { Member: { } member }
                ? types.Options.Descriptions.Of(member.DeclaringType!, member.Name) : null),
        };
        _readOne = InputReading.Boxed(field.Value.ReturnType, Definition.Name, types.Options.FindScalar);
        _readMany = InputReading.Boxed(field.Value.ReturnType.MakeArrayType(), Definition.Name, types.Options.FindScalar);
    }

    public InputValue Definition { get; }

    /// <summary>The condition of a comparison; all parts of it count.</summary>
    public Expression Of(ParameterExpression item, InputFields comparison, ref int left)
    {
        var value = new ParameterReplacement(_field.Value.Parameters[0], item).Visit(_field.Value.Body);
        Expression? all = null;
        for (var i = 0; i < _type.Fields.Count; i++)
        {
            if (!comparison.Has(i))
            {
                continue;
            }

            left--;
            var one = One(value, _type.Fields[i].Name, comparison[i]);
            all = all is null ? one : Expression.AndAlso(all, one);
        }

        return all ?? Expression.Constant(true);
    }

    private static FilterOperations UsualOf(NamedType leaf, ScalarMapping? scalar) => leaf is EnumType || scalar is { Writer: not null }
        || ReferenceEquals(leaf, Scalars.Boolean) || ReferenceEquals(leaf, Scalars.Id)
        ? FilterOperations.Equal | FilterOperations.OneOf
        : ReferenceEquals(leaf, Scalars.String)
        ? FilterOperations.Equal | FilterOperations.OneOf | FilterOperations.Order | FilterOperations.StartsWith | FilterOperations.Contains
        : FilterOperations.Equal | FilterOperations.OneOf | FilterOperations.Order;

    private static InputObjectType Comparison(NamedType leaf, FilterOperations operations, string name) => new(name, () =>
    [
        .. All.Where(each => operations.HasFlag(each.Operation)).Select(each =>
            new InputValue(
                each.Name, each.Operation is FilterOperations.OneOf ? leaf.NonNull.List : leaf) { Description = each.Description }),
    ])
    {
        Description = $"Compares a `{leaf.Name}`; all of it counts.",
    };

    private Expression One(Expression value, string operation, object? given)
    {
        if (given is null)
        {
            return operation != "eq"
                ? throw new GraphQLException(
                    $"`{operation}` of `{Definition.Name}` must not be null. Leave it out, or use `eq: null` for what has no value.",
                        "BAD_FILTER")
                : CanBeNull(value) ? KeyComparison.IsNull(value)
                : Expression.Constant(false);
        }

        if (operation == "in")
        {
            return OneOf(value, (Array)_readMany(given)!);
        }

        var wanted = Held(_readOne(given)!, value.Type);
        var condition = operation switch
        {
            "eq" => (Expression)KeyComparison.Equal(value, wanted),
            "startsWith" => Expression.Call(value, StartsWith, wanted),
            "contains" => Expression.Call(value, Contains, wanted),
            "lt" => KeyComparison.Of(value, wanted, ExpressionType.LessThan),
            "lte" => KeyComparison.Of(value, wanted, ExpressionType.LessThanOrEqual),
            "gt" => KeyComparison.Of(value, wanted, ExpressionType.GreaterThan),
            _ => KeyComparison.Of(value, wanted, ExpressionType.GreaterThanOrEqual),
        };
        return CanBeNull(value) ? Expression.AndAlso(Expression.Not(KeyComparison.IsNull(value)), condition) : condition;
    }

    private static MethodCallExpression OneOf(Expression value, Array wanted) => wanted.Length > MaxValues
        ? throw new GraphQLException($"`in` takes up to {MaxValues} values; {wanted.Length} were sent.", "FILTER_TOO_LARGE")
        : Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [value.Type], Held(
            wanted, typeof(IEnumerable<>).MakeGenericType(value.Type)), value);

    private static bool CanBeNull(Expression value) => !value.Type.IsValueType || Nullable.GetUnderlyingType(value.Type) is not null;

    // A field of an object, which query providers make a parameter, so that they can keep the query.
    private static MemberExpression Held(object value, Type type)
    {
        var holder = Activator.CreateInstance(typeof(Holder<>).MakeGenericType(type), value)!;
        return Expression.Field(Expression.Constant(holder), "Value");
    }

    private sealed class Holder<TValue>(TValue value)
    {
        public readonly TValue Value = value;
    }
}
