using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class TakeTransitionNoticeTests
{
    [Fact]
    public async Task A_partners_notice_finds_the_client_and_tells_the_partner_nothing_but_that_it_came()
    {
        var feed = await FeedTenant.New();
        var client = await feed.Client("Vale");
        var taken = await feed.Send(feed.Notice("Vale", more: [("diagnoses", new[] { new { code = "F32.1", system = "ICD-10-CM", principal = true } })]));
        Assert.Equal(("ADMIT", false), (FeedTenant.Text(taken, "event"), taken.GetProperty("repeated").GetBoolean()));
        var stay = await feed.Stay();
        Assert.Equal(("MATCHED", client, "IN_PROGRESS", "INPATIENT", "MENTAL_HEALTH", "V-Vale"), (
            FeedTenant.Text(stay, "match"), LoopTenant.IdOf(stay.GetProperty("client")), FeedTenant.Text(stay, "status"), FeedTenant.Text(stay, "setting"),
            FeedTenant.Text(stay, "concern"), FeedTenant.Text(stay, "visitNumber")));

        var seen = (await feed.Outside.Ask(FeedTenant.Sender, "{ noticesFromUs { nodes { messageId event } } }")).GetProperty("noticesFromUs").GetProperty("nodes");
        Assert.Equal(FeedTenant.Text(taken, "messageId"), FeedTenant.Text(Assert.Single(seen.EnumerateArray()), "messageId"));
        Assert.True((await feed.Outside.Send(FeedTenant.Sender, "{ stays { nodes { id } } }")).TryGetProperty("errors", out _));
        Assert.True((await feed.Outside.Send(FeedTenant.Sender, "{ transitionNotices { nodes { id } } }")).TryGetProperty("errors", out _));

        var mine = (await feed.Outside.Ask(FeedTenant.Staff, "query($c: ID!) { client(id: $c) { stays { id } } }", new { c = client })).GetProperty("client").GetProperty("stays");
        Assert.Equal(LoopTenant.IdOf(stay), LoopTenant.IdOf(Assert.Single(mine.EnumerateArray())));
    }

    [Fact]
    public async Task The_same_message_twice_is_taken_once_and_another_one_with_its_id_is_refused()
    {
        var feed = await FeedTenant.New();
        await feed.Client("Vale");
        var notice = feed.Notice("Vale");
        var first = await feed.Send(notice);
        var second = await feed.Send(notice);
        Assert.Equal((LoopTenant.IdOf(first), true), (LoopTenant.IdOf(second), second.GetProperty("repeated").GetBoolean()));
        Assert.Equal("MessageIdReused", await feed.Refused(new(notice) { ["facility"] = "Another" }));
        Assert.Equal(1, (await feed.Stay()).GetProperty("notices").GetArrayLength());
    }

    [Fact]
    public async Task Of_many_that_send_one_message_at_once_one_is_taken()
    {
        var feed = await FeedTenant.New();
        await feed.Client("Vale");
        var notice = feed.Notice("Vale");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => feed.Send(notice)));
        Assert.Single(answers, a => !a.GetProperty("repeated").GetBoolean());
        Assert.Single((await feed.Stay()).GetProperty("notices").EnumerateArray());
    }

    [Theory]
    [InlineData("1985-06-09", "UNCERTAIN")]
    [InlineData("1985-07-06", "UNCERTAIN")]
    [InlineData("1985-06-07", "MATCHED")]
    public async Task The_same_name_and_telephone_with_another_birth_date_are_not_surely_the_client(string birthDate, string match)
    {
        var feed = await FeedTenant.New();
        string[] phones = ["617-555-0144"];
        await feed.Outside.Do("intake-worker", "registerClient", new { person = new { given = "Imogen", family = "Vale", birthDate = "1985-06-07", phones }, registerAsNew = true }, "client { id }");
        await feed.Send(feed.Notice("Vale", more: [("person", new { given = "Imogen", family = "Vale", birthDate, phones })]));
        Assert.Equal(match, FeedTenant.Text(await feed.Stay(), "match"));
        Assert.Equal(match == "UNCERTAIN", (await feed.Work()).Any(w => w.StartsWith("transition-unsure", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Staff_write_down_what_a_hospital_told_on_the_telephone()
    {
        var feed = await FeedTenant.New();
        await feed.Client("Vale");
        var notice = feed.Notice("Vale", more: [("messageId", null)]);
        await feed.Outside.Do(FeedTenant.Staff, "takeTransitionNotice", new { notice, from = feed.Loop.Hospital }, FeedTenant.Taken);
        Assert.Equal("MATCHED", FeedTenant.Text(await feed.Stay(), "match"));
        Assert.Equal("InvalidInput", await feed.Refused(notice, FeedTenant.Staff));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_a_partner_speaks_for_itself_only()
    {
        var feed = await FeedTenant.New();
        Assert.Equal("InvalidInput", await feed.Refused(feed.Notice("Vale", more: [("messageId", null)])));
        Assert.Equal("InvalidInput", await feed.Refused(feed.Notice("Vale", at: FeedTenant.Now.AddDays(1))));
        Assert.Equal("InvalidInput", await feed.Refused(feed.Notice("Vale", more: [("person", new { birthDate = "1985-06-07" })])));
        Assert.Equal("InvalidInput", await feed.Refused(feed.Notice("Vale", more: [("admittedAt", "2026-02-02T00:00:00Z"), ("dischargedAt", "2026-02-01T00:00:00Z")])));
        Assert.Equal("InvalidInput", await feed.Refused(feed.Notice("Vale"), from: feed.Loop.Hospital));
        Assert.Empty(await feed.Stays());
    }

    [Fact]
    public async Task A_discharge_that_comes_before_its_admission_makes_the_same_stay()
    {
        var feed = await FeedTenant.New();
        await feed.Client("Vale");
        var left = FeedTenant.Now.AddHours(-1);
        await feed.Send(feed.Notice("Vale", "DISCHARGE", left, ("disposition", "1")));
        Assert.Equal(("ENDED", JsonValueKind.Null), (FeedTenant.Text(await feed.Stay(), "status"), (await feed.Stay()).GetProperty("beganAt").ValueKind));
        await feed.Send(feed.Notice("Vale", "ADMIT", left.AddDays(-3)));
        var stay = await feed.Stay();
        Assert.Equal(("ENDED", "HOME"), (FeedTenant.Text(stay, "status"), FeedTenant.Text(stay, "wentTo")));
        Assert.Equal(TimeSpan.FromDays(3), stay.GetProperty("endedAt").GetDateTimeOffset() - stay.GetProperty("beganAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task What_was_told_by_mistake_is_taken_back_by_the_visits_number()
    {
        var feed = await FeedTenant.New();
        await feed.Client("Vale");
        var now = FeedTenant.Now;
        await feed.Send(feed.Notice("Vale", "ADMIT", now.AddHours(-9)));
        await feed.Send(feed.Notice("Vale", "DISCHARGE", now.AddHours(-5)));
        await feed.Send(feed.Notice("Vale", "CANCEL_DISCHARGE", now.AddHours(-4)));
        Assert.Equal("IN_PROGRESS", FeedTenant.Text(await feed.Stay(), "status"));
        await feed.Send(feed.Notice("Vale", "UPDATE", now.AddHours(-3), ("setting", "PSYCHIATRIC"), ("reason", "Self-harm")));
        Assert.Equal(("PSYCHIATRIC", "Self-harm"), (FeedTenant.Text(await feed.Stay(), "setting"), FeedTenant.Text(await feed.Stay(), "reason")));
        await feed.Send(feed.Notice("Vale", "CANCEL_ADMIT", now.AddHours(-2)));
        Assert.Equal("CANCELLED", FeedTenant.Text(await feed.Stay(), "status"));
    }

    [Fact]
    public async Task A_record_for_named_people_hides_the_stays_as_well()
    {
        var feed = await FeedTenant.New();
        var client = await feed.Client("Vale");
        await feed.Send(feed.Notice("Vale"));
        await feed.Outside.Do("clinical-director", "sequesterClient", new
        {
            client,
            reason = "Staff member",
            users = new[] { await feed.Loop.Person("clinical-director") },
        }, "sequestration { id }");
        await feed.Outside.Quiet();
        Assert.Empty(await feed.Stays());
        Assert.Single(await feed.Stays("clinical-director"));
        // A further notice still finds its client, whoever sends it.
        await feed.Send(feed.Notice("Vale", "DISCHARGE"));
        Assert.Empty(await feed.Stays());
        Assert.Equal("ENDED", FeedTenant.Text(Assert.Single(await feed.Stays("clinical-director")), "status"));
    }
}
