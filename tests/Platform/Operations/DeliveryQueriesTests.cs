using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>What an administrator sees and does about deliveries, over the API.</summary>
public sealed class DeliveryQueriesTests
{
    internal const string Labels = "shelf.when-book-added";

    [Fact]
    public async Task An_administrator_sees_how_far_each_subscriber_is_and_nobody_else_does()
    {
        var shelf = await ShelfTenant.New();
        await Add(shelf, "Emma");
        await shelf.Quiet();

        var subscribers = (await shelf.Ask("admin", "{ subscribers { name waiting oldest age onDetour parked replayable } }")).GetProperty("subscribers");
        var labels = subscribers.EnumerateArray().Single(s => s.GetProperty("name").GetString() == Labels);
        Assert.Equal("""{"waiting":0,"oldest":null,"age":"PT0S","onDetour":false,"parked":0,"replayable":true}""",
            JsonSerializer.Serialize(labels.EnumerateObject().Skip(1).ToDictionary(p => p.Name, p => p.Value)));
        Assert.True((await shelf.Send("librarian", "{ subscribers { name } }")).TryGetProperty("errors", out _));
    }

    [Fact]
    public async Task What_is_parked_is_shown_with_its_reason()
    {
        var shelf = await ShelfTenant.New();
        var book = await Add(shelf, "Slippery eels");
        await shelf.Quiet();

        var parked = await Parked(shelf);
        Assert.Equal(
            (book, "shelf.book-added@3", 1, 1, "InvalidOperationException: No label sticks."),
            (parked.GetProperty("stream").GetString(), parked.GetProperty("type").GetString(), parked.GetProperty("attempts").GetInt32(),
                parked.GetProperty("waiting").GetInt32(), parked.GetProperty("reason").GetString()));
        Assert.Empty((await (await ShelfTenant.New()).Ask("admin", "{ parkedEvents { stream } }")).GetProperty("parkedEvents").EnumerateArray());
    }

    internal static async Task<string> Add(TestTenant shelf, string title) =>
        (await shelf.Do("librarian", "addBook", new { title }, "book { id }")).GetProperty("id").GetString()!;

    internal static async Task<int> LabelsOf(TestTenant shelf, string title) => (await shelf.Ask(
        "reader", "query($title: String) { books(title: $title) { nodes { labels { book { id } } } } }", new { title }))
        .GetProperty("books").GetProperty("nodes")[0].GetProperty("labels").GetArrayLength();

    internal static async Task<JsonElement> Parked(TestTenant shelf) => (await shelf.Ask(
        "admin", $"{{ parkedEvents(subscriber: \"{Labels}\") {{ subscriber stream position type waiting attempts retryAt reason parkedAt }} }}"))
        .GetProperty("parkedEvents").EnumerateArray().Single();

    internal static async Task Rename(TestTenant shelf, string book, string title) =>
        await shelf.Do("librarian", "renameBook", new { book, title }, "book { id }");

    internal static async Task<string[]> Audited(TestTenant shelf, string action) => [.. (await shelf.Ask(
        "admin", $"{{ auditEntries(where: {{ action: \"{action}\" }}) {{ nodes {{ actorName subjects outcome }} }} }}"))
        .GetProperty("auditEntries").GetProperty("nodes").EnumerateArray()
        .Select(n => $"{n.GetProperty("actorName")} {n.GetProperty("outcome")} {string.Join(' ', n.GetProperty("subjects").EnumerateArray())}")];
}
