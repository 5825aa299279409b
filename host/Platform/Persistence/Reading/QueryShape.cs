using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace CarePlatform.Platform;

/// <summary>
/// What of a query is the same from one request to the next: its operators, members and constants in order. The values that it
/// compares with stand in closures and count as places only: that one of them is null, or true, changes the statement, what else it
/// is does not.
/// </summary>
internal sealed class QueryShape : IEquatable<QueryShape>
{
    private readonly object?[] _parts;
    private readonly int _hash;

    private QueryShape(object?[] parts)
    {
        var hash = new HashCode();
        Array.ForEach(parts, hash.Add);
        (_parts, _hash) = (parts, hash.ToHashCode());
    }

    /// <summary>The shape of a query, what stands at its places and the model that it reads; null when its statement may depend on more than that.</summary>
    /// <param name="page">The order and size of the page that is wanted of it, if one is.</param>
    public static (QueryShape Shape, IReadOnlyList<(Type Type, object? Value)> Places, IModel Model)? Of(Expression query, PageOf? page = null)
    {
        var reading = new Reading(naming: false);
        reading.Visit(query);
        if (page is not null)
        {
            reading.Parts.Add(page.Key);
            reading.Parts.Add(page.Tie);
            reading.Parts.Add(page.Row);
            reading.Parts.Add(page.Descending ? PageOf.Down : PageOf.Up);
            reading.Places.Add((typeof(int), page.Size));
        }

        return reading is { Fits: true, Model: { } model } ? (new QueryShape([.. reading.Parts]), reading.Places, model) : null;
    }

    /// <summary>The same query with fields named after their places instead of what stood there, so that the statement's parameters have these names.</summary>
    public static Expression WithNamedPlaces(Expression query) => new Reading(naming: true).Visit(query)!;

    public bool Equals(QueryShape? other) => other is not null && other._hash == _hash && other._parts.AsSpan().SequenceEqual(_parts);

    public override bool Equals(object? obj) => Equals(obj as QueryShape);

    public override int GetHashCode() => _hash;

    /// <summary>
    /// What is done with a query to get a page of it: the same for the same parts, so that the expressions of ordering and taking need not be
    /// built to find their statement. Its size is the last value of the query.
    /// </summary>
    /// <param name="Key">What it is ordered by.</param>
    /// <param name="Tie">What rows of the same key are ordered by.</param>
    /// <param name="Row">What is made of each row; one expression for each set of columns.</param>
    internal sealed record PageOf(MemberInfo Key, MemberInfo Tie, Expression Row, bool Descending, int Size)
    {
        internal static readonly object Up = new();
        internal static readonly object Down = new();
    }

    private enum Filling
    {
        Null,
        True,
        False,
        Other,
    }

    private sealed class Reading(bool naming) : ExpressionVisitor
    {
        // Boxed once, because every node adds one.
        private static readonly object[] Kinds = [.. Enumerable.Range(0, Enum.GetValues<ExpressionType>().Length).Select(k => (object)(ExpressionType)k)];
        private static readonly object[] Fillings = [.. Enum.GetValues<Filling>().Cast<object>()];
        private static readonly object[] Numbers = [.. Enumerable.Range(0, 64).Cast<object>()];

        private readonly List<ParameterExpression> _parameters = [];
        private int _rows;

        public List<object?> Parts { get; } = new(128);

        public List<(Type Type, object? Value)> Places { get; } = [];

        public IModel? Model { get; private set; }

        public bool Fits { get; private set; } = true;

        public override Expression? Visit(Expression? node)
        {
            switch (node)
            {
                case null:
                    return null;
                case EntityQueryRootExpression root when root.GetType() == typeof(EntityQueryRootExpression):
                    Parts.Add(root.EntityType);
                    Model = root.EntityType.Model;
                    _rows++;
                    return root;
                case ParameterExpression parameter:
                    return Row(parameter);
                case ConstantExpression constant:
                    return Constant(constant);
                case MemberExpression member when Captured.TryRead(member, out var value):
                    return value is IQueryable inner ? Inside(member, inner) : At(member, value);
                case MemberExpression { Expression: null } function when function.Type == typeof(DbFunctions):
                    Parts.Add(function.Member);
                    return function;
                case MethodCallExpression or MemberExpression or LambdaExpression or UnaryExpression or BinaryExpression
                    or NewExpression or MemberInitExpression or ConditionalExpression or TypeBinaryExpression:
                    return Within(node);
                default:
                    Fits = false;
                    return node;
            }
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            Parts.Add(node.Method);
            if (node is { Method.Name: nameof(Queryable.Take), Arguments: [var source, ConstantExpression { Value: int count } limit] })
            {
                // Entity Framework makes a parameter of it too.
                return node.Update(null, [Visit(source)!, At(limit, count)]);
            }

            return base.VisitMethodCall(node);
        }

