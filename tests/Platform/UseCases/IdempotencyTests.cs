using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>The same key twice is the same request.</summary>
public sealed class IdempotencyTests
{
    private const string Add = "mutation($i: AddBookInput!) { addBook(input: $i) { book { id title } errors { __typename code } } }";

    [Fact]
    public async Task A_repeat_gets_the_first_answer_and_does_nothing_again()
    {
        var shelf = await ShelfTenant.New();
        var first = await Send(shelf, "key-1", "Emma");
        var second = await Send(shelf, "key-1", "Emma");
        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Equal(1, await Books(shelf));
    }

    [Fact]
    public async Task Many_at_once_with_one_key_do_it_once()
    {
        var shelf = await ShelfTenant.New();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Send(shelf, "key-2", "Emma")));
        Assert.Single(answers.Select(a => a.GetProperty("book").GetProperty("id").GetString()).Distinct());
        Assert.Equal(1, await Books(shelf));
    }

    [Fact]
    public async Task The_same_key_with_another_input_is_refused()
    {
        var shelf = await ShelfTenant.New();
        await Send(shelf, "key-3", "Emma");
        var other = await Send(shelf, "key-3", "Persuasion");
        Assert.Equal("IdempotencyKeyReused", other.GetProperty("errors")[0].GetProperty("__typename").GetString());
        Assert.Equal(1, await Books(shelf));
    }

    [Fact]
    public async Task A_refused_request_keeps_no_claim_on_its_key()
    {
        var shelf = await ShelfTenant.New();
        var refused = await Send(shelf, "key-4", "");
        Assert.Equal("InvalidInput", refused.GetProperty("errors")[0].GetProperty("__typename").GetString());
        var mended = await Send(shelf, "key-4", "Emma");
        Assert.Equal("Emma", mended.GetProperty("book").GetProperty("title").GetString());
    }

    [Fact]
    public async Task The_same_key_of_another_tenant_is_another_key()
    {
        var (one, other) = (await ShelfTenant.New(), await ShelfTenant.New());
        await Send(one, "key-5", "Emma");
        Assert.Equal("Persuasion", (await Send(other, "key-5", "Persuasion")).GetProperty("book").GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_repeat_of_something_that_is_no_entity_gets_its_first_answer_too()
    {
        var shelf = await ShelfTenant.New();
        const string Move = "mutation { moveClock(input: { by: \"P1D\" }) { tenant { id slug timeZone } errors { code } } }";
        var first = await shelf.Send("admin", Move, idempotencyKey: "key-6");
        var second = await shelf.Send("admin", Move, idempotencyKey: "key-6");
        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Contains(shelf.Tenant.Slug, second.GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Send(TestTenant shelf, string key, string title) =>
        (await shelf.Send("librarian", Add, new { i = new { title } }, key)).GetProperty("data").GetProperty("addBook");

    private static async Task<int> Books(TestTenant shelf) =>
        (await shelf.Ask("reader", "{ books { totalCount } }")).GetProperty("books").GetProperty("totalCount").GetInt32();
}
