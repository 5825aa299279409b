using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>How the loops of different people close, and the people behind each number.</summary>
public sealed class SubgroupTests
{
    [Fact]
    public async Task Loops_are_put_together_by_language_race_ethnicity_and_age_and_who_has_not_said_is_unknown()
    {
        var loop = await LoopTenant.New();
        var asked = await Sent(loop, "es", ["white", "asian"], "hispanic");
        await Sent(loop, null, [], null);
        Assert.Equal([("es", 1), ("unknown", 1)], Groups(await Report(loop, "LANGUAGE")));
        Assert.Equal([("multiple", 1), ("unknown", 1)], Groups(await Report(loop, "RACE")));
        Assert.Equal([("hispanic", 1), ("unknown", 1)], Groups(await Report(loop, "ETHNICITY")));
        // Both are born in 1990.
        Assert.Equal([("18-64", 2)], Groups(await Report(loop, "AGE")));
        Assert.Equal([asked], await Behind(loop, "LANGUAGE", "es", "SENT"));
        Assert.Empty(await Behind(loop, "LANGUAGE", "es", "CLOSED"));
        await loop.Outside.Do("admin", "changeAccountabilitySettings", new { ageBands = new[] { 0, 30 } }, "accountabilitySettings { version }");
        Assert.Equal([("30+", 2)], Groups(await Report(loop, "AGE")));
    }

    [Fact]
    public async Task Each_number_opens_as_many_referrals_as_it_counts()
    {
        var loop = await LoopTenant.New();
        var closed = await loop.Reported();
        await loop.Outside.Do(LoopTenant.Referrer, "reviewReferral", new { referral = closed }, LoopTenant.Referral);
        await loop.Reported();
        await loop.Answer(await loop.Sent(), "acceptReferral");
        await loop.Sent();
        foreach (var by in new[] { "ALL", "PARTNER", "NEED", "REFERRER", "AGE" })
        {
            var figures = Assert.Single(await Report(loop, by));
            foreach (var (field, counted) in new[]
            {
                ("sent", "SENT"), ("answered", "ANSWERED"), ("answeredBothWays", "ANSWERED_BOTH_WAYS"), ("accepted", "ACCEPTED"), ("confirmed", "CONFIRMED"),
                ("outcomeSeen", "OUTCOME_SEEN"), ("closed", "CLOSED"), ("closedIn90Days", "CLOSED_IN90_DAYS"), ("open", "OPEN"),
            })
            {
                Assert.Equal(
                    figures.GetProperty(field).GetInt32(), (await Behind(loop, by, figures.GetProperty("group").GetString()!, counted)).Count);
            }
        }
    }

    [Fact]
    public async Task The_people_behind_a_number_are_for_whoever_may_see_reports()
    {
        var loop = await LoopTenant.New();
        await loop.Sent();
        var answer = await loop.Outside.Send(LoopTenant.Referrer, """{ loopReportReferrals(from: "2020-01-01", to: "2029-12-31", by: ALL, group: "all", counted: SENT) { nodes { id } } }""");
        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private static async Task<string> Sent(LoopTenant loop, string? language, string[] races, string? ethnicity)
    {
        var client = (await loop.Outside.Do("intake-worker", "registerClient", new
        {
            person = new { given = "Ines", family = $"Vale{Guid.CreateVersion7():N}", birthDate = "1990-03-04", language, races, ethnicity },
            registerAsNew = true,
        }, "client { id }")).GetProperty("id").GetString()!;
        await loop.Agree(client, loop.Housing);
        var draft = await loop.Draft(client);
        return LoopTenant.IdOf(await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral = LoopTenant.IdOf(draft) }, LoopTenant.Referral));
    }

    private static async Task<IReadOnlyList<JsonElement>> Report(LoopTenant loop, string by) => [.. (await loop.Outside.Ask(
        "supervisor",
        $$"""
        { loopReport(from: "2020-01-01", to: "2029-12-31", by: {{by}}) { group sent answered answeredBothWays accepted confirmed outcomeSeen closed closedIn90Days open } }
        """)).GetProperty("loopReport").EnumerateArray()];

    private static async Task<IReadOnlyList<string>> Behind(LoopTenant loop, string by, string group, string counted) => [.. (await loop.Outside.Ask(
        "supervisor",
        """
        query($by: LoopReportBy!, $group: String!, $counted: LoopCount!) {
          loopReportReferrals(from: "2020-01-01", to: "2029-12-31", by: $by, group: $group, counted: $counted, first: 100) { nodes { id } } }
        """,
        new { by, group, counted })).GetProperty("loopReportReferrals").GetProperty("nodes").EnumerateArray().Select(LoopTenant.IdOf)];

    private static IEnumerable<(string, int)> Groups(IReadOnlyList<JsonElement> report) =>
        report.Select(r => (r.GetProperty("group").GetString()!, r.GetProperty("sent").GetInt32()));
}