        protected override Expression VisitMember(MemberExpression node)
        {
            Parts.Add(node.Member);
            return base.VisitMember(node);
        }

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            Parts.Add(node.Type);
            return base.VisitLambda(node);
        }

        protected override Expression VisitUnary(UnaryExpression node)
        {
            Parts.Add(node.Type);
            return base.VisitUnary(node);
        }

        protected override Expression VisitBinary(BinaryExpression node)
        {
            Parts.Add(node.Method);
            return base.VisitBinary(node);
        }

        protected override Expression VisitTypeBinary(TypeBinaryExpression node)
        {
            Parts.Add(node.TypeOperand);
            return base.VisitTypeBinary(node);
        }

        protected override Expression VisitNew(NewExpression node)
        {
            Parts.Add(node.Type);
            Parts.Add(node.Constructor);
            return base.VisitNew(node);
        }

        protected override Expression VisitMemberInit(MemberInitExpression node)
        {
            Parts.Add(node.Bindings.Count);
            return base.VisitMemberInit(node);
        }

        protected override MemberAssignment VisitMemberAssignment(MemberAssignment node)
        {
            Parts.Add(node.Member);
            return base.VisitMemberAssignment(node);
        }

        private Expression Within(Expression node)
        {
            Parts.Add(Kinds[(int)node.NodeType]);
            var before = _rows;
            var visited = base.Visit(node)!;
            // What is worked out of values alone, Entity Framework does before it writes the statement.
            Fits &= _rows > before || IsSameForAnyValue(node);
            return visited;
        }

        // A query that is only looked at keeps its nodes: what returns others is built anew up to the root.
        private Expression Inside(Expression node, IQueryable rows) => Visit(rows.Expression) is { } inner && naming ? inner : node;

        private ParameterExpression Row(ParameterExpression row)
        {
            var number = _parameters.IndexOf(row);
            if (number < 0)
            {
                number = _parameters.Count;
                _parameters.Add(row);
                Parts.Add(row.Type);
            }

            _rows++;
            Parts.Add(number < Numbers.Length ? Numbers[number] : number);
            return row;
        }

        private Expression Constant(ConstantExpression constant)
        {
            if (constant.Value is IQueryable rows)
            {
                return Inside(constant, rows);
            }

            Fits &= constant.Value is null or string or Enum or IConvertible or Type;
            Parts.Add(constant.Type);
            Parts.Add(constant.Value);
            return constant;
        }

        private Expression At(Expression node, object? value)
        {
            Fits &= StatementValue.Of(node.Type) is not null && Places.Count < QueryPlace.Most;
            Parts.Add(node.Type);
            Parts.Add(Fillings[(int)(value switch { null => Filling.Null, true => Filling.True, false => Filling.False, _ => Filling.Other })]);
            Places.Add((node.Type, value));
            return naming ? QueryPlace.Named(node.Type, value, Places.Count - 1) : node;
        }

        private static bool IsSameForAnyValue(Expression node) => node switch
        {
            BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.OrElse } => true,
            BinaryExpression { NodeType: ExpressionType.Equal or ExpressionType.NotEqual } test => IsNull(test.Left) || IsNull(test.Right),
            UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.Quote } => true,
            UnaryExpression { NodeType: ExpressionType.Not } not => not.Type == typeof(bool),
            NewExpression { Arguments.Count: 0 } => true,
            // An array as a span, and the last row of the page before as one value to compare with.
            MethodCallExpression call => call.Method.Name == "op_Implicit" || call.Method.DeclaringType == typeof(ValueTuple),
            _ => false,
        };

        private static bool IsNull(Expression node) => node is ConstantExpression { Value: null } || (node is UnaryExpression { NodeType: ExpressionType.Convert } convert && IsNull(convert.Operand));
    }
}
