using System.Text.Json;
using CarePlatform.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>What every use case gets from the pipeline, seen from outside.</summary>
public sealed class PipelineTests
{
    private const string Book = "book { id title version }";

    [Fact]
    public async Task A_use_case_saves_publishes_and_its_reaction_takes_effect()
    {
        var shelf = await ShelfTenant.New();
        var book = await shelf.Do("librarian", "addBook", new { title = "Emma" }, Book);
        await shelf.Quiet();
        var labels = (await shelf.Ask("reader", "{ books { nodes { title labels { book { id } } } } }")).GetProperty("books").GetProperty("nodes")[0];
        Assert.Equal("Emma", labels.GetProperty("title").GetString());
        Assert.Equal(book.GetProperty("id").GetString(), labels.GetProperty("labels")[0].GetProperty("book").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Bad_input_is_refused_with_every_problem_and_changes_nothing()
    {
        var shelf = await ShelfTenant.New();
        var errors = await shelf.Refused("librarian", "addBook", new { title = "" }, Book);
        Assert.Equal("InvalidInput", errors[0].GetProperty("__typename").GetString());
        Assert.Equal("input.title", errors[0].GetProperty("path").GetString());
        Assert.Equal(0, await Count(shelf));
    }

    [Fact]
    public async Task Nobody_without_the_permission_gets_in()
    {
        var shelf = await ShelfTenant.New();
        var answer = await shelf.Send("reader", "mutation { addBook(input: { title: \"Emma\" }) { book { id } } }");
        Assert.Equal("FORBIDDEN", Code(answer));
        var read = await shelf.Send("guest", "{ books { nodes { id } } }");
        Assert.Equal("FORBIDDEN", Code(read));
        Assert.Equal(0, await Count(shelf));
    }

    [Fact]
    public async Task A_feature_that_is_off_is_absent_and_refused_with_its_code_until_it_is_switched_on()
    {
        var shelf = await ShelfTenant.New();
        var book = await shelf.Do("librarian", "addBook", new { title = "Emma" }, Book);
        var lend = $"mutation {{ lendBook(input: {{ book: \"{book.GetProperty("id").GetString()}\" }}) {{ book {{ title }} errors {{ code }} }} }}";
        Assert.Equal("FEATURE_DISABLED", Code(await shelf.Send("librarian", lend)));
        Assert.DoesNotContain("lendBook", await Mutations(shelf));

        await shelf.Do("admin", "switchFeature", new { feature = "shelf.lending", on = true }, "featureChange { turnsOn }");
        Assert.Contains("lendBook", await Mutations(shelf));
        var lent = await shelf.Ask("librarian", lend);
        Assert.Equal("Emma", lent.GetProperty("lendBook").GetProperty("book").GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_stale_version_is_refused()
    {
        var shelf = await ShelfTenant.New();
        var id = (await shelf.Do("librarian", "addBook", new { title = "Emma" }, Book)).GetProperty("id").GetString();
        var renamed = await shelf.Do("librarian", "renameBook", new { book = id, title = "Persuasion", expectedVersion = 1 }, Book);
        Assert.Equal(2, renamed.GetProperty("version").GetInt32());
        var errors = await shelf.Refused("librarian", "renameBook", new { book = id, title = "Sanditon", expectedVersion = 1 }, Book);
        Assert.Equal("VersionConflict", errors[0].GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task Whoever_makes_the_first_of_something_second_is_answered_as_if_they_had_come_later()
    {
        var shelf = await ShelfTenant.New();
        var id = (await shelf.Do("librarian", "addBook", new { title = "Emma" }, Book)).GetProperty("id").GetString();
        var place = new { book = id, place = $"beside {id}" };
        var first = default(JsonElement);
        PlaceBook.Meanwhile[place.place] = async () => first = await shelf.Do("librarian", "placeBook", place, Book);
        var second = await shelf.Refused("librarian", "placeBook", place, Book);
        Assert.Equal(id, first.GetProperty("id").GetString());
        Assert.Equal("shelf.place_taken", second[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Whoever_makes_the_first_of_something_second_is_told_so_and_overwrites_nothing()
    {
        var shelf = await ShelfTenant.New();
        var id = (await shelf.Do("librarian", "addBook", new { title = "Emma" }, Book)).GetProperty("id").GetString();
        var place = new { book = id, place = $"over {id}", moves = true };
        PlaceBook.Meanwhile[place.place] = async () => await shelf.Do("librarian", "placeBook", place, Book);
        var second = await shelf.Refused("librarian", "placeBook", place, Book);
        Assert.Equal("VersionConflict", second[0].GetProperty("__typename").GetString());
        await shelf.Do("librarian", "placeBook", place, Book);
    }

    [Fact]
    public async Task What_a_constraint_forbids_for_good_is_refused_and_never_taken_for_a_race()
    {
        var shelf = await ShelfTenant.New();
        var id = (await shelf.Do("librarian", "addBook", new { title = "Emma" }, Book)).GetProperty("id").GetString();
        await shelf.Do("librarian", "placeBook", new { book = id, place = "A1", blindly = true }, Book);
        var errors = await shelf.Refused("librarian", "placeBook", new { book = id, place = "A1", blindly = true }, Book);
        Assert.Equal("AlreadyThere", errors[0].GetProperty("__typename").GetString());
        Assert.Equal("shelf.place_taken", (await shelf.Refused("librarian", "placeBook", new { book = id, place = "A1" }, Book))[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Whoever_changes_what_somebody_else_changes_meanwhile_is_answered_as_if_they_had_come_later()
    {
        var shelf = await ShelfTenant.New();
        var id = (await shelf.Do("librarian", "addBook", new { title = "Emma" }, Book)).GetProperty("id").GetString();
        var times = 0;
        RenameBook.Meanwhile[$"Late {id}"] = () => times++ < 2 ? shelf.Do("librarian", "renameBook", new { book = id, title = $"Early {times}" }, Book) : Task.CompletedTask;
        var late = await shelf.Do("librarian", "renameBook", new { book = id, title = $"Late {id}" }, Book);
        Assert.Equal((4, $"Late {id}", 3), (late.GetProperty("version").GetInt32(), late.GetProperty("title").GetString(), times));

        RenameBook.Meanwhile[$"Stale {id}"] = () => shelf.Do("librarian", "renameBook", new { book = id, title = "Early" }, Book);
        var stale = await shelf.Refused("librarian", "renameBook", new { book = id, title = $"Stale {id}", expectedVersion = 4 }, Book);
        Assert.Contains("version 4 was expected, it is at 5", stale[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task Whoever_is_always_overtaken_is_told_so()
    {
        var shelf = await ShelfTenant.New();
        var id = (await shelf.Do("librarian", "addBook", new { title = "Emma" }, Book)).GetProperty("id").GetString();
        var times = 0;
        RenameBook.Meanwhile[$"Slow {id}"] = () => shelf.Do("librarian", "renameBook", new { book = id, title = $"Quick {++times}" }, Book);
        var slow = await shelf.Refused("librarian", "renameBook", new { book = id, title = $"Slow {id}" }, Book);
        Assert.Equal(("VersionConflict", 4), (slow[0].GetProperty("__typename").GetString(), times));
    }

    [Fact]
    public async Task Whoever_the_database_ends_so_that_two_do_not_wait_for_each_other_begins_again()
    {
        var shelf = await ShelfTenant.New();
        var id = (await shelf.Do("librarian", "addBook", new { title = "Emma" }, Book)).GetProperty("id").GetString();
        var times = 0;
        RenameBook.Meanwhile[$"Locked {id}"] = () => times++ == 0
            ? throw new PostgresException("deadlock detected", "ERROR", "ERROR", PostgresErrorCodes.DeadlockDetected)
            : Task.CompletedTask;
        var renamed = await shelf.Do("librarian", "renameBook", new { book = id, title = $"Locked {id}" }, Book);
        Assert.Equal(($"Locked {id}", 2), (renamed.GetProperty("title").GetString(), times));
    }

    [Fact]
    public async Task Two_changes_at_once_never_both_win_on_the_same_version()
    {
        var shelf = await ShelfTenant.New();
        var id = (await shelf.Do("librarian", "addBook", new { title = "Emma" }, Book)).GetProperty("id").GetString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => shelf.Send(
            "librarian",
            "mutation($i: RenameBookInput!) { renameBook(input: $i) { book { version } errors { code } } }",
            new { i = new { book = id, title = $"Title {i}", expectedVersion = 1 } })));
        var won = answers.Count(a => a.GetProperty("data").GetProperty("renameBook").GetProperty("book").ValueKind is JsonValueKind.Object);
        Assert.Equal(1, won);
    }

    [Fact]
    public async Task An_id_of_another_tenant_looks_exactly_like_one_that_does_not_exist()
    {
        var (mine, theirs) = (await ShelfTenant.New(), await ShelfTenant.New());
        var foreign = (await theirs.Do("librarian", "addBook", new { title = "Emma" }, Book)).GetProperty("id").GetString();
        var missing = Id.New<BookId>(TimeProvider.System).ToString();
        var (other, none) = (
            await mine.Refused("librarian", "renameBook", new { book = foreign, title = "x" }, Book),
            await mine.Refused("librarian", "renameBook", new { book = missing, title = "x" }, Book));
        Assert.Equal(none.GetRawText(), other.GetRawText());
        var nodes = await mine.Ask("reader", "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = new[] { foreign, missing } });
        Assert.All(nodes.GetProperty("nodes").EnumerateArray(), n => Assert.Equal(JsonValueKind.Null, n.ValueKind));
    }

    [Fact]
    public async Task A_fault_undoes_everything_and_tells_nothing_of_itself()
    {
        var shelf = await ShelfTenant.New();
        var answer = await shelf.Send("librarian", "mutation { dropShelf { book { id } } }");
        Assert.DoesNotContain("secret details", answer.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, await Count(shelf));
    }

    [Fact]
    public async Task Ids_of_the_wrong_kind_are_refused_before_anything_happens()
    {
        var shelf = await ShelfTenant.New();
        var answer = await shelf.Send("librarian", "mutation { renameBook(input: { book: \"inq_123\", title: \"x\" }) { book { id } } }");
        Assert.Contains("book_", answer.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static async Task<int> Count(TestTenant shelf)
    {
        await using var scope = shelf.Host.Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(shelf.Tenant, Actor.System, Guid.Empty);
        await session.OpenAsync(TestContext.Current.CancellationToken);
        return await scope.ServiceProvider.GetRequiredService<ShelfDb>().Books.CountAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IEnumerable<string?>> Mutations(TestTenant shelf) =>
        (await shelf.Ask("librarian", "{ __type(name: \"Mutation\") { fields { name } } }"))
            .GetProperty("__type").GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString());

    private static string? Code(JsonElement answer) =>
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
}
