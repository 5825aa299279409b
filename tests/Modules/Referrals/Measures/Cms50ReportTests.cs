using System.Text.Json;
using CarePlatform.Testing;
using Npgsql;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>CMS50 over the platform's own facts.</summary>
public sealed class Cms50ReportTests
{
    private const string Zone = "America/Chicago";

    [Fact]
    public async Task A_visit_that_Intake_tells_of_and_a_report_that_came_back_count_and_the_person_behind_can_be_opened()
    {
        var loop = await LoopTenant.New();
        var today = await AccountableTenant.Today(loop);
        await loop.Outside.Forward(TimeSpan.FromDays(new DateOnly(today.Year + 1, 2, 1).DayNumber - today.DayNumber));
        var year = today.Year + 1;
        var (first, second, third) = (await loop.Client(loop.Housing), await loop.Client(loop.Housing), await loop.Client(loop.Housing));
        var (reported, silent, unseen) = (await Sent(loop, first), await Sent(loop, second), await Sent(loop, third));
        await loop.Answer(reported, "acceptReferral");
        await loop.Answer(reported, "completeReferral");
        await loop.Answer(reported, "reportReferralOutcome", new { met = "MET" });
        // Nobody of them was here yet: without a visit a referral is not measured.
        Assert.Equal((0, 0), await Figures(loop.Outside, year));
        // By telephone it is no office visit, which is what the measure asks for.
        await Evaluate(loop, first, "PHONE");
        Assert.Equal((0, 0), await Figures(loop.Outside, year));
        await Evaluate(loop, first, "IN_PERSON");
        await Evaluate(loop, second, "VIDEO");
        Assert.Equal((2, 1), await Figures(loop.Outside, year));
        Assert.Equal([reported], await Behind(loop.Outside, year, "NUMERATOR"));
        Assert.Equal([silent], await Behind(loop.Outside, year, "MISSING"));
        Assert.Equal((0, 0), await Figures(loop.Outside, today.Year));

        // The third was here under another record, which turns out to be the same person.
        var other = await loop.Client();
        await Evaluate(loop, other, "IN_PERSON");
        await loop.Outside.Do("admin", "mergeClients", new { survivor = third, merged = other, reason = "same person" }, "clientMerge { id }");
        await loop.Outside.Quiet();
        Assert.Equal((3, 1), await Figures(loop.Outside, year));
        Assert.Contains(unseen, await Behind(loop.Outside, year, "MISSING"));
    }

