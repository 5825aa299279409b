using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>The order of a list: a key that may repeat and an id that never does, both in the same direction.</summary>
/// <param name="Key">What people sort by.</param>
/// <param name="Tie">The unique id.</param>
/// <param name="Descending">Whether the largest comes first.</param>
public sealed record Ordering<T, TKey, TId>(Expression<Func<T, TKey>> Key, Expression<Func<T, TId>> Tie, bool Descending = false);

/// <summary>Reads one page of a list by keyset: as fast at the end of a long list as at its beginning, and steady while rows come and go.</summary>
public static class Paging
{
    /// <summary>Largest page.</summary>
    public const int Largest = 100;

    private const int Usual = 20;
    private const int CountsUpTo = 10_000;
    private static readonly JsonWriterOptions Written = new() { Encoder = IdJson.Options.Encoder };

    /// <summary>Reads the wanted page.</summary>
    /// <exception cref="InvalidPageException">The cursor is not from this list, or the size is not 1 to 100.</exception>
    public static async Task<Connection<T>> ToConnection<T, TKey, TId>(
        this IQueryable<T> query, Page page, Ordering<T, TKey, TId> order, CancellationToken ct)
    {
        var backward = page.Last is not null;
        var size = backward ? page.Last!.Value : page.First ?? Usual;
        if (size is < 1 or > Largest || (page.First is not null && backward))
        {
            throw new InvalidPageException($"Ask for the first or the last 1 to {Largest} of a list, not both.");
        }

        int? total = page.WithTotal ? await query.Take(CountsUpTo).CountAsync(ct) : null;
        var wanted = query;
        if (page.After is not null)
        {
            wanted = wanted.Where(Beyond(order, page.After, larger: !order.Descending));
        }

        if (page.Before is not null)
        {
            wanted = wanted.Where(Beyond(order, page.Before, larger: order.Descending));
        }

        var rows = await Read(wanted, page, order, down: order.Descending != backward, size + 1, ct);
        var more = rows.Count > size;
        if (more)
        {
            rows.RemoveAt(size);
        }

        if (backward)
        {
            rows.Reverse();
        }

        var (key, tie) = (Compiled<T, TKey>.Of(order.Key), Compiled<T, TId>.Of(order.Tie));
        return new Connection<T>(
            rows,
            row => Cursor(key(row), tie(row)),
            HasNextPage: backward ? page.Before is not null : more,
            HasPreviousPage: backward ? more : page.After is not null,
            total);
    }

    private static Task<List<T>> Read<T, TKey, TId>(IQueryable<T> wanted, Page page, Ordering<T, TKey, TId> order, bool down, int size, CancellationToken ct)
    {
        if (page.Shown is not { } shown || Narrow<T>.Property(order.Key) is not { } key || Narrow<T>.Property(order.Tie) is not { } tie
            || !Narrow<T>.MayKeep(shown, key, tie) || Narrow<T>.To(shown, key, tie) is not { } narrow)
        {
            return Sorted().ToListAsync(ct);
        }

        return page.Session is { } session
            ? KeptStatement<T>.Read(wanted, new QueryShape.PageOf(key, tie, narrow, down, size), () => Sorted().Select(narrow), session, ct)
            : Sorted().Select(narrow).ToListAsync(ct);

        IQueryable<T> Sorted() => (down
            ? wanted.OrderByDescending(order.Key).ThenByDescending(order.Tie)
            : wanted.OrderBy(order.Key).ThenBy(order.Tie)).Take(size);
    }

    // (key, id) > (k, i) as one row comparison: the index on both columns answers it directly.
    private static Expression<Func<T, bool>> Beyond<T, TKey, TId>(Ordering<T, TKey, TId> order, string cursor, bool larger)
    {
        var (key, tie) = Read<TKey, TId>(cursor);
        var row = order.Key.Parameters[0];
        var left = Tuple(order.Key.Body, new Rebind(order.Tie.Parameters[0], row).Visit(order.Tie.Body));
        var edge = Expression.Constant(new Edge<TKey, TId>(key, tie));
        var right = Tuple(Expression.Field(edge, nameof(Edge<TKey, TId>.Key)), Expression.Field(edge, nameof(Edge<TKey, TId>.Tie)));
        var method = larger ? nameof(NpgsqlDbFunctionsExtensions.GreaterThan) : nameof(NpgsqlDbFunctionsExtensions.LessThan);
        var compare = Expression.Call(
            typeof(NpgsqlDbFunctionsExtensions), method, null, Expression.Constant(EF.Functions), left, right);
        return Expression.Lambda<Func<T, bool>>(compare, row);

        static Expression Tuple(Expression a, Expression b) => Expression.Convert(
            Expression.Call(typeof(ValueTuple), nameof(ValueTuple.Create), [a.Type, b.Type], a, b), typeof(ITuple));
    }

    private static string Cursor<TKey, TId>(TKey key, TId tie)
    {
        var place = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(place, Written))
        {
            json.WriteStartArray();
            JsonSerializer.Serialize(json, key, IdJson.Options);
            JsonSerializer.Serialize(json, tie, IdJson.Options);
            json.WriteEndArray();
        }

        return Base64Url.EncodeToString(place.WrittenSpan);
    }

    private static (TKey Key, TId Tie) Read<TKey, TId>(string cursor)
    {
        try
        {
            var text = cursor.Replace('-', '+').Replace('_', '/');
            var json = Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
            var parts = JsonSerializer.Deserialize<JsonElement[]>(Encoding.UTF8.GetString(json), IdJson.Options)!;
            return (parts[0].Deserialize<TKey>(IdJson.Options)!, parts[1].Deserialize<TId>(IdJson.Options)!);
        }
        catch (Exception error) when (error is FormatException or JsonException or IndexOutOfRangeException or NullReferenceException)
        {
            throw new InvalidPageException("This cursor is not from this list. Take cursors from pageInfo or edges and send them unchanged.");
        }
    }

    private sealed class Edge<TKey, TId>(TKey key, TId tie)
    {
        public readonly TKey Key = key;
        public readonly TId Tie = tie;
    }

    private sealed class Rebind(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }

    // An ordering is written anew with each call, so what was compiled is found by the property that it names.
    private static class Compiled<T, TKey>
    {
        private static readonly ConcurrentDictionary<MemberInfo, Func<T, TKey>> Cache = new();

        public static Func<T, TKey> Of(Expression<Func<T, TKey>> expression) =>
            expression.Body is MemberExpression { Expression: ParameterExpression } property
                ? Cache.GetOrAdd(property.Member, static (_, read) => read.Compile(), expression)
                : throw new ArgumentException($"Order by a property of {typeof(T).Name}, not by {expression.Body}.", nameof(expression));
    }
}

/// <summary>The page that was asked for cannot be given; the message says why.</summary>
public sealed class InvalidPageException(string message) : Exception(message);
