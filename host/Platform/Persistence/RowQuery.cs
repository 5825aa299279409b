using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace CarePlatform.Platform;

/// <summary>The statement of a <see cref="RowLoader{TDb,TKey,TRow,TValue}"/> for one reach, compiled once.</summary>
/// <param name="Rows">Reads the rows of these keys for a person and their teams.</param>
/// <param name="Key">The key of a row.</param>
internal sealed record RowQuery<TDb, TKey, TRow>(
    Func<TDb, TKey[], UserId?, TeamId[], IAsyncEnumerable<TRow>> Rows, Func<TRow, TKey> Key)
    where TDb : ModuleDb
    where TRow : class
{
    private static readonly ConcurrentDictionary<RowQueryShape, RowQuery<TDb, TKey, TRow>> Known = new();

    /// <summary>The query of this shape.</summary>
    /// <exception cref="DeclarationException">The loader's rows depend on something of the moment.</exception>
    public static RowQuery<TDb, TKey, TRow> For(RowQueryShape shape, Func<(IQueryable<TRow> Rows, Expression<Func<TRow, TKey>> Key)> declared) =>
        Known.TryGetValue(shape, out var known) ? known : Known.GetOrAdd(shape, Compile(shape, declared()));

    private static RowQuery<TDb, TKey, TRow> Compile(RowQueryShape shape, (IQueryable<TRow> Rows, Expression<Func<TRow, TKey>> Key) declared)
    {
        var (db, keys) = (Expression.Parameter(typeof(TDb), "db"), Expression.Parameter(typeof(TKey[]), "keys"));
        var (me, teams) = (Expression.Parameter(typeof(UserId?), "me"), Expression.Parameter(typeof(TeamId[]), "teams"));
        var wanted = Expression.Lambda<Func<TRow, bool>>(
            Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(TKey)], keys, declared.Key.Body), declared.Key.Parameters);
        var rows = declared.Rows.AsNoTracking().Where(wanted);
        if (shape.Shown is not null && Narrow<TRow>.Property(declared.Key) is { } key && Narrow<TRow>.To(shape.Shown, key, key) is { } narrow)
        {
            rows = rows.Select(narrow);
        }

        var lambda = Expression.Lambda<Func<TDb, TKey[], UserId?, TeamId[], IQueryable<TRow>>>(
            new Lifting(shape.Loader, me, teams).Visit(rows.Expression), db, keys, me, teams);
        return new RowQuery<TDb, TKey, TRow>(EF.CompileAsyncQuery(lambda), declared.Key.Compile());
    }

    // Takes the query out of the moment in which it was written: a compiled query would keep what it captured for ever.
    private sealed class Lifting(Type loader, ParameterExpression me, ParameterExpression teams) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node)
        {
            if (!TryCapture(node.Expression, out var holder))
            {
                return base.VisitMember(node);
            }

            return (holder, node.Member.Name) switch
            {
                (ModuleDb, nameof(ModuleDb.Me)) => me,
                (ModuleDb, nameof(ModuleDb.MyTeams)) => teams,
                _ when Read(holder, node.Member) is IQueryable inner => Visit(inner.Expression),
                _ => throw new DeclarationException(
                    loader, $"compares rows with {node.Member.Name}, whose value of one moment would be kept for ever: use db.Me or db.MyTeams, or a loader of its own"),
            };
        }

        protected override Expression VisitExtension(Expression node) =>
            node is EntityQueryRootExpression root ? root.DetachQueryProvider() : base.VisitExtension(node);

        // What stands in a closure: the context, or a query that was written before.
        private static bool TryCapture(Expression? expression, out object? value)
        {
            switch (expression)
            {
                case ConstantExpression constant:
                    value = constant.Value;
                    return true;
                case MemberExpression member when TryCapture(member.Expression, out var holder):
                    value = Read(holder, member.Member);
                    return true;
                default:
                    value = null;
                    return false;
            }
        }

        private static object? Read(object? holder, MemberInfo member) =>
            member is FieldInfo field ? field.GetValue(holder) : ((PropertyInfo)member).GetValue(holder);
    }
}

/// <summary>What makes one statement of a loader differ from another.</summary>
/// <param name="Loader">The loader.</param>
/// <param name="Reach">How far it may reach.</param>
/// <param name="Shown">The columns that are read; all when null.</param>
internal sealed record RowQueryShape(Type Loader, Reach Reach, Columns? Shown);

/// <summary>What a loader declares besides its rows.</summary>
internal static class RowQuery
{
    private static readonly ConcurrentDictionary<Type, string?> Permissions = new();

    /// <summary>The permission that a loader needs; null when whoever sees the parent may see its rows.</summary>
    public static string? PermissionOf(Type loader) =>
        Permissions.GetOrAdd(loader, static type => type.GetCustomAttribute<RequiresAttribute>()?.Permission);
}
