using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class RecordWarmHandoffTests
{
    [Fact]
    public async Task A_three_way_call_is_written_down_with_who_joined_and_its_time_is_the_agreed_time_of_the_referral()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await loop.Answer(referral, "recordWarmHandoff", new
        {
            handoff = new
            {
                kind = "LIVE",
                way = "THREE_WAY",
                joined = new object[]
                {
                    new { side = "HERE", user = await loop.Person(LoopTenant.Referrer) },
                    new { side = "PARTNER", name = "Rosalind Achebe", role = "intake" },
                    new { side = "OTHER", role = "sister" },
                },
                clientPresent = true,
                clientAgreed = true,
                beforeDischarge = true,
                appointmentConfirmed = true,
                appointmentAt = "2030-05-01T14:00:00Z",
                detailsVerified = true,
                connected = true,
                note = "She was glad.",
            },
        }, LoopTenant.Referrer);
        var seen = await Handoffs(loop, referral);
        var handoff = Assert.Single(seen.GetProperty("warmHandoffs").EnumerateArray());
        Assert.Equal(["HERE Marguerite Okonjo ", "PARTNER Rosalind Achebe intake", "OTHER  sister"], handoff.GetProperty("joined").EnumerateArray()
            .Select(p => $"{p.GetProperty("side")} {p.GetProperty("name")} {p.GetProperty("role")}"));
        Assert.Equal(("SCHEDULED", true, "She was glad."), (
            LoopTenant.Status(seen), handoff.GetProperty("connected").GetBoolean(), handoff.GetProperty("note").GetString()));
        Assert.StartsWith("2030-05-01T14:00:00", seen.GetProperty("startsAt").GetString());
    }

    [Fact]
    public async Task The_partner_writes_down_its_own_and_sees_those_of_the_other_side_and_who_joined_is_a_disclosure()
    {
        var loop = await LoopTenant.New();
        var client = await loop.Client(loop.Housing);
        var referral = LoopTenant.IdOf(await loop.Draft(client));
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral }, LoopTenant.Referral);
        await loop.Answer(referral, "recordWarmHandoff", new { handoff = Some.Connected() }, LoopTenant.Referrer);
        await loop.Answer(referral, "recordWarmHandoff", new { handoff = Some.Failed("CLIENT_NOT_REACHED") });
        var there = (await loop.Outside.Ask(
            LoopTenant.Partner, "query($r: ID!) { referralSentToUs(id: $r) { warmHandoffs { byPartner connected reason joined { name } } } }", new { r = referral }))
            .GetProperty("referralSentToUs").GetProperty("warmHandoffs").EnumerateArray();
        Assert.Equal(["False True ", "True False CLIENT_NOT_REACHED"], there.Select(h => $"{h.GetProperty("byPartner")} {h.GetProperty("connected")} {h.GetProperty("reason")}"));
        Assert.Contains(await loop.Disclosures(client), d => d.GetProperty("items").EnumerateArray().Any(i => i.GetString() == "ReceivedHandoff.joined"));
        Assert.Equal("InvalidInput", await loop.Refused(referral, "recordWarmHandoff", new
        {
            handoff = Some.Connected(new { side = "HERE", user = await loop.Person(LoopTenant.Referrer) }),
        }));
    }

    [Theory]
    [InlineData("connected and a reason", "InvalidInput")]
    [InlineData("no reason", "InvalidInput")]
    [InlineData("time without appointment", "InvalidInput")]
    [InlineData("message in a room", "InvalidInput")]
    [InlineData("three-way without the client", "InvalidInput")]
    [InlineData("nobody of the partner", "NobodyJoined")]
    [InlineData("nobody here", "NobodyJoined")]
    [InlineData("not agreed", "HandoffNotAgreed")]
    [InlineData("without a name", "InvalidInput")]
    [InlineData("in the future", "InvalidInput")]
    [InlineData("declined and agreed", "InvalidInput")]
    [InlineData("not reached and present", "InvalidInput")]
    [InlineData("time before it", "InvalidInput")]
    public async Task What_contradicts_itself_is_refused(string what, string refusal)
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        Dictionary<string, object?> handoff = Some.Connected();
        object? at = null;
        switch (what)
        {
            case "connected and a reason": handoff["reason"] = "OTHER"; break;
            case "no reason": handoff["connected"] = false; break;
            case "time without appointment": handoff["appointmentAt"] = "2030-05-01T14:00:00Z"; break;
            case "message in a room": (handoff["kind"], handoff["way"]) = ("RECORDED", "IN_PERSON"); break;
            case "three-way without the client": (handoff["way"], handoff["clientPresent"]) = ("THREE_WAY", false); break;
            case "nobody of the partner": handoff["joined"] = new[] { new { side = "HERE", name = "Marguerite" } }; break;
            case "nobody here": handoff["joined"] = new[] { new { side = "PARTNER", name = "Rosalind" } }; break;
            case "without a name": handoff["joined"] = new object[] { new { side = "HERE", name = "Marguerite" }, new { side = "PARTNER", role = "nurse" } }; break;
            case "not agreed": handoff["clientAgreed"] = false; break;
            case "declined and agreed": (handoff["connected"], handoff["reason"], handoff["clientAgreed"]) = (false, "CLIENT_DECLINED", true); break;
            case "not reached and present": (handoff["connected"], handoff["reason"], handoff["clientPresent"]) = (false, "CLIENT_NOT_REACHED", true); break;
            case "time before it": (handoff["appointmentConfirmed"], handoff["appointmentAt"]) = (true, "2020-05-01T14:00:00Z"); break;
            default: at = "2099-01-01T00:00:00Z"; break;
        }

        Assert.Equal(refusal, await loop.Refused(referral, "recordWarmHandoff", new { handoff, happenedAt = at }, LoopTenant.Referrer));
        Assert.Empty((await Handoffs(loop, referral)).GetProperty("warmHandoffs").EnumerateArray());
    }

    [Fact]
    public async Task Nobody_is_handed_over_by_a_draft_a_declined_referral_or_one_of_another_partner()
    {
        var loop = await LoopTenant.New();
        var draft = LoopTenant.IdOf(await loop.Draft());
        Assert.Equal("NoHandoffNow", await loop.Refused(draft, "recordWarmHandoff", new { handoff = Some.Connected() }, LoopTenant.Referrer));
        Assert.Equal("NotYourReferral", await loop.Refused(draft, "recordWarmHandoff", new { handoff = Some.Connected() }));
        var declined = await loop.Sent();
        await loop.Answer(declined, "declineReferral", new { reason = "SERVICE_FULL" });
        Assert.Equal("NoHandoffNow", await loop.Refused(declined, "recordWarmHandoff", new { handoff = Some.Connected() }, LoopTenant.Referrer));
    }

    internal static async Task<JsonElement> Handoffs(LoopTenant loop, string referral) => (await loop.Outside.Ask("supervisor", """
        query($r: ID!) { referral(id: $r) { status startsAt handoffPlan { reason dueBy } warmHandoffs {
            id connected note retraction joined { side name role } } } }
        """, new { r = referral })).GetProperty("referral");
}

