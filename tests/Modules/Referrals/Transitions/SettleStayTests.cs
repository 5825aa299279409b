using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class SettleStayTests
{
    private const string Settled = "settledStay { match version }";

    // The same name and no birth date: likely, and not certain.
    private static (string, object?) Unsure(string family) => ("person", new { given = "Imogen", family });

    [Fact]
    public async Task Whoever_is_asked_says_whose_a_stay_is_and_only_then_work_begins()
    {
        var feed = await FeedTenant.New();
        var (one, other) = (await feed.Client("Vale"), await feed.Client("Vale"));
        await feed.Send(feed.Notice("Vale"));
        var stay = await feed.Stay();
        Assert.Equal("UNCERTAIN", FeedTenant.Text(stay, "match"));
        Assert.Equal(new[] { one, other }.Order(), stay.GetProperty("candidates").EnumerateArray().Select(c => LoopTenant.IdOf(c.GetProperty("client"))).Order());
        Assert.Equal(["transition-unsure settle"], await feed.Work());

        await feed.Outside.Do(FeedTenant.Staff, "settleStay", new { stay = LoopTenant.IdOf(stay), client = other }, Settled);
        Assert.Equal(["transition-admission unit"], await feed.Work());
        var after = await feed.Stay();
        Assert.Equal(("MATCHED", other, 0), (
            FeedTenant.Text(after, "match"), LoopTenant.IdOf(after.GetProperty("client")), after.GetProperty("candidates").GetArrayLength()));
    }

    [Fact]
    public async Task An_answer_that_was_wrong_is_given_anew_and_the_work_goes_with_it()
    {
        var feed = await FeedTenant.New();
        var (one, other) = (await feed.Client("Vale"), await feed.Client("Moor"));
        await feed.Send(feed.Notice("Vale"));
        var stay = LoopTenant.IdOf(await feed.Stay());
        Assert.Equal(one, LoopTenant.IdOf((await feed.Stay()).GetProperty("client")));
        var before = stay;
        stay = LoopTenant.IdOf((await feed.Outside.Do(FeedTenant.Staff, "settleStay", new { stay, client = other }, "settledStay { stay { id } }")).GetProperty("stay"));
        Assert.NotEqual(before, stay);
        await feed.Outside.Quiet();
        var work = (await feed.Outside.Ask("supervisor", "{ workItems(first: 20, where: { state: OPEN }) { nodes { template client { id } } } }"))
            .GetProperty("workItems").GetProperty("nodes").EnumerateArray().Where(i => FeedTenant.Text(i, "template") == "transition-admission").ToList();
        Assert.Equal(other, LoopTenant.IdOf(Assert.Single(work).GetProperty("client")));

        await feed.Outside.Do(FeedTenant.Staff, "settleStay", new { stay }, Settled);
        Assert.Empty(await feed.Work());
        // What people have decided stays, whatever comes after; and nothing of the other person is left with the stay that was replaced.
        await feed.Send(feed.Notice("Vale", "DISCHARGE"));
        var stays = await feed.Stays();
        Assert.Equal(["NO_CLIENT", "NO_CLIENT"], stays.Select(s => FeedTenant.Text(s, "match")));
        Assert.Equal([2, 0], stays.Select(s => s.GetProperty("notices").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, stays[1].GetProperty("facility").ValueKind);
        Assert.Empty(await feed.Work());
    }

    [Fact]
    public async Task A_later_notice_with_more_of_the_person_settles_it_by_itself()
    {
        var feed = await FeedTenant.New();
        var identifiers = new[] { new { system = "urn:st-brigid", value = "4711" } };
        var client = LoopTenant.IdOf(await feed.Outside.Do("intake-worker", "registerClient", new
        {
            person = new { given = "Imogen", family = "Vale", birthDate = "1985-06-07", identifiers },
            registerAsNew = true,
        }, "client { id }"));
        await feed.Client("Vale");
        await feed.Send(feed.Notice("Vale"));
        Assert.Equal("UNCERTAIN", FeedTenant.Text(await feed.Stay(), "match"));
        await feed.Send(feed.Notice("Vale", "UPDATE", more: [("person", new { identifiers })]));
        Assert.Equal(client, LoopTenant.IdOf((await feed.Stay()).GetProperty("client")));
        Assert.Equal(["transition-admission unit"], await feed.Work());
    }

    [Fact]
    public async Task A_notice_of_the_same_visit_that_names_somebody_else_asks_a_person_and_takes_nobody_away()
    {
        var feed = await FeedTenant.New();
        var client = await feed.Client("Vale");
        await feed.Client("Moor");
        await feed.Send(feed.Notice("Vale"));
        await feed.Send(feed.Notice("Moor", "UPDATE", more: [("visitNumber", "V-Vale")]));
        var stay = await feed.Stay();
        Assert.Equal(("UNCERTAIN", client), (FeedTenant.Text(stay, "match"), LoopTenant.IdOf(stay.GetProperty("client"))));
        Assert.Equal(["transition-admission unit", "transition-unsure settle"], await feed.Work());
    }

    [Fact]
    public async Task Refused_are_stays_and_clients_that_are_not_there_and_versions_that_have_passed()
    {
        var feed = await FeedTenant.New();
        var client = await feed.Client("Vale");
        await feed.Send(feed.Notice("Vale", more: [Unsure("Vale")]));
        var stay = LoopTenant.IdOf(await feed.Stay());
        async Task<string> Refused(object input) =>
            (await feed.Outside.Refused(FeedTenant.Staff, "settleStay", input, Settled))[0].GetProperty("__typename").GetString()!;
        Assert.Equal("NotFound", await Refused(new { stay = "sty_00000000000000000000000000", client }));
        Assert.Equal("NotFound", await Refused(new { stay, client = "cli_00000000000000000000000000" }));
        Assert.Equal("VersionConflict", await Refused(new { stay, client, expectedVersion = 99 }));
        Assert.True((await feed.Outside.Send(FeedTenant.Sender, $"mutation {{ settleStay(input: {{ stay: \"{stay}\" }}) {{ errors {{ code }} }} }}")).TryGetProperty("errors", out _));
    }

    [Fact]
    public async Task People_who_are_no_clients_are_forgotten_after_a_time_and_that_a_notice_came_is_not()
    {
        var feed = await FeedTenant.New();
        await feed.Send(feed.Notice("Stranger", more: [("reason", "Broken arm")]));
        await feed.Client("Vale");
        await feed.Client("Vale");
        await feed.Send(feed.Notice("Vale"));
        await feed.Outside.Forward(TimeSpan.FromDays(20));
        await feed.Outside.Quiet();
        Assert.Equal("Broken arm", FeedTenant.Text((await feed.Stays()).Single(s => FeedTenant.Text(s, "match") == "NO_CLIENT"), "reason"));
        await feed.Outside.Forward(TimeSpan.FromDays(12));
        await feed.Outside.Quiet();
        var gone = (await feed.Stays()).Single(s => FeedTenant.Text(s, "match") == "NO_CLIENT");
        Assert.All(["reason", "facility", "visitNumber", "attending", "beganAt"], f => Assert.Equal(JsonValueKind.Null, gone.GetProperty(f).ValueKind));
        var notice = Assert.Single(gone.GetProperty("notices").EnumerateArray());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.String), (notice.GetProperty("person").ValueKind, notice.GetProperty("removedAt").ValueKind));
        // What waits for an answer waits on.
        Assert.Equal("V-Vale", FeedTenant.Text((await feed.Stays()).Single(s => FeedTenant.Text(s, "match") == "UNCERTAIN"), "visitNumber"));
    }
}
