using System.Linq.Expressions;

namespace CarePlatform.GraphQL;

/// <summary>Puts an expression in the place of a parameter.</summary>
internal sealed class ParameterReplacement(ParameterExpression from, Expression to) : ExpressionVisitor
{
    protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
}