public sealed class RetractWarmHandoffTests
{
    [Fact]
    public async Task It_stays_with_its_reason_is_taken_back_once_and_by_the_side_that_wrote_it()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await loop.Answer(referral, "recordWarmHandoff", new { handoff = Some.Connected() }, LoopTenant.Referrer);
        var handoff = LoopTenant.IdOf((await RecordWarmHandoffTests.Handoffs(loop, referral)).GetProperty("warmHandoffs")[0]);
        var input = new { handoff, reason = "DID_NOT_HAPPEN" };
        Assert.Equal("NotYourHandoff", await Refused(loop, LoopTenant.Partner, input));
        await loop.Outside.Do(LoopTenant.Referrer, "retractWarmHandoff", input, LoopTenant.Received);
        Assert.Equal("RetractedAlready", await Refused(loop, LoopTenant.Referrer, input));
        Assert.Equal("DID_NOT_HAPPEN", (await RecordWarmHandoffTests.Handoffs(loop, referral)).GetProperty("warmHandoffs")[0].GetProperty("retraction").GetString());
        var other = await LoopTenant.New();
        Assert.Equal("NotFound", await Refused(other, LoopTenant.Referrer, input));
    }

    [Fact]
    public async Task A_handoff_that_is_owed_is_work_again_once_the_one_that_settled_it_is_taken_back()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await loop.Outside.Do(LoopTenant.Referrer, "planWarmHandoff", new { referral, reason = "CLIENT_ASKED" }, LoopTenant.Referral);
        await loop.Answer(referral, "recordWarmHandoff", new { handoff = Some.Connected() }, LoopTenant.Referrer);
        Assert.Empty(await PlanWarmHandoffTests.Open(loop, referral));
        var handoff = LoopTenant.IdOf((await RecordWarmHandoffTests.Handoffs(loop, referral)).GetProperty("warmHandoffs")[0]);
        await loop.Outside.Do(LoopTenant.Referrer, "retractWarmHandoff", new { handoff, reason = "WRONG_REFERRAL" }, LoopTenant.Received);
        Assert.Equal(["referral-handoff"], await PlanWarmHandoffTests.Open(loop, referral));
    }

    private static async Task<string> Refused(LoopTenant loop, string who, object input) =>
        (await loop.Outside.Refused(who, "retractWarmHandoff", input, LoopTenant.Received))[0].GetProperty("__typename").GetString()!;
}

