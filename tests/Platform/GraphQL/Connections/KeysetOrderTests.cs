using System.Linq.Expressions;
using CarePlatform.GraphQL;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Orders with null in them, orders of a provider of its own, and what cursors are bound to.</summary>
public sealed class KeysetOrderTests
{
    private static readonly Gen<(int?, string?)> Keys = Gen.Choose(-1, 2).Select(n => n < 0 ? (int?)null : n).Zip(Gen.Elements<string?>(null, "a", "b", "c")).Select(pair => (pair.Item1, pair.Item2));

    [Fact]
    public void Every_item_comes_once_and_in_order_wherever_null_stands() => Prop.ForAll(
        Keys.ListOf().Resize(14).ToArbitrary(),
        Gen.Choose(0, 15).Zip(Gen.Choose(1, 4)).ToArbitrary(),
        (keys, chosen) =>
        {
            var rows = keys.Select((key, i) => new Row(i, key.Item1, key.Item2)).ToList();
            var (order, wanted) = Order(chosen.Item1, rows);
            return Walk(order, rows, chosen.Item2, backward: false).SequenceEqual(wanted) && Walk(order, rows, chosen.Item2, backward: true).SequenceEqual(wanted)
                && order.PageOf(rows, new PageRequest { Size = 100 }).Nodes.SequenceEqual(wanted);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void A_provider_compares_rows_where_all_keys_go_one_way_and_none_is_null()
    {
        var asked = new List<string>();
        var provider = new KeysetProvider
        {
            CompareRows = (keys, values, greater) =>
            {
                asked.Add($"{string.Join(' ', keys)} {(greater ? '>' : '<')}");
                return Expression.Constant(true);
            },
        };
        var row = new Row(1, 2, "a");
        Apply(Keyset.Of<Row>(provider).By(r => r.Text!).ThenBy(r => r.Id));
        Apply(Keyset.Of<Row>(provider).ByDescending(r => r.Text!).ThenByDescending(r => r.Id));
        Apply(Keyset.Of<Row>(provider).By(r => r.Text!).ThenByDescending(r => r.Id));
        Apply(Keyset.Of<Row>(provider).By(r => r.Number, NullOrder.Last).ThenBy(r => r.Id));

        Assert.Equal(["item.Text item.Id >", "item.Text item.Id <", "item.Text item.Id <", "item.Text item.Id >"], asked);

        void Apply(Keyset<Row> order)
        {
            var page = new PageRequest { After = order.CursorOf(row), Before = order.CursorOf(row) };
            Assert.Empty(order.Apply(Enumerable.Empty<Row>().AsQueryable(), page));
        }
    }

    [Fact]
    public void A_provider_that_cannot_compare_rows_gets_the_condition_spelled_out()
    {
        var order = Keyset.Of<Row>(new KeysetProvider { CompareRows = (_, _, _) => null }).By(r => r.Text!).ThenBy(r => r.Id);
        Row[] rows = [new(1, null, "a"), new(2, null, "b"), new(3, null, "b")];
        Assert.Equal([3], order.Apply(rows.AsQueryable(), new PageRequest { After = order.CursorOf(rows[1]) }).Select(r => r.Id));
    }

    [Fact]
    public void Conditions_take_their_values_as_parameters_so_that_providers_keep_the_query()
    {
        var order = Keyset.Of<Row>().By(r => r.Number, NullOrder.Last).ThenBy(r => r.Id);
        var query = order.Apply(Enumerable.Empty<Row>().AsQueryable(), new PageRequest { After = order.CursorOf(new Row(4711, 815, null)) });
        Assert.DoesNotContain("4711", query.Expression.ToString());
        Assert.DoesNotContain("815", query.Expression.ToString());
    }

    [Fact]
    public async Task Counting_stops_where_it_is_told()
    {
        var order = Keyset.Of<Row>(new KeysetProvider { CountsUpTo = 3 }).By(r => r.Id);
        var page = await order.Fetch(Enumerable.Range(0, 5).Select(i => new Row(i, null, null)).AsQueryable(), new PageRequest(), CancellationToken.None);
        Assert.Equal(3, await page.Count!(CancellationToken.None));
    }

    [Fact]
    public void A_cursor_stays_when_the_code_of_its_order_is_written_anew()
    {
        var row = new Row(1, 2, "a");
        var cursor = Keyset.Of<Row>().By(row => row.Id).CursorOf(row);
        Assert.Equal(cursor, Keyset.Of<Row>().By(other => other.Id).CursorOf(row));
        Assert.NotEqual(cursor, Keyset.Of<Row>().ByDescending(other => other.Id).CursorOf(row));
        Assert.Equal("WyJaZVNyIiwxXQ", cursor);
    }

    [Fact]
    public void A_key_that_is_null_against_its_word_is_told()
    {
        var order = Keyset.Of<Row>().By(r => r.Text!).ThenBy(r => r.Id);
        Assert.Contains("is null", Assert.Throws<InvalidOperationException>(() => order.CursorOf(new Row(1, null, null))).Message);
    }

    private static (Keyset<Row> Order, IReadOnlyList<Row> Wanted) Order(int choice, List<Row> rows)
    {
        var (numbersDown, textsDown, numbersFirst, textsFirst) = ((choice & 1) > 0, (choice & 2) > 0, (choice & 4) > 0, (choice & 8) > 0);
        var (numbers, texts) = (numbersFirst ? NullOrder.First : NullOrder.Last, textsFirst ? NullOrder.First : NullOrder.Last);
        var order = numbersDown ? Keyset.Of<Row>().ByDescending(r => r.Number, numbers) : Keyset.Of<Row>().By(r => r.Number, numbers);
        order = textsDown ? order.ThenByDescending(r => r.Text, texts) : order.ThenBy(r => r.Text, texts);
        var wanted = rows.ToList();
        wanted.Sort((a, b) => Compare(a.Number, b.Number, numbersDown, numbersFirst) is var first and not 0 ? first
            : Compare(a.Text, b.Text, textsDown, textsFirst) is var second and not 0 ? second
            : a.Id.CompareTo(b.Id));
        return (order.ThenBy(r => r.Id), wanted);
    }

    private static int Compare<T>(T? a, T? b, bool down, bool nullFirst) =>
        (a, b) is (null, null) ? 0
        : a is null ? (nullFirst ? -1 : 1)
        : b is null ? (nullFirst ? 1 : -1)
        : Comparer<T>.Default.Compare(a, b) * (down ? -1 : 1);

    private static List<Row> Walk(Keyset<Row> order, List<Row> rows, int size, bool backward)
    {
        var (seen, cursor) = (new List<Row>(), (string?)null);
        while (true)
        {
            var request = backward ? new PageRequest { Size = size, Before = cursor, IsBackward = true } : new PageRequest { Size = size, After = cursor };
            var page = order.Cut([.. order.Apply(rows.AsQueryable(), request)], request);
            seen.InsertRange(backward ? 0 : seen.Count, page.Nodes);
            if (!(backward ? page.HasPreviousPage : page.HasNextPage))
            {
                return seen;
            }

            cursor = order.CursorOf(page.Nodes[backward ? 0 : ^1]);
        }
    }

    private sealed record Row(int Id, int? Number, string? Text);
}
