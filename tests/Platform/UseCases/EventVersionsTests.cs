using CarePlatform.Messaging;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>What lies in the log in an earlier version of an event still reads.</summary>
public sealed class EventVersionsTests
{
    [Theory]
    [InlineData("shelf.book-added@1", """{"book": "*", "copies": 3}""")]
    [InlineData("shelf.book-added@2", """{"book": "*", "copies": "several"}""")]
    public async Task Old_payloads_are_heard_as_the_event_of_today(string type, string payload)
    {
        var shelf = await ShelfTenant.New();
        var book = await DeliveryQueriesTests.Add(shelf, "Emma");
        await shelf.Quiet();

        await Append(shelf.Host.Database.Application, shelf.Tenant.Id.Value, book, type, payload.Replace("*", book, StringComparison.Ordinal));
        await shelf.Quiet();

        // One label for the event of today, two for the old one of several copies; and who hears everything heard it in today's words.
        Assert.Equal(3, await DeliveryQueriesTests.LabelsOf(shelf, $$"""shelf.book-added@3 {"book":"{{book}}","sole":false}"""));
    }

    [Fact]
    public void An_event_supersedes_an_earlier_version_of_itself_and_only_one_does()
    {
        Assert.Throws<DeclarationException>(() => new EventVersions([typeof(Elsewhere)]));
        Assert.Throws<DeclarationException>(() => new EventVersions([typeof(Backwards)]));
        Assert.Throws<DeclarationException>(() => new EventVersions([typeof(BookAddedTwice), typeof(Rival)]));
        Assert.Equal(
            ["shelf.book-added@3", "shelf.book-added@2", "shelf.book-added@1"],
            new EventVersions([typeof(BookAdded), typeof(BookAddedTwice)]).NamesOf("shelf.book-added@3"));
    }

    private static async Task Append(NpgsqlDataSource source, Guid tenant, string stream, string type, string payload)
    {
        await using var connection = await source.OpenConnectionAsync(TestLog.Ct);
        await using var transaction = await connection.BeginTransactionAsync(TestLog.Ct);
        await TestLog.Enter(transaction, tenant);
        await EventLog.Append(transaction, [TestLog.Happened(stream, type, payload)], TestLog.Ct);
        await transaction.CommitAsync(TestLog.Ct);
    }

    [Event("shelf.elsewhere@2")]
    private sealed record Elsewhere : ISupersedes<Elsewhere, BookAddedOnce>
    {
        public static Elsewhere From(BookAddedOnce old) => new();
    }

    [Event("shelf.book-added@0")]
    private sealed record Backwards : ISupersedes<Backwards, BookAddedOnce>
    {
        public static Backwards From(BookAddedOnce old) => new();
    }

    [Event("shelf.book-added@4")]
    private sealed record Rival : ISupersedes<Rival, BookAddedOnce>
    {
        public static Rival From(BookAddedOnce old) => new();
    }
}
