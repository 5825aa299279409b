using CarePlatform.GraphQL;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class KeysetTests
{
    private static readonly Keyset<Row> Order = Keyset.Of<Row>().ByDescending(row => row.At).ThenBy(row => row.Kind).ThenBy(row => row.Id);

    [Fact]
    public void Pages_of_any_size_give_every_item_once_and_in_order() =>
        Prop.ForAll(Gen.Choose(0, 4).Two().ListOf().Resize(20).ToArbitrary(), Gen.Choose(1, 7).ToArbitrary(), (keys, size) =>
        {
            var rows = Rows(keys);
            var wanted = rows.OrderByDescending(row => row.At).ThenBy(row => row.Kind).ThenBy(row => row.Id).ToList();
            return Forward(rows, size).SequenceEqual(wanted) && Backward(rows, size).SequenceEqual(wanted);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void A_page_in_memory_is_the_page_of_the_query() =>
        Prop.ForAll(Gen.Choose(0, 2).Two().ListOf().Resize(12).ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), (keys, chance) =>
        {
            var rows = Rows(keys);
            string? Cursor(int place) => rows.Count == 0 || place % 3 == 0 ? null : Order.CursorOf(rows[place % rows.Count]);
            var page = new PageRequest { Size = 1 + (chance % 4), IsBackward = chance % 2 == 0, After = Cursor(chance / 7), Before = Cursor(chance / 11) };
            var (expected, got) = (Order.Cut([.. Order.Apply(rows.AsQueryable(), page)], page), Order.PageOf(rows, page));
            return expected.Nodes.SequenceEqual(got.Nodes)
                && (expected.HasNextPage, expected.HasPreviousPage) == (got.HasNextPage, got.HasPreviousPage);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public async Task A_page_between_two_cursors_holds_what_is_between()
    {
        var rows = Rows(Enumerable.Range(0, 10).Select(i => (9 - i, 0)));
        var page = await Fetch(rows, new PageRequest { After = Order.CursorOf(rows[2]), Before = Order.CursorOf(rows[6]), Size = 100 });
        Assert.Equal([3, 4, 5], page.Nodes.Select(row => row.Id));
        Assert.True(page.HasPreviousPage);
        Assert.False(page.HasNextPage);
    }

    [Fact]
    public async Task The_list_is_counted_as_a_whole()
    {
        var page = await Fetch(Rows(Enumerable.Repeat((1, 1), 30)), new PageRequest { Size = 5 });
        Assert.Equal(30, await page.Count!(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense!")]
    [InlineData("bm90IGpzb24")]
    [InlineData("WyJ4eHh4IiwxLDIsM10")]
    public async Task Something_else_than_a_cursor_is_refused(string cursor)
    {
        var refusal = await Assert.ThrowsAsync<GraphQLException>(() => Fetch([], new PageRequest { After = cursor }));
        Assert.StartsWith("`after` is not a cursor of this list in this order.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var other = Keyset.Of<Row>().By(row => row.At).ThenBy(row => row.Kind).ThenBy(row => row.Id);
        var cursor = other.CursorOf(Rows([(1, 1)])[0]);
        await Assert.ThrowsAsync<GraphQLException>(() => Fetch([], new PageRequest { Before = cursor }));
    }

    [Fact]
    public void A_key_that_may_be_null_is_refused_when_the_order_does_not_say_where_null_stands() =>
        Assert.Contains("may be null", Assert.Throws<ArgumentException>(() => Keyset.Of<Row>().By(row => row.Maybe)).Message);

    [Theory]
    [InlineData("first: 0", "`first` must be between 1 and 100, but is 0.")]
    [InlineData("first: 101", "`first` must be between 1 and 100, but is 101.")]
    [InlineData("last: -1", "`last` must be between 1 and 100, but is -1.")]
    [InlineData("first: 1, last: 1", "Give `first` or `last`, not both.")]
    public async Task A_page_that_makes_no_sense_is_refused(string arguments, string message) =>
        Assert.Contains($"{{'data':{{'rows':null}},'errors':[{{'message':'{message}'", await Schema().Ask($"{{ rows({arguments}) {{ nodes {{ id }} }} }}"));

    [Fact]
    public async Task A_connection_tells_where_its_page_stands()
    {
        var executor = new GraphQLExecutor(Schema());
        var rows = Rows(Enumerable.Range(0, 5).Select(i => (i, 0)));
        var (start, cursor) = (Order.CursorOf(rows[4]), Order.CursorOf(rows[3]));
        Assert.Equal(
            $"{{'data':{{'rows':{{'totalCount':5,'nodes':[{{'id':4}},{{'id':3}}],'edges':[{{'node':{{'id':4}},'cursor':'{start}'}},"
            + $"{{'node':{{'id':3}},'cursor':'{cursor}'}}],"
            + $"'pageInfo':{{'hasNextPage':true,'hasPreviousPage':false,'startCursor':'{start}','endCursor':'{cursor}'}}}}}}}}",
            await executor.Ask(
                "{ rows(first: 2) { totalCount nodes { id } edges { node { id } cursor } "
                + "pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"));
        Assert.Equal(
            "{'data':{'rows':{'nodes':[{'id':2},{'id':1}],'pageInfo':{'hasNextPage':true,'hasPreviousPage':true}}}}",
            await executor.Ask($"{{ rows(first: 2, after: \"{cursor}\") {{ nodes {{ id }} pageInfo {{ hasNextPage hasPreviousPage }} }} }}"));
    }

    private static Schema Schema()
    {
        var row = new ObjectType("Row", () => [new Field("id", Scalars.Int.NonNull) { Resolver = Resolver.Of<Row, int>(row => row.Id) }]);
        return new Schema(new SchemaBlueprint
        {
            Query = new ObjectType("Query", () =>
            [
                new Field("rows", new ConnectionTypes().Of(row), PageRequest.Arguments)
                {
                    Resolver = Resolver.Async<object, GraphQL.Connection<Row>>((_, context) => Order.Fetch(
                        Rows(Enumerable.Range(0, 5).Select(i => (i, 0))).AsQueryable(), PageRequest.From(context.Arguments), context.Cancellation)),
                },
            ]),
        });
    }

    private static List<Row> Rows(IEnumerable<(int At, int Kind)> keys) => [.. keys.Select((key, i) => new Row(i, key.At, key.Kind, null))];

    private static List<Row> Forward(List<Row> rows, int size)
    {
        var (seen, after) = (new List<Row>(), (string?)null);
        while (true)
        {
            var request = new PageRequest { Size = size, After = after };
            var page = Order.Cut([.. Order.Apply(rows.AsQueryable(), request)], request);
            seen.AddRange(page.Nodes);
            if (!page.HasNextPage)
            {
                return seen;
            }

            after = Order.CursorOf(page.Nodes[^1]);
        }
    }

    private static List<Row> Backward(List<Row> rows, int size)
    {
        var (seen, before) = (new List<Row>(), (string?)null);
        while (true)
        {
            var request = new PageRequest { Size = size, Before = before, IsBackward = true };
            var page = Order.Cut([.. Order.Apply(rows.AsQueryable(), request)], request);
            seen.InsertRange(0, page.Nodes);
            if (!page.HasPreviousPage)
            {
                return seen;
            }

            before = Order.CursorOf(page.Nodes[0]);
        }
    }

    private static Task<GraphQL.Connection<Row>> Fetch(List<Row> rows, PageRequest page) => Order.Fetch(rows.AsQueryable(), page, CancellationToken.None).AsTask();

    private sealed record Row(int Id, int At, int Kind, int? Maybe);
}
