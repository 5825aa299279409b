using System.Linq.Expressions;
using System.Reflection;

namespace CarePlatform.Platform;

/// <summary>What a query holds of the moment in which it was written: what stands in its closures.</summary>
internal static class Captured
{
    /// <summary>The value, if it comes out of a closure by fields and properties alone.</summary>
    public static bool TryRead(Expression? expression, out object? value)
    {
        switch (expression)
        {
            case ConstantExpression constant:
                value = constant.Value;
                return true;
            case MemberExpression { Expression: { } inner } member when TryRead(inner, out var holder) && holder is not null:
                value = Read(holder, member.Member);
                return true;
            default:
                value = null;
                return false;
        }
    }

    /// <summary>The value of a field or property.</summary>
    public static object? Read(object? holder, MemberInfo member) =>
        member is FieldInfo field ? field.GetValue(holder) : ((PropertyInfo)member).GetValue(holder);
}