public sealed class PlanWarmHandoffTests
{
    [Fact]
    public async Task A_handoff_before_a_discharge_is_work_of_the_owner_until_it_is_settled_and_a_failed_try_settles_nothing()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var day = TimeProvider.System.GetUtcNow().AddDays(3);
        await loop.Outside.Do(LoopTenant.Referrer, "planWarmHandoff", new { referral, reason = "BEFORE_DISCHARGE", dueBy = day }, LoopTenant.Referral);
        Assert.Equal(["referral-handoff-by"], await Open(loop, referral));
        Assert.Equal("BEFORE_DISCHARGE", (await RecordWarmHandoffTests.Handoffs(loop, referral)).GetProperty("handoffPlan").GetProperty("reason").GetString());
        await loop.Answer(referral, "recordWarmHandoff", new { handoff = Some.Failed("PARTNER_NOT_REACHED") }, LoopTenant.Referrer);
        Assert.Equal(["referral-handoff-by"], await Open(loop, referral));
        await loop.Outside.Forward(TimeSpan.FromDays(4));
        var late = (await Items(loop, referral)).Single();
        Assert.True(late.GetProperty("rung").GetInt32() >= 1);
        Assert.Equal("Marguerite Okonjo", late.GetProperty("owner").GetProperty("name").GetString());
        await loop.Answer(referral, "recordWarmHandoff", new { handoff = Some.Connected() });
        Assert.Empty(await Open(loop, referral));
    }

    [Fact]
    public async Task For_the_needs_that_the_tenant_names_it_is_owed_as_soon_as_the_referral_is_sent_and_ends_with_it()
    {
        var loop = await LoopTenant.New();
        Assert.Empty(await Open(loop, await loop.Sent("URGENT")));
        await Some.OwedWhenUrgent(loop);
        Assert.Empty(await Open(loop, await loop.Sent()));
        var urgent = await loop.Sent("URGENT");
        Assert.Equal(["referral-handoff"], await Open(loop, urgent));
        await loop.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral = urgent, reason = "CANCELLED" }, LoopTenant.Referral);
        Assert.Empty(await Open(loop, urgent));
        await loop.Outside.Do("admin", "changeReferralSettings", new { handoffs = Array.Empty<object>() }, "referralSettings { version }");
        Assert.Empty(await Open(loop, await loop.Sent("URGENT")));
    }

    [Fact]
    public async Task A_try_that_was_not_owed_and_failed_is_work_until_it_is_settled()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await loop.Answer(referral, "recordWarmHandoff", new { handoff = Some.Failed("TECHNICAL_FAILURE") });
        Assert.Equal(["referral-handoff-failed"], await Open(loop, referral));
        await loop.Answer(referral, "recordWarmHandoff", new { handoff = Some.Failed("CLIENT_DECLINED") }, LoopTenant.Referrer);
        Assert.Empty(await Open(loop, referral));
    }

    [Fact]
    public async Task Planned_anew_it_is_due_by_the_new_time_and_is_not_settled_by_what_was_before()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await Plan(null);
        Assert.Equal(["referral-handoff"], await Open(loop, referral));
        await loop.Answer(referral, "recordWarmHandoff", new { handoff = Some.Connected() });
        await Plan(TimeProvider.System.GetUtcNow().AddDays(30));
        Assert.Equal(["referral-handoff-by"], await Open(loop, referral));
        var later = TimeProvider.System.GetUtcNow().AddDays(40);
        await Plan(later);
        var item = Assert.Single(await Items(loop, referral));
        Assert.Equal(later.UtcDateTime, item.GetProperty("dueAt").GetDateTimeOffset().UtcDateTime, TimeSpan.FromSeconds(1));
        Assert.Single(await WarmHandoffReportTests.Owed(loop, false));
        await Plan(null);
        Assert.Equal(["referral-handoff"], await Open(loop, referral));
        await loop.Answer(referral, "recordWarmHandoff", new { handoff = Some.Failed("CLIENT_DECLINED") });
        Assert.Empty(await Open(loop, referral));
        Assert.Single(await WarmHandoffReportTests.Owed(loop, true));

        Task Plan(DateTimeOffset? dueBy) =>
            loop.Outside.Do(LoopTenant.Referrer, "planWarmHandoff", new { referral, reason = "CLIENT_ASKED", dueBy }, LoopTenant.Referral);
    }

    [Fact]
    public async Task What_cannot_be_planned_is_refused()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        Assert.Equal("InvalidInput", await Refusal(loop, new { referral, reason = "BEFORE_DISCHARGE" }));
        Assert.Equal("InvalidInput", await Refusal(loop, new { referral, reason = "OTHER", dueBy = "2020-01-01T00:00:00Z" }));
        Assert.Equal("NoHandoffNow", await Refusal(loop, new { referral = LoopTenant.IdOf(await loop.Draft()), reason = "OTHER" }));
        Assert.Equal("NotFound", await Refusal(await LoopTenant.New(), new { referral, reason = "OTHER" }));
    }

    internal static async Task<IReadOnlyList<string>> Open(LoopTenant loop, string referral) =>
        [.. (await Items(loop, referral)).Select(i => i.GetProperty("template").GetString()!)];

    private static async Task<IReadOnlyList<JsonElement>> Items(LoopTenant loop, string referral)
    {
        await loop.Outside.Quiet();
        return [.. (await loop.Outside.Ask(
            "supervisor", "{ workItems(first: 100, where: { state: OPEN }) { nodes { template subject rung dueAt owner { name } } } }"))
            .GetProperty("workItems").GetProperty("nodes").EnumerateArray()
            .Where(i => i.GetProperty("subject").GetString() == referral && i.GetProperty("template").GetString()!.StartsWith("referral-handoff", StringComparison.Ordinal))];
    }

    private static async Task<string> Refusal(LoopTenant loop, object input) =>
        (await loop.Outside.Refused(LoopTenant.Referrer, "planWarmHandoff", input, LoopTenant.Referral))[0].GetProperty("__typename").GetString()!;
}

