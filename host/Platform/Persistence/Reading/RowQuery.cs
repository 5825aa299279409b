using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>
/// The statement of a <see cref="RowLoader{TDb,TKey,TRow,TValue}"/> for one reach and set of columns: written by Entity Framework
/// once, run without it as often as it is wanted.
/// </summary>
/// <param name="Statement">Reads the rows.</param>
/// <param name="Key">The key of a row.</param>
/// <param name="Order">The order of the rows of a key; null when the statement gives them in it.</param>
internal sealed record RowQuery<TKey, TRow>(RowStatement<TKey, TRow> Statement, Func<TRow, TKey> Key, RowOrder<TRow>? Order)
    where TRow : class
{
    private static readonly ConcurrentDictionary<RowQueryShape, RowQuery<TKey, TRow>> Known = new();

    /// <summary>The query of this shape.</summary>
    /// <exception cref="DeclarationException">The loader's rows depend on something of the moment, or cannot be made of columns.</exception>
    public static RowQuery<TKey, TRow> For(
        RowQueryShape shape, ModuleDb db, Func<(IQueryable<TRow> Rows, Expression<Func<TRow, TKey>> Key)> declared)
    {
        if (Known.TryGetValue(shape, out var known))
        {
            return known;
        }

        // Clients choose the columns, so there may be any number of sets; after so many, rows are read whole.
        return shape.Shown is not null && Known.Count >= Columns.MostSets
            ? For(shape with { Shown = null }, db, declared)
            : Known.GetOrAdd(shape, Write(shape, db, declared()));
    }

    private static RowQuery<TKey, TRow> Write(
        RowQueryShape shape, ModuleDb db, (IQueryable<TRow> Rows, Expression<Func<TRow, TKey>> Key) declared)
    {
        var entity = db.Model.FindEntityType(typeof(TRow)) ?? throw new DeclarationException(shape.Loader, $"reads {typeof(TRow).Name}, which is no table of its module");
        var shown = shape.Shown ?? new Columns(string.Join(',', entity.GetProperties().Where(p => p.PropertyInfo is not null).Select(p => p.Name)));
        var (unordered, order) = RowOrder<TRow>.Of(declared.Rows);
        shown = order is null ? shown : new Columns(string.Join(',', [shown.Names, .. order.Properties]));
        var key = Narrow<TRow>.Property(declared.Key) ?? throw new DeclarationException(shape.Loader, "must be keyed by a property of its rows");
        var narrow = Narrow<TRow>.To(shown, key, key)
            ?? throw new DeclarationException(shape.Loader, $"reads {typeof(TRow).Name}, which needs a constructor without parameters and setters (private ones will do)");
        var asked = new RowStatement<TKey, TRow>.Asked();
        var wanted = Expression.Lambda<Func<TRow, bool>>(
            Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(TKey)], asked.Keys, declared.Key.Body), declared.Key.Parameters);
        var rows = unordered.AsNoTracking().Where(wanted).Select(narrow);
        var lifted = rows.Provider.CreateQuery<TRow>(new Lifting(shape.Loader, asked).Visit(rows.Expression));
        return new RowQuery<TKey, TRow>(RowStatement<TKey, TRow>.Of(lifted, narrow, entity, db.TenantKey), declared.Key.Compile(), order);
    }

    // Takes the query out of the moment in which it was written, of which a statement that is kept must know nothing.
    private sealed class Lifting(Type loader, RowStatement<TKey, TRow>.Asked asked) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Member.DeclaringType == typeof(RowStatement<TKey, TRow>.Asked) || !Captured.TryRead(node.Expression, out var holder))
            {
                return base.VisitMember(node);
            }

            return (holder, node.Member.Name) switch
            {
                (ModuleDb, nameof(ModuleDb.Me)) => asked.Me,
                (ModuleDb, nameof(ModuleDb.MeKey)) => asked.MeKey,
                (ModuleDb, nameof(ModuleDb.MyTeams)) => asked.Teams,
                (ModuleDb, nameof(ModuleDb.ClosedTeams)) => asked.ClosedTeams,
                _ when Captured.Read(holder, node.Member) is IQueryable inner => Visit(inner.Expression),
                _ => throw new DeclarationException(
                    loader, $"compares rows with {node.Member.Name}, whose value of one moment would be kept for ever: use db.Me, db.MyTeams or db.ClosedTeams, or a loader of its own"),
            };
        }
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