    [Fact]
    public async Task Only_whoever_may_see_reports_sees_it()
    {
        var loop = await LoopTenant.New();
        var answer = await loop.Outside.Send(LoopTenant.Referrer, "{ cms50(year: 2026) { denominator } }");
        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_statement_over_all_people_agrees_with_the_rule_for_each_of_them()
    {
        var outside = await TestTenant.From(timeZone: Zone);
        var clients = await Fill(outside.Tenant.Id.Value, people: 80);
        foreach (var year in new[] { 2024, 2025 })
        {
            var measured = new List<JsonElement>();
            foreach (var client in clients)
            {
                measured.Add((await outside.Ask(
                    "supervisor", "query($c: ID!, $y: Int!) { cms50Person(client: $c, year: $y) { denominator numerator referral { id } } }",
                    new { c = client, y = year })).GetProperty("cms50Person"));
            }

            var people = measured.Where(m => m.GetProperty("denominator").GetBoolean()).ToList();
            var closed = people.Where(m => m.GetProperty("numerator").GetBoolean()).ToList();
            Assert.InRange(people.Count, 5, clients.Count - 5);
            Assert.InRange(closed.Count, 1, people.Count - 1);
            Assert.Equal((people.Count, closed.Count), await Figures(outside, year));
            Assert.Equal(people.Select(Referral).Order(), (await Behind(outside, year, "DENOMINATOR")).Order());
            Assert.Equal(closed.Select(Referral).Order(), (await Behind(outside, year, "NUMERATOR")).Order());
            Assert.Equal(people.Except(closed).Select(Referral).Order(), (await Behind(outside, year, "MISSING")).Order());
        }
    }

    private static async Task<string> Sent(LoopTenant loop, string client) => LoopTenant.IdOf(await loop.Outside.Do(
        LoopTenant.Referrer, "sendReferral", new { referral = LoopTenant.IdOf(await loop.Draft(client)) }, LoopTenant.Referral));

    private static async Task Evaluate(LoopTenant loop, string client, string mode)
    {
        var inquiry = LoopTenant.IdOf(await loop.Outside.Do("intake-worker", "receiveInquiry", new { door = "CALL", client }, "inquiry { id }"));
        await loop.Outside.Do("clinical-director", "recordInitialEvaluation", new { inquiry, mode }, "initialEvaluation { id }");
        await loop.Outside.Quiet();
    }

    private static string Referral(JsonElement measured) => measured.GetProperty("referral").GetProperty("id").GetString()!;

    private static async Task<(int, int)> Figures(TestTenant outside, int year)
    {
        var figures = (await outside.Ask("supervisor", "query($y: Int!) { cms50(year: $y) { denominator numerator rate } }", new { y = year })).GetProperty("cms50");
        return (figures.GetProperty("denominator").GetInt32(), figures.GetProperty("numerator").GetInt32());
    }

    private static async Task<IReadOnlyList<string>> Behind(TestTenant outside, int year, string population) =>
    [
        .. (await outside.Ask(
            "supervisor", "query($y: Int!, $p: Cms50Population!) { cms50Referrals(year: $y, population: $p, first: 100) { nodes { id } } }",
            new { y = year, p = population })).GetProperty("cms50Referrals").GetProperty("nodes").EnumerateArray().Select(LoopTenant.IdOf),
    ];

    /// <summary>People with visits, referrals and reports around every edge of two years of Chicago; gives their ids.</summary>
    private static async Task<IReadOnlyList<string>> Fill(Guid tenant, int people)
    {
        var random = new Random(50);
        var chicago = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        var edges = new[] { 2024, 2025, 2026 }.SelectMany(y => new[] { new DateOnly(y, 1, 1), new DateOnly(y, 11, 1) }).Select(d => d.StartsAt(chicago)).ToArray();
        DateTimeOffset Some() => random.Next(3) > 0
            ? edges[random.Next(edges.Length)].AddMinutes(random.Next(-1, 2))
            : edges[0].AddDays(random.Next(0, 730)).AddMinutes(random.Next(0, 1440));
        var database = (await TestHost.Shared).Database.Administrator;
        string[] kinds = ["unknown", "in-person", "video", "phone", "home-visit"];
        var services = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToArray();
        await Do("insert into referrals.services (id, tenant_id, partner, name, needs, cost, channel, written_at) select id, $1, $1, 'S', '{}', 'free', 'platform', now() from unnest($2) id", services);
        var clients = new List<Guid>();
        for (var person = 0; person < people; person++)
        {
            var client = Guid.CreateVersion7();
            clients.Add(client);
            foreach (var _ in Enumerable.Range(0, random.Next(3)))
            {
                await Do("insert into referrals.measured_visits values ($2, $1, $3, $3, $4, $5)", Guid.CreateVersion7(), client, Some(), kinds[random.Next(kinds.Length)]);
            }

            foreach (var service in services.Take(random.Next(5)))
            {
                var (referral, sent) = (Guid.CreateVersion7(), Some());
                var status = new[] { "sent", "accepted", "void", "not-closed", "draft", "closed" }[random.Next(6)];
                await Do(
                    """
                    insert into referrals.referrals (id, tenant_id, client, first_client, service, partner, need, priority, status, owner, drafted_at, sent_at,
                        answered_at, completed_at, outcome_at, reviewed_at, ended_at, end_reason, steps)
                    select $2, $1, $3, $3, $4, $1, 'homelessness', 'routine', $5,
                        (select id from platform.users where tenant_id = $1 order by id limit 1), $6, case when $5 <> 'draft' then $6 end, $6, $6, $6, $6,
                        case when $5 in ('void', 'not-closed', 'closed') then $6 end, case when $5 = 'not-closed' then 'other' end, 9
                    """,
                    referral, client, service, status, sent);
                for (var step = 1; step <= random.Next(3); step++)
                {
                    await Do(
                        """
                        insert into referrals.referral_steps (referral, number, tenant_id, move, status, at, happened_at, by_name, owner)
                        values ($2, $3, $1, $4, 'outcome-reported', $5, $5, 'X', $1)
                        """,
                        referral, step, random.Next(4) > 0 ? "report-outcome" : "complete", random.Next(3) > 0 ? sent.AddMinutes(random.Next(-1, 2)) : Some());
                }
            }
        }

        return [.. clients.Select(c => new Intake.Contracts.ClientId(c).ToString())];

        async Task Do(string sql, params object[] values)
        {
            await using var command = database.CreateCommand(sql);
            command.Parameters.AddWithValue(tenant);
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }
}