public sealed class WarmHandoffReportTests
{
    private const string Period = """from: "2026-01-01", to: "2035-12-31" """;

    private static readonly (string Figure, string? Filter)[] Figures =
    [
        ("handoffs", null), ("live", "live: true"), ("clientPresent", "clientPresent: true"), ("clientAgreed", "clientAgreed: true"),
        ("dischargeAtHand", "dischargeAtHand: true"), ("beforeDischarge", "beforeDischarge: true"),
        ("appointmentConfirmed", "appointmentConfirmed: true"), ("detailsVerified", "detailsVerified: true"), ("connected", "connected: true"),
    ];

    [Fact]
    public async Task Each_number_is_the_length_of_its_list_and_what_was_retracted_counts_nowhere()
    {
        var loop = await LoopTenant.New();
        await Some.OwedWhenUrgent(loop);
        var first = await loop.Sent("URGENT");
        var second = await loop.Sent("URGENT");
        var connected = Some.Connected();
        (connected["beforeDischarge"], connected["detailsVerified"]) = (false, true);
        await loop.Answer(first, "recordWarmHandoff", new { handoff = connected }, LoopTenant.Referrer);
        var message = Some.Failed("PARTNER_NOT_REACHED");
        (message["kind"], message["way"], message["beforeDischarge"], message["appointmentConfirmed"]) = ("RECORDED", "TELEPHONE", true, true);
        await loop.Answer(second, "recordWarmHandoff", new { handoff = message }, LoopTenant.Referrer);
        await loop.Answer(second, "recordWarmHandoff", new { handoff = Some.Connected() }, LoopTenant.Referrer);
        var wrong = (await RecordWarmHandoffTests.Handoffs(loop, second)).GetProperty("warmHandoffs").EnumerateArray().Last();
        await loop.Outside.Do(LoopTenant.Referrer, "retractWarmHandoff", new { handoff = LoopTenant.IdOf(wrong), reason = "INCORRECT" }, LoopTenant.Received);

        var all = Assert.Single(await Report(loop, "ALL"));
        Assert.Equal([2, 1, 1, 1, 2, 1, 1, 1, 1], Figures.Select(f => all.GetProperty(f.Figure).GetInt32()));
        Assert.Equal((2, 1), (all.GetProperty("owed").GetInt32(), all.GetProperty("settled").GetInt32()));
        Assert.Equal("0.5", all.GetProperty("connectedShare").GetString()![..3]);
        foreach (var (figure, filter) in Figures)
        {
            var list = await List(loop, filter);
            Assert.Equal(all.GetProperty(figure).GetInt32(), list.Count);
            Assert.All(list, h => Assert.Contains(h.GetProperty("referral").GetProperty("id").GetString(), (string[])[first, second]));
        }

        Assert.Equal(first, Assert.Single(await Owed(loop, true)).GetProperty("referral").GetProperty("id").GetString());
        Assert.Equal(second, Assert.Single(await Owed(loop, false)).GetProperty("referral").GetProperty("id").GetString());
        foreach (var by in (string[])["PARTNER", "NEED", "OWNER", "MONTH"])
        {
            Assert.Equal((2, 2), (Assert.Single(await Report(loop, by)) is var one ? (one.GetProperty("handoffs").GetInt32(), one.GetProperty("owed").GetInt32()) : default));
        }

        await loop.Outside.Do("supervisor", "voidReferral", new { referral = first, reason = "WRONG_CLIENT" }, LoopTenant.Referral);
        Assert.Equal(1, Assert.Single(await Report(loop, "ALL")).GetProperty("handoffs").GetInt32());
    }

