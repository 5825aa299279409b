using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Lists are read page by page without loss or repetition, in both directions.</summary>
public sealed class PagingTests
{
    private const string Query = """
        query($first: Int, $after: String, $last: Int, $before: String) {
          books(first: $first, after: $after, last: $last, before: $before) {
            totalCount edges { cursor node { id title } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          }
        }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Walking_forward_shows_each_once_in_order(int size)
    {
        var shelf = await Filled();
        var titles = new List<string>();
        string? after = null;
        while (true)
        {
            var page = await Page(shelf, new { first = size, after });
            titles.AddRange(Titles(page));
            Assert.Equal(7, page.GetProperty("totalCount").GetInt32());
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }

            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }

        Assert.Equal(["A", "B", "B", "C", "D", "E", "F"], titles);
    }

    [Fact]
    public async Task Walking_backward_shows_each_once_in_the_same_order()
    {
        var shelf = await Filled();
        var titles = new List<string>();
        string? before = null;
        for (var more = true; more;)
        {
            var page = await Page(shelf, new { last = 2, before });
            titles.InsertRange(0, Titles(page));
            more = page.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean();
            before = page.GetProperty("pageInfo").GetProperty("startCursor").GetString();
        }

        Assert.Equal(["A", "B", "B", "C", "D", "E", "F"], titles);
    }

    [Fact]
    public async Task A_row_that_comes_between_two_pages_neither_hides_nor_repeats_another()
    {
        var shelf = await Filled();
        var first = await Page(shelf, new { first = 3 });
        await shelf.Do("librarian", "addBook", new { title = "0 before all" }, "book { id }");
        var second = await Page(shelf, new { first = 100, after = first.GetProperty("pageInfo").GetProperty("endCursor").GetString() });
        Assert.Equal(["C", "D", "E", "F"], Titles(second));
    }

    private static async Task<TestTenant> Filled()
    {
        var shelf = await ShelfTenant.New();
        foreach (var title in new[] { "C", "B", "F", "A", "E", "B", "D" })
        {
            await shelf.Do("librarian", "addBook", new { title }, "book { id }");
        }

        return shelf;
    }

    private static async Task<JsonElement> Page(TestTenant shelf, object variables) => (await shelf.Ask("reader", Query, variables)).GetProperty("books");

    private static IEnumerable<string> Titles(JsonElement page) =>
        page.GetProperty("edges").EnumerateArray().Select(e => e.GetProperty("node").GetProperty("title").GetString()!);
}
