using System.Linq.Expressions;

namespace CarePlatform.GraphQL;

/// <summary>
/// A filter of <typeparamref name="T"/>: an input with the fields that the constructor of a derived class declares, and <c>and</c>,
/// <c>or</c>, <c>not</c> over them. A parameter with <see cref="ByAttribute{TDeclaration}"/> takes it as
/// <c>Expression&lt;Func&lt;T, bool&gt;&gt;?</c>, null when the client gave none. Nothing can be filtered by that is not declared.
/// </summary>
public abstract class FilterInput<T> : ArgumentDeclaration
{
    private const int MaxConditions = 100;

    private readonly List<FilterField> _fields = [];
    private readonly string? _name;

    /// <summary>A filter; <paramref name="name"/> is that of the input, by default that of the class.</summary>
    protected FilterInput(string? name = null) => _name = name;

    internal override Type ParameterType => typeof(Expression<Func<T, bool>>);

    /// <summary>Declares a field of the filter.</summary>
    /// <param name="value">What is compared.</param>
    /// <param name="operations">By what.</param>
    /// <param name="name">The name of the field; by default that of the property.</param>
    /// <param name="description">What the field does.</param>
    protected void By<TValue>(
        Expression<Func<T, TValue>> value, FilterOperations operations = FilterOperations.Usual, string? name = null,
            string? description = null) =>
        _fields.Add(new FilterField(
            value,
            operations,
            name ?? (value.Body as MemberExpression)?.Member.Name
                ?? throw new SchemaDeclarationException(GetType(), $"filters by {value}, which has no name: give it one"),
            description));

    internal override DeclaredArgument In(InputTypes types)
    {
        var fields = _fields.Select(field => new FilterCondition(field, types, GetType())).ToList();
        if (fields.Count == 0)
        {
            throw new SchemaDeclarationException(
                GetType(), "is a filter without fields: declare what it filters by in its constructor, with By");
        }

        InputObjectType input = null!;
        input = new InputObjectType(_name ?? GetType().Name, () =>
        [
            .. fields.Select(field => field.Definition),
            new InputValue("and", input.NonNull.List) { Description = "All of these." },
            new InputValue("or", input.NonNull.List) { Description = "At least one of these; none when the list is empty." },
            new InputValue("not", input) { Description = "None of this." },
        ])
        {
            Description = types.Options.Descriptions.Of(GetType())
                ?? $"Which `{types.Options.Names.Type(typeof(T))}` to show; all of the conditions count.",
        };
        return new DeclaredArgument(input, "Which ones to show.", given => given is InputFields filter ? Lambda(filter, fields) : null);
    }

    private static Expression<Func<T, bool>> Lambda(InputFields filter, IReadOnlyList<FilterCondition> fields)
    {
        var item = Expression.Parameter(typeof(T), "item");
        var left = MaxConditions;
        return Expression.Lambda<Func<T, bool>>(Condition(filter, fields, item, ref left), item);
    }

    private static Expression Condition(InputFields filter, IReadOnlyList<FilterCondition> fields, ParameterExpression item, ref int left)
    {
        Expression? all = null;
        for (var i = 0; i < fields.Count; i++)
        {
            if (filter[i] is InputFields comparison)
            {
                all = And(all, fields[i].Of(item, comparison, ref left));
            }
        }

        foreach (var part in Parts(filter, fields.Count))
        {
            all = And(all, Condition(part, fields, item, ref left));
        }

        if (filter[fields.Count + 1] is not null)
        {
            Expression? any = null;
            foreach (var part in Parts(filter, fields.Count + 1))
            {
                var one = Condition(part, fields, item, ref left);
                any = any is null ? one : Expression.OrElse(any, one);
            }

            all = And(all, any ?? Expression.Constant(false));
        }

        if (filter[fields.Count + 2] is InputFields none)
        {
            all = And(all, Expression.Not(Condition(none, fields, item, ref left)));
        }

        return --left < 0
            ? throw new GraphQLException($"A filter may have up to {MaxConditions} conditions. Ask for less at once.", "FILTER_TOO_LARGE")
            : all ?? Expression.Constant(true);
    }

    private static IEnumerable<InputFields> Parts(InputFields filter, int place) =>
        (filter[place] as System.Collections.IList)?.OfType<InputFields>() ?? [];

    private static Expression And(Expression? left, Expression right) => left is null ? right : Expression.AndAlso(left, right);
}

/// <summary>A declared field of a filter.</summary>
internal sealed record FilterField(LambdaExpression Value, FilterOperations Operations, string Name, string? Description);