    private static async Task<IReadOnlyList<JsonElement>> Report(LoopTenant loop, string by) => [.. (await loop.Outside.Ask(
        "supervisor", $$"""{ warmHandoffReport({{Period}}, by: {{by}}) { group {{string.Join(' ', Figures.Select(f => f.Figure))}} connectedShare owed settled } }"""))
        .GetProperty("warmHandoffReport").EnumerateArray()];

    private static async Task<IReadOnlyList<JsonElement>> List(LoopTenant loop, string? filter) => [.. (await loop.Outside.Ask(
        "supervisor", $$"""{ warmHandoffs(where: { {{Period}}, {{filter}} }) { nodes { id referral { id } } } }"""))
        .GetProperty("warmHandoffs").GetProperty("nodes").EnumerateArray()];

    internal static async Task<IReadOnlyList<JsonElement>> Owed(LoopTenant loop, bool settled) => [.. (await loop.Outside.Ask(
        "supervisor", $$"""{ warmHandoffsOwed({{Period}}, settled: {{(settled ? "true" : "false")}}) { nodes { referral { id } reason } } }"""))
        .GetProperty("warmHandoffsOwed").GetProperty("nodes").EnumerateArray()];
}

/// <summary>Handoffs as they are told.</summary>
internal static class Some
{
    /// <summary>A telephone call that connected the client with the partner.</summary>
    public static Dictionary<string, object?> Connected(object? here = null) => new()
    {
        ["kind"] = "LIVE",
        ["way"] = "TELEPHONE",
        ["joined"] = new[] { here ?? new { side = "HERE", name = "Marguerite Okonjo" }, new { side = "PARTNER", name = "Rosalind Achebe" } },
        ["clientPresent"] = true,
        ["clientAgreed"] = true,
        ["appointmentConfirmed"] = false,
        ["detailsVerified"] = false,
        ["connected"] = true,
    };

    /// <summary>The tenant wants a warm handoff for urgent referrals of people without a place to live.</summary>
    public static Task OwedWhenUrgent(LoopTenant loop) => loop.Outside.Do("admin", "changeReferralSettings", new
    {
        handoffs = new[] { new { needs = new[] { "homelessness" }, priorities = new[] { "URGENT" }, source = "Our board." } },
    }, "referralSettings { version handoffs { needs priorities source } }");

    /// <summary>A try that connected nobody.</summary>
    public static Dictionary<string, object?> Failed(string reason) => new()
    {
        ["kind"] = "LIVE",
        ["way"] = "TELEPHONE",
        ["joined"] = Array.Empty<object>(),
        ["clientPresent"] = false,
        ["clientAgreed"] = false,
        ["appointmentConfirmed"] = false,
        ["detailsVerified"] = false,
        ["connected"] = false,
        ["reason"] = reason,
    };
}
