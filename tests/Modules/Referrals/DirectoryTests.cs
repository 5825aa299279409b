using System.Text.Json;
using CarePlatform.Platform;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class WriteServiceEntryTests
{
    [Fact]
    public async Task An_entry_is_written_and_written_anew_and_found_by_what_it_says_now()
    {
        var loop = await LoopTenant.New();
        var service = await loop.Service();
        await loop.Outside.Do("supervisor", "writeServiceEntry", new
        {
            partner = loop.Housing,
            service,
            entry = new { name = "Rent help", needs = new[] { "housing-instability" }, areas = new[] { "ma" }, payers = new[] { "medicaid" } },
        }, "serviceEntry { id }");
        Assert.Empty(await FindServicesTests.Find(loop, new { need = "homelessness" }));
        var found = Assert.Single(await FindServicesTests.Find(loop, new { need = "housing-instability" }));
        Assert.Equal("Rent help", found.GetProperty("service").GetProperty("name").GetString());
    }

    [Fact]
    public async Task For_a_client_who_is_nobody_no_service_is_called_suitable()
    {
        var loop = await LoopTenant.New();
        await loop.Service();
        var client = (await loop.Client())[..^4] + "zzzz";
        var answer = await loop.Outside.Send(
            LoopTenant.Referrer, "query($w: ServiceFilter!) { findServices(where: $w) { fit } }", new { w = new { need = "homelessness", client } });
        Assert.Contains(client, answer.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_need_and_ages_the_wrong_way_round_are_refused()
    {
        var loop = await LoopTenant.New();
        foreach (var entry in new object[] { new { name = "X", needs = new[] { "no-such-need" } }, new { name = "X", needs = new[] { "homelessness" }, ageFrom = 20, ageTo = 10 } })
        {
            var refused = await loop.Outside.Refused("supervisor", "writeServiceEntry", new { partner = loop.Housing, entry }, "serviceEntry { id }");
            Assert.Equal("InvalidInput", refused[0].GetProperty("__typename").GetString());
        }
    }
}

public sealed class RetireServiceEntryTests
{
    [Fact]
    public async Task What_is_given_no_more_is_found_no_more_and_keeps_its_referrals()
    {
        var loop = await LoopTenant.New();
        var service = await loop.Service();
        var draft = LoopTenant.IdOf(await loop.Draft(service: service));
        await loop.Outside.Do("supervisor", "retireServiceEntry", new { service }, "serviceEntry { retiredAt }");
        Assert.Empty(await FindServicesTests.Find(loop, new { need = "homelessness" }));
        Assert.Equal("DRAFT", LoopTenant.Status(await loop.See(draft)));
    }
}

public sealed class PauseServiceEntryTests
{
    [Fact]
    public async Task A_paused_service_is_found_no_more_until_its_last_day_has_passed()
    {
        var loop = await LoopTenant.New();
        var service = await loop.Service();
        var until = (await loop.Outside.Ask("admin", "{ tenant { now } }")).GetProperty("tenant").GetProperty("now").GetDateTimeOffset().AddDays(3);
        await loop.Outside.Do(LoopTenant.Partner, "pauseServiceEntry", new { service, reason = "Stocktaking.", until = until.ToString("yyyy-MM-dd") }, "offeredService { pausedUntil }");
        Assert.Empty(await FindServicesTests.Find(loop, new { need = "homelessness" }));
        var refusal = (await loop.Outside.Refused(
            LoopTenant.Referrer, "draftReferral", new { client = await loop.Client(), service, need = "homelessness", priority = "ROUTINE" }, LoopTenant.Referral))[0];
        Assert.Equal("PartnerPaused", refusal.GetProperty("__typename").GetString());
        Assert.EndsWith(": Stocktaking. Find another with findServices.", refusal.GetProperty("message").GetString());
        await loop.Outside.Forward(TimeSpan.FromDays(5));
        Assert.Single(await FindServicesTests.Find(loop, new { need = "homelessness" }));
    }

    [Fact]
    public async Task A_partner_pauses_its_own_services_only()
    {
        var loop = await LoopTenant.New();
        var service = await loop.Service(loop.FoodShelf, new { name = "Food boxes", needs = new[] { "food-insecurity" } });
        var refused = await loop.Outside.Refused(LoopTenant.Partner, "pauseServiceEntry", new { service, reason = "Mischief." }, "offeredService { id }");
        Assert.Equal("NotFound", refused[0].GetProperty("__typename").GetString());
    }
}

public sealed class ResumeServiceEntryTests
{
    [Fact]
    public async Task A_service_that_takes_referrals_again_is_found_again()
    {
        var loop = await LoopTenant.New();
        var service = await loop.Service();
        await loop.Outside.Do(LoopTenant.Partner, "pauseServiceEntry", new { service, reason = "Stocktaking." }, "offeredService { id }");
        await loop.Outside.Do(LoopTenant.Partner, "resumeServiceEntry", new { service }, "offeredService { id }");
        Assert.Single(await FindServicesTests.Find(loop, new { need = "homelessness" }));
    }
}

public sealed class ReportCapacityTests
{
    [Fact]
    public async Task Openings_are_shown_with_their_age_and_old_ones_are_called_old()
    {
        var loop = await LoopTenant.New();
        var service = await loop.Service();
        var told = await loop.Outside.Do(LoopTenant.Partner, "reportCapacity", new { service, openings = 4 }, "offeredService { openings }");
        Assert.Equal(4, told.GetProperty("openings").GetInt32());
        var fresh = Assert.Single(await FindServicesTests.Find(loop, new { need = "homelessness", withOpenings = true }));
        Assert.Equal((0, false, true), (
            fresh.GetProperty("capacityAgeDays").GetInt32(), fresh.GetProperty("capacityIsOld").GetBoolean(),
            fresh.GetProperty("service").GetProperty("capacityByPartner").GetBoolean()));
        await loop.Outside.Forward(TimeSpan.FromDays(20));
        Assert.Empty(await FindServicesTests.Find(loop, new { need = "homelessness", withOpenings = true }));
        Assert.True(Assert.Single(await FindServicesTests.Find(loop, new { need = "homelessness" })).GetProperty("capacityIsOld").GetBoolean());
    }

    [Fact]
    public async Task A_partner_sees_and_reports_its_own_services_only()
    {
        var loop = await LoopTenant.New();
        var theirs = await loop.Service();
        await loop.Service(loop.FoodShelf, new { name = "Food boxes", needs = new[] { "food-insecurity" } });
        var seen = (await loop.Outside.Ask(LoopTenant.Partner, "{ ourServices { nodes { id } } }")).GetProperty("ourServices").GetProperty("nodes");
        Assert.Equal(theirs, Assert.Single(seen.EnumerateArray()).GetProperty("id").GetString());
    }
}

public sealed class FindServicesTests
{
    private const string Match =
        "{ fit capacityAgeDays capacityIsOld rules { rule fit says } standing { sent acceptedShare } service { id name capacityByPartner partner { name } } }";

    [Fact]
    public async Task Services_that_do_not_take_the_client_are_left_out_or_shown_last_with_the_rule()
    {
        var loop = await LoopTenant.New();
        var client = await loop.Client();
        await loop.Service(entry: new { name = "Adults", needs = new[] { "homelessness" }, ageFrom = 18 });
        await loop.Service(entry: new { name = "Aged", needs = new[] { "homelessness" }, ageFrom = 65 });
        await loop.Service(entry: new { name = "Any with Medicaid", needs = new[] { "homelessness" }, payers = new[] { "medicaid" } });
        var taken = await Find(loop, new { need = "homelessness", client });
        Assert.Equal([("Adults", "FITS"), ("Any with Medicaid", "UNKNOWN")], taken.Select(m => (NameOf(m), m.GetProperty("fit").GetString()!)));
        var all = await Find(loop, new { need = "homelessness", client, withIneligible = true });
        Assert.Equal(("Aged", "FAILS", "AGE"), (
            NameOf(all[^1]), all[^1].GetProperty("fit").GetString(), all[^1].GetProperty("rules")[0].GetProperty("rule").GetString()));
    }

    [Fact]
    public async Task Reliable_partners_come_first_when_that_is_asked_for()
    {
        var loop = await LoopTenant.New();
        var service = await loop.Service();
        await loop.Service(loop.FoodShelf, new { name = "A shelter", needs = new[] { "homelessness" } });
        for (var i = 0; i < 5; i++)
        {
            var referral = LoopTenant.IdOf(await loop.Draft(await loop.Client(loop.Housing), service));
            await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral }, LoopTenant.Referral);
            await loop.Answer(referral, "acceptReferral");
            await loop.Answer(referral, "completeReferral");
        }

        Assert.Equal(["A shelter", "Emergency housing"], (await Find(loop, new { need = "homelessness" })).Select(NameOf));
        var reliable = await Find(loop, new { need = "homelessness", rank = "RELIABILITY" });
        Assert.Equal(["Emergency housing", "A shelter"], reliable.Select(NameOf));
        Assert.Equal((5, "1"), (
            reliable[0].GetProperty("standing").GetProperty("sent").GetInt32(), reliable[0].GetProperty("standing").GetProperty("acceptedShare").GetString()));
    }

    [Fact]
    public async Task The_statement_and_the_rules_in_memory_say_the_same_of_every_client_and_service()
    {
        var loop = await LoopTenant.New();
        await using var scope = loop.Outside.Host.Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(loop.Outside.Tenant, Actor.System, Guid.CreateVersion7());
        await session.OpenAsync(TestContext.Current.CancellationToken);
        var db = scope.ServiceProvider.GetRequiredService<ReferralsDb>();
        var partners = Enumerable.Range(0, 6).Select(_ => new OrganisationId(Guid.CreateVersion7())).ToList();
        var services = Texts().Sample(60).Select((t, i) => ServiceEntry.Of(partners[i % 6], t, session.Clock)).ToList();
        db.AddRange(services);
        await session.SaveAsync(TestContext.Current.CancellationToken);
        foreach (var (client, lapsed) in Clients().Sample(60).Zip(Gen.SubListOf(0, 1, 2, 3, 4, 5).Sample(60)))
        {
            var expired = lapsed.ToDictionary(l => partners[l], _ => new DateOnly(2026, 1, 31));
            var where = new ServiceFilter();
            var found = await db.Database.SqlQueryRaw<Guid>(
                ServiceSql.Of(where), ServiceSql.Parameters(where, client, ReferralRules.Usual, 100, session.Clock, expired.Keys))
                .ToListAsync(TestContext.Current.CancellationToken);
            var expected = services
                .Where(s => ServiceMatch.Of(s, client, expired.TryGetValue(s.Partner, out var day) ? day : null, ReferralRules.Usual, session.Clock.GetUtcNow())
                    .Fit is not Fit.Fails)
                .Select(s => s.Id.Value);
            Assert.Equal(expected.Order(), found.Order());
        }
    }

    [Fact]
    public async Task The_statement_and_the_hours_in_memory_say_the_same_of_every_instant()
    {
        var loop = await LoopTenant.New();
        await using var scope = loop.Outside.Host.Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(loop.Outside.Tenant, Actor.System, Guid.CreateVersion7());
        await session.OpenAsync(TestContext.Current.CancellationToken);
        var db = scope.ServiceProvider.GetRequiredService<ReferralsDb>();
        var partner = new OrganisationId(Guid.CreateVersion7());
        var services = Hours().Sample(60).Select((h, i) => ServiceEntry.Of(partner, new ServiceText($"S{i}", ["homelessness"], Opening: h), session.Clock)).ToList();
        db.AddRange(services);
        await session.SaveAsync(TestContext.Current.CancellationToken);
        var start = new DateTimeOffset(2026, 3, 6, 0, 0, 0, TimeSpan.Zero);
        // Over the night in which the clocks of New York go forward.
        foreach (var at in Gen.Choose(0, 5 * 24 * 12).Select(n => start.AddMinutes(5 * n)).Sample(80))
        {
            var where = new ServiceFilter(OpenAt: at);
            var found = await db.Database.SqlQueryRaw<Guid>(
                ServiceSql.Of(where), ServiceSql.Parameters(where, new ClientStanding(null, null, null), ReferralRules.Usual, 100, session.Clock, []))
                .ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal(services.Where(s => s.Opening?.IsOpenAt(at) is true).Select(s => s.Id.Value).Order(), found.Order());
        }
    }

    [Fact]
    public async Task Services_are_found_by_when_they_are_open()
    {
        var loop = await LoopTenant.New();
        await loop.Service(entry: new { name = "Unknown", needs = new[] { "homelessness" } });
        await loop.Service(entry: new
        {
            name = "Office",
            needs = new[] { "homelessness" },
            opening = new { zone = "America/New_York", week = new[] { new { day = "MONDAY", opens = "09:00", closes = "17:00" } }, closedDays = new[] { "2026-05-25" } },
        });
        Assert.Equal(["Office"], (await Find(loop, new { need = "homelessness", openAt = "2026-05-18T13:00:00Z" })).Select(NameOf));
        Assert.Empty(await Find(loop, new { need = "homelessness", openAt = "2026-05-18T12:59:00Z" }));
        Assert.Empty(await Find(loop, new { need = "homelessness", openAt = "2026-05-18T21:00:00Z" }));
        Assert.Empty(await Find(loop, new { need = "homelessness", openAt = "2026-05-25T15:00:00Z" }));
    }

    [Theory]
    [InlineData("Mars/Olympus", "09:00", "17:00")]
    [InlineData("America/New_York", "17:00", "09:00")]
    [InlineData("America/New_York", "09:00", "09:00")]
    public async Task Hours_that_cannot_be_are_refused(string zone, string opens, string closes)
    {
        var loop = await LoopTenant.New();
        var refused = await loop.Outside.Refused("supervisor", "writeServiceEntry", new
        {
            partner = loop.Housing,
            entry = new { name = "Office", needs = new[] { "homelessness" }, opening = new { zone, week = new[] { new { day = "MONDAY", opens, closes } } } },
        }, "serviceEntry { id }");
        Assert.Equal("input.entry.opening", refused[0].GetProperty("path").GetString());
    }

    internal static async Task<IReadOnlyList<JsonElement>> Find(LoopTenant loop, object where) =>
        [.. (await loop.Outside.Ask(LoopTenant.Referrer, $"query($w: ServiceFilter!) {{ findServices(where: $w) {Match} }}", new { w = where }))
            .GetProperty("findServices").EnumerateArray()];

    private static string NameOf(JsonElement match) => match.GetProperty("service").GetProperty("name").GetString()!;

    private static Gen<ServiceText> Texts() =>
        from name in Gen.Choose(1, 1_000_000)
        from ageFrom in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(0, 40).Select(a => (int?)a))
        from ageTo in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(40, 90).Select(a => (int?)a))
        from payers in Gen.SubListOf("medicaid", "medicare", "commercial")
        from areas in Gen.SubListOf("MA", "021", "02139", "NY")
        from asks in Gen.Elements(true, false)
        select new ServiceText(
            $"S{name}", ["homelessness"], AgeFrom: ageFrom, AgeTo: ageTo, Payers: [.. payers], Areas: [.. areas],
            Conditions: asks ? [new ServiceCondition("veteran", "Must have served.")] : null);

    private static Gen<ServiceHours?> Hours() =>
        from known in Gen.Choose(0, 9)
        from zone in Gen.Elements("America/New_York", "America/Los_Angeles", "UTC")
        from week in Spans().NonEmptyListOf()
        from closed in Gen.Choose(5, 11).Select(d => new DateOnly(2026, 3, d)).ListOf()
        select known == 0 ? null : new ServiceHours(zone, [.. week], ClosedDays: closed.Count % 3 == 0 ? [.. closed.Take(2)] : null);

    private static Gen<OpenSpan> Spans() =>
        from day in Gen.Choose(0, 6)
        from opens in Gen.Choose(0, 22)
        from length in Gen.Choose(1, 24)
        select new OpenSpan((OpenDay)day, new TimeOnly(opens, 30), opens + length > 23 ? TimeOnly.MinValue : new TimeOnly(opens + length, 0));

    private static Gen<ClientStanding> Clients() =>
        from age in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(0, 100).Select(a => (int?)a))
        from payers in Gen.SubListOf("medicaid", "medicare", "uninsured")
        from place in Gen.Elements<(string?, string?)>((null, null), ("MA", "02139"), ("MA", null), ("NY", "10001"), ("ma", "0213"))
        let areas = ClientStanding.AreasOf(place.Item1, place.Item2)
        select new ClientStanding(age, payers.Count > 0 ? [.. payers] : null, areas.Count > 0 ? areas : null);
}
