using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>Makes rows of the columns of a result, converted as the model says.</summary>
internal static class RowReader
{
    private static readonly MethodInfo IsNull = typeof(NpgsqlDataReader).GetMethod(nameof(NpgsqlDataReader.IsDBNull))!;

    /// <summary>A function that makes the row that <paramref name="narrow"/> selects; the columns are found by their names in <paramref name="first"/>.</summary>
    public static Func<NpgsqlDataReader, TRow> Of<TRow>(Expression<Func<TRow, TRow>> narrow, IEntityType entity, NpgsqlDataReader first)
    {
        var reader = Expression.Parameter(typeof(NpgsqlDataReader), "reader");
        var made = (MemberInitExpression)narrow.Body;
        return Expression.Lambda<Func<NpgsqlDataReader, TRow>>(
            made.Update(made.NewExpression, made.Bindings.Select(b => Expression.Bind(b.Member, Value(entity.FindProperty(b.Member.Name)!, reader, first)))), reader).Compile();
    }

    private static Expression Value(IProperty property, ParameterExpression reader, NpgsqlDataReader first)
    {
        // Named after the column, or after the property where the two differ.
        var names = Enumerable.Range(0, first.FieldCount).Select(first.GetName).ToList();
        var place = Expression.Constant(names.FindIndex(n => n == property.Name || n == property.GetColumnName()));
        var mapping = property.GetRelationalTypeMapping();
        var get = mapping.GetDataReaderMethod();
        if (mapping.Converter?.GetType() is { IsGenericType: true } kept && kept.GetGenericTypeDefinition() == typeof(KebabEnum<>))
        {
            return OrNull(property, Expression.Call(kept.GetMethod(nameof(KebabEnum<>.Read), [typeof(NpgsqlDataReader), typeof(int)])!, reader, place), reader, place);
        }

        Expression value = Expression.Call(Expression.Convert(reader, get.DeclaringType!), get, place);
        value = mapping.CustomizeDataReaderExpression(value);
        if (mapping.Converter is { } converter)
        {
            var stored = converter.ConvertFromProviderExpression;
            value = value.Type == stored.Parameters[0].Type ? value : Expression.Convert(value, stored.Parameters[0].Type);
            value = ReplacingExpressionVisitor.Replace(stored.Parameters[0], value, stored.Body);
        }

        return OrNull(property, value, reader, place);
    }

    private static Expression OrNull(IProperty property, Expression value, ParameterExpression reader, ConstantExpression place)
    {
        value = value.Type == property.ClrType ? value : Expression.Convert(value, property.ClrType);
        return property.IsNullable
            ? Expression.Condition(Expression.Call(reader, IsNull, place), Expression.Default(property.ClrType), value)
            : value;
    }
}
