using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>Stays that wait without a client, and clients who come or change later.</summary>
public sealed class WaitingStaysTests
{
    // Day and month have changed places: likely, and not certain.
    private static (string, object?) Unsure(string family) => ("person", new { given = "Imogen", family, birthDate = "1985-07-06" });

    [Fact]
    public async Task A_stay_of_nobody_is_the_clients_once_they_are_registered_and_its_work_begins()
    {
        var feed = await FeedTenant.New();
        await feed.Send(feed.Notice("Vale"));
        await feed.Send(feed.Notice("Moor"));
        Assert.Equal(["NO_CLIENT", "NO_CLIENT"], (await feed.Stays()).Select(s => FeedTenant.Text(s, "match")));
        var client = await feed.Client("Vale");
        Assert.Equal(["transition-admission unit"], await feed.Work());
        var stays = (await feed.Stays()).ToDictionary(s => FeedTenant.Text(s, "visitNumber")!);
        Assert.Equal((client, "NO_CLIENT"), (LoopTenant.IdOf(stays["V-Vale"].GetProperty("client")), FeedTenant.Text(stays["V-Moor"], "match")));
    }

    [Fact]
    public async Task Somebody_is_asked_where_the_new_client_is_only_likely_and_no_more_once_it_is_sure()
    {
        var feed = await FeedTenant.New();
        await feed.Send(feed.Notice("Vale", more: [Unsure("Vale")]));
        var client = await feed.Client("Vale");
        Assert.Equal(["transition-unsure settle"], await feed.Work());
        Assert.Equal("UNCERTAIN", FeedTenant.Text(await feed.Stay(), "match"));
        await feed.Outside.Do("intake-worker", "amendClient", new { client, birthDate = "1985-07-06" }, "client { id }");
        Assert.Equal(["transition-admission unit"], await feed.Work());
        Assert.Equal(client, LoopTenant.IdOf((await feed.Stay()).GetProperty("client")));
    }

    [Fact]
    public async Task Two_records_that_become_one_settle_what_was_in_doubt_between_them()
    {
        var feed = await FeedTenant.New();
        var (one, other) = (await feed.Client("Vale"), await feed.Client("Vale"));
        await feed.Send(feed.Notice("Vale"));
        Assert.Equal("UNCERTAIN", FeedTenant.Text(await feed.Stay(), "match"));
        await feed.Outside.Do("admin", "mergeClients", new { survivor = one, merged = other, reason = "The same person." }, "clientMerge { id }");
        Assert.Equal(["transition-admission unit"], await feed.Work());
        Assert.Equal(one, LoopTenant.IdOf((await feed.Stay()).GetProperty("client")));
    }

    [Fact]
    public async Task What_somebody_has_settled_as_no_clients_stays_so()
    {
        var feed = await FeedTenant.New();
        await feed.Send(feed.Notice("Vale"));
        await feed.Outside.Do(FeedTenant.Staff, "settleStay", new { stay = LoopTenant.IdOf(await feed.Stay()) }, "settledStay { match }");
        await feed.Client("Vale");
        await feed.Outside.Quiet();
        Assert.Equal("NO_CLIENT", FeedTenant.Text(await feed.Stay(), "match"));
    }

    [Fact]
    public async Task An_import_of_many_is_compared_with_more_stays_than_one_page_holds()
    {
        var feed = await FeedTenant.New();
        for (var page = 0; page < 3; page++)
        {
            var notices = Enumerable.Range(page * 90, 90).Select(n => feed.Notice(
                Word(n), more: ("person", new { given = Word((n * 7) + 3), family = Word(n), birthDate = "1985-06-07" }))).ToList();
            await feed.Outside.Do(FeedTenant.Sender, "takeTransitionNotices", new { notices }, "takenNotices { results { at } }");
        }

        await feed.Client(Word(7), Word(52));
        await feed.Outside.Quiet();
        Assert.Equal(1, await Matched(feed));
        await feed.Client(Word(269), Word(1886));
        await feed.Outside.Quiet();
        Assert.Equal(2, await Matched(feed));
    }

    // All are born on the same day, so that each is compared with each.
    private static string Word(int n) => string.Concat($"{n:0000}".Select(d => new[] { "Ba", "Ke", "Li", "Mo", "Nu", "Pa", "Re", "Si", "To", "Vu" }[d - '0']));

    private static async Task<int> Matched(FeedTenant feed) =>
        (await feed.Outside.Ask(FeedTenant.Staff, "{ stays(first: 100, where: { match: MATCHED }) { totalCount } }"))
            .GetProperty("stays").GetProperty("totalCount").GetInt32();
}
