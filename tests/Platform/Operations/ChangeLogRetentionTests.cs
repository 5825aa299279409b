using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ChangeLogRetentionTests
{
    private const string Fields = "eventRetention { type days isOwn }";

    [Fact]
    public async Task An_organisation_says_how_long_its_events_are_kept_and_that_is_audited()
    {
        var (shelf, other) = (await ShelfTenant.New(), await ShelfTenant.New());
        var input = new { type = "shelf.book-added@3", days = (int?)400, reason = "Our policy on records" };
        await shelf.Do("admin", "changeLogRetention", input, Fields);
        Assert.Equal(["shelf.book-added@3 400 True"], await Kept(shelf));
        Assert.Empty(await Kept(other));

        await shelf.Do("admin", "changeLogRetention", input with { days = null }, Fields);
        Assert.Equal(["shelf.book-added@3  True"], await Kept(shelf));
        var audited = await DeliveryQueriesTests.Audited(shelf, "ChangeLogRetention");
        Assert.Equal(2, audited.Length);
        Assert.All(audited, line => Assert.Contains("Our policy on records", line, StringComparison.Ordinal));
        Assert.Single(audited, line => line.Contains("400", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("shelf.book-burnt@1", 30, "because", "platform.unknown_event")]
    [InlineData("shelf.book-added@3", 0, "because", "invalid_input")]
    [InlineData("shelf.book-added@3", 30, "", "invalid_input")]
    public async Task What_cannot_be_kept_so_is_refused(string type, int days, string reason, string code)
    {
        var shelf = await ShelfTenant.New();
        Assert.Equal(code, (await shelf.Refused("admin", "changeLogRetention", new { type, days, reason }, Fields))[0].GetProperty("code").GetString());
        Assert.Empty(await Kept(shelf));
    }

    [Fact]
    public async Task Nobody_but_an_operator_says_so()
    {
        var shelf = await ShelfTenant.New();
        var answer = await shelf.Send("librarian", "{ logRetention { type } }");
        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    internal static async Task<IReadOnlyList<string>> Kept(TestTenant shelf) =>
        [.. (await shelf.Ask("admin", "{ logRetention { type days isOwn } }")).GetProperty("logRetention").EnumerateArray()
            .Select(r => $"{r.GetProperty("type").GetString()} {Days(r)} {r.GetProperty("isOwn").GetBoolean()}")];

    private static int? Days(JsonElement retention) =>
        retention.GetProperty("days") is { ValueKind: JsonValueKind.Number } days ? days.GetInt32() : null;
}
