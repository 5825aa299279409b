using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class WritePlanEntryTests
{
    [Fact]
    public async Task Each_organisation_reads_of_an_entry_what_its_kind_and_the_consents_allow_and_each_look_is_a_disclosure()
    {
        var coalition = await PlanTenant.New();
        var client = await coalition.Client();
        await coalition.Agree(client, [PlanTenant.Pantry]);
        await coalition.Agree(client, [PlanTenant.Clinic], ["A", "B", "C", "G"], "SPECIFIC", "HIPAA");
        var plan = await coalition.Open(client);
        await coalition.Join(plan, PlanTenant.Pantry);
        await coalition.Join(plan, PlanTenant.Clinic, "outpatient-mental-health");
        await coalition.Goal(plan);
        await coalition.Goal(plan, "I want to sleep.", "outpatient-mental-health");
        var visit = await coalition.Action(plan, "Visit the clinic.", "outpatient-mental-health");
        Assert.Equal("PlanEntryWithheld", await coalition.Refused(PlanTenant.Pantry, "takeOnPlanAction", new { entry = visit, dueOn = PlanTenant.Day(7) }, PlanTenant.Entry));
        await coalition.Outside.Do(PlanTenant.Clinic, "takeOnPlanAction", new { entry = visit, dueOn = PlanTenant.Day(7) }, PlanTenant.Entry);

        var pantry = await coalition.Seen(PlanTenant.Pantry);
        Assert.Contains("cook", pantry.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("sleep", pantry.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("outpatient-mental-health", pantry.GetRawText(), StringComparison.Ordinal);
        // That a clinic serves the person for a need of class C is class C as well.
        Assert.DoesNotContain("Mesa Clinic", pantry.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("PlanEntry.words", (await Disclosed(coalition, client, "Open Table Pantry")).SelectMany(d => d));
        Assert.NotEqual(0, pantry.GetProperty("extensions").GetProperty("redactions").GetArrayLength());

        var clinic = (await coalition.SeenPlan(PlanTenant.Clinic)).GetRawText();
        Assert.Contains("cook", clinic, StringComparison.Ordinal);
        Assert.Contains("sleep", clinic, StringComparison.Ordinal);
        Assert.Contains("Open Table Pantry", clinic, StringComparison.Ordinal);
        // People here see the class that their role sees.
        Assert.Contains("sleep", (await coalition.See(plan)).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_from_a_part_2_program_is_there_for_whom_a_consent_names_with_the_notice_and_for_nobody_else()
    {
        var coalition = await PlanTenant.New();
        var team = (await coalition.Outside.Ask(PlanTenant.Owner, "{ me { teams { id } } }")).GetProperty("me").GetProperty("teams")[0];
        await coalition.Outside.Do("clinical-director", "changePrivacyPolicy", new
        {
            expectedVersion = 1,
            programs = new[] { new { key = "recovery", title = "Recovery", teams = new[] { PlanTenant.IdOf(team) } } },
        }, "privacyPolicy { version }");
        var client = await coalition.Client();
        await coalition.Agree(client, [PlanTenant.Pantry], ["A", "D", "G"], "SPECIFIC");
        await coalition.Agree(client, [PlanTenant.Housing]);
        var plan = await coalition.Open(client);
        await coalition.Join(plan, PlanTenant.Pantry);
        await coalition.Join(plan, PlanTenant.Housing);
        var action = PlanTenant.IdOf(await coalition.Outside.Do(
            PlanTenant.Owner, "writePlanEntry", new { plan, kind = "ACTION", words = "Go to the group.", need = "social-connection", program = "recovery" }, PlanTenant.Entry));
        var pantry = (await coalition.Seen(PlanTenant.Pantry)).GetRawText();
        Assert.Contains("Go to the group.", pantry, StringComparison.Ordinal);
        Assert.Contains("redisclosureNotice", pantry, StringComparison.Ordinal);
        Assert.DoesNotContain(action, (await coalition.Seen(PlanTenant.Housing)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal("PlanEntryWithheld", await coalition.Refused(PlanTenant.Housing, "takeOnPlanAction", new { entry = action, dueOn = PlanTenant.Day(7) }, PlanTenant.Entry));
    }

    [Fact]
    public async Task An_action_is_for_a_goal_of_the_plan_and_what_contradicts_itself_is_refused()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Shared(PlanTenant.Pantry);
        var goal = await coalition.Goal(plan, who: PlanTenant.Pantry);
        var action = await coalition.Outside.Do(PlanTenant.Pantry, "writePlanEntry", new { plan, kind = "ACTION", words = "Teach a dish.", goal }, PlanTenant.Entry);
        Assert.Equal("OPEN", action.GetProperty("state").GetString());
        Assert.Equal(["plan-action"], await coalition.Work(PlanTenant.IdOf(action)));
        foreach (var wrong in new object[]
        {
            new { plan, kind = "GOAL", words = "x", goal }, new { plan, kind = "ACTION", words = "x" }, new { plan, kind = "ACTION", words = "x", goal, dueOn = PlanTenant.Day(-3) },
            new { plan, kind = "GOAL", words = "x", need = "food-insecurity", program = "zq" }, new { plan, kind = "ACTION", words = "x", goal = PlanTenant.IdOf(action) },
        })
        {
            Assert.Equal("InvalidInput", await coalition.Refused(PlanTenant.Pantry, "writePlanEntry", wrong, PlanTenant.Entry));
        }
    }

    private static async Task<IEnumerable<IEnumerable<string>>> Disclosed(PlanTenant coalition, string client, string recipient) => (await coalition.Outside.Ask(
        "clinical-director", "query($c: ID!) { accountingOfDisclosures(client: $c, kind: EVERYTHING) { recipientName items } }", new { c = client }))
        .GetProperty("accountingOfDisclosures").EnumerateArray().Where(d => d.GetProperty("recipientName").GetString() == recipient)
        .Select(d => d.GetProperty("items").EnumerateArray().Select(i => i.GetString()!)).ToList();
}

public sealed class TakeOnPlanActionTests
{
    [Fact]
    public async Task One_organisation_takes_an_action_on_with_a_day_and_a_person_where_it_is_ours()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Shared(PlanTenant.Pantry, PlanTenant.Housing);
        var (theirs, ours) = (await coalition.Action(plan), await coalition.Action(plan, "Call the landlord.", "housing-instability"));
        Assert.Equal("InvalidInput", await coalition.Refused(PlanTenant.Pantry, "takeOnPlanAction", new { entry = theirs }, PlanTenant.Entry));
        var taken = await coalition.Outside.Do(PlanTenant.Pantry, "takeOnPlanAction", new { entry = theirs, dueOn = PlanTenant.Day(7), expectedVersion = 1 }, PlanTenant.Entry);
        Assert.Equal(PlanTenant.IdOf(await coalition.SeenPlan(PlanTenant.Pantry)), taken.GetProperty("takenBy").GetString());
        Assert.Equal("PlanEntryStands", await coalition.Refused(PlanTenant.Housing, "takeOnPlanAction", new { entry = theirs, dueOn = PlanTenant.Day(7) }, PlanTenant.Entry));
        Assert.True((await coalition.Outside.Do(PlanTenant.Owner, "takeOnPlanAction", new { entry = ours, dueOn = PlanTenant.Day(7) }, PlanTenant.Entry)).GetProperty("takenByConvenor").GetBoolean());
        Assert.Equal(["plan-commitment"], await coalition.Work(ours));
    }

    [Fact]
    public async Task People_here_write_down_that_a_member_has_taken_it_on_and_no_partner_speaks_for_another()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Shared(PlanTenant.Pantry, PlanTenant.Housing);
        var member = PlanTenant.IdOf(await coalition.SeenPlan(PlanTenant.Pantry));
        var action = await coalition.Action(plan);
        Assert.Equal("NotFound", await coalition.Refused(PlanTenant.Housing, "takeOnPlanAction", new { entry = action, dueOn = PlanTenant.Day(7), member }, PlanTenant.Entry));
        var taken = await coalition.Outside.Do(PlanTenant.Owner, "takeOnPlanAction", new { entry = action, dueOn = PlanTenant.Day(7), member }, PlanTenant.Entry);
        Assert.Equal((member, false), (taken.GetProperty("takenBy").GetString(), taken.GetProperty("takenByConvenor").GetBoolean()));
    }
}

public sealed class GiveBackPlanActionTests
{
    [Fact]
    public async Task Whoever_has_it_gives_it_back_and_it_is_open_for_others()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Shared(PlanTenant.Pantry, PlanTenant.Housing);
        var action = await coalition.Action(plan);
        Assert.Equal("PlanEntryStands", await coalition.Refused(PlanTenant.Pantry, "giveBackPlanAction", new { entry = action }, PlanTenant.Entry));
        await coalition.Outside.Do(PlanTenant.Pantry, "takeOnPlanAction", new { entry = action, dueOn = PlanTenant.Day(7) }, PlanTenant.Entry);
        Assert.Equal("NotYourCommitment", await coalition.Refused(PlanTenant.Housing, "giveBackPlanAction", new { entry = action }, PlanTenant.Entry));
        var back = await coalition.Outside.Do(PlanTenant.Pantry, "giveBackPlanAction", new { entry = action }, PlanTenant.Entry);
        Assert.Equal(("OPEN", JsonValueKind.Null), (back.GetProperty("state").GetString(), back.GetProperty("takenBy").ValueKind));
        Assert.Equal(["plan-action"], await coalition.Work(action));
        await coalition.Outside.Do(PlanTenant.Housing, "takeOnPlanAction", new { entry = action, dueOn = PlanTenant.Day(7) }, PlanTenant.Entry);
    }
}

public sealed class SettlePlanEntryTests
{
    [Fact]
    public async Task A_commitment_is_done_by_whom_it_is_and_dropped_only_with_a_reason()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Shared(PlanTenant.Pantry, PlanTenant.Housing);
        var (goal, action) = (await coalition.Goal(plan), await coalition.Action(plan));
        Assert.Equal("PlanEntryStands", await coalition.Refused(PlanTenant.Owner, "settlePlanEntry", new { entry = action }, PlanTenant.Entry));
        await coalition.Outside.Do(PlanTenant.Pantry, "takeOnPlanAction", new { entry = action, dueOn = PlanTenant.Day(7) }, PlanTenant.Entry);
        Assert.Equal("NotYourCommitment", await coalition.Refused(PlanTenant.Housing, "settlePlanEntry", new { entry = action }, PlanTenant.Entry));
        Assert.Equal("NotYourCommitment", await coalition.Refused(PlanTenant.Housing, "settlePlanEntry", new { entry = goal, dropped = "NOT_NEEDED" }, PlanTenant.Entry));
        Assert.Equal("InvalidInput", await coalition.Refused(PlanTenant.Pantry, "settlePlanEntry", new { entry = action, doneOn = PlanTenant.Day(3) }, PlanTenant.Entry));
        await coalition.Outside.Do(PlanTenant.Pantry, "settlePlanEntry", new { entry = action }, PlanTenant.Entry);
        Assert.Empty(await coalition.Work(action));
        Assert.Equal("PlanEntryStands", await coalition.Refused(PlanTenant.Owner, "settlePlanEntry", new { entry = action, dropped = "OTHER" }, PlanTenant.Entry));
        await coalition.Outside.Do(PlanTenant.Owner, "settlePlanEntry", new { entry = goal, dropped = "CLIENT_CHANGED_MIND" }, PlanTenant.Entry);
    }

    [Fact]
    public async Task What_is_counted_by_organisation_opens_into_the_commitments_behind_it()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Shared(PlanTenant.Pantry);
        string[] entries = [await coalition.Action(plan), await coalition.Action(plan), await coalition.Action(plan), await coalition.Action(plan)];
        foreach (var entry in entries)
        {
            await coalition.Outside.Do(PlanTenant.Pantry, "takeOnPlanAction", new { entry, dueOn = PlanTenant.Day(5) }, PlanTenant.Entry);
        }

        var ours = await coalition.Action(plan);
        await coalition.Outside.Do(PlanTenant.Owner, "takeOnPlanAction", new { entry = ours, dueOn = PlanTenant.Day(40) }, PlanTenant.Entry);
        await coalition.Outside.Do(PlanTenant.Pantry, "settlePlanEntry", new { entry = entries[0] }, PlanTenant.Entry);
        await coalition.Outside.Do(PlanTenant.Pantry, "settlePlanEntry", new { entry = entries[1], dropped = "NOT_POSSIBLE" }, PlanTenant.Entry);
        await coalition.Outside.Forward(TimeSpan.FromDays(8));
        await coalition.Outside.Do(PlanTenant.Pantry, "settlePlanEntry", new { entry = entries[2] }, PlanTenant.Entry);

        var period = new { from = PlanTenant.Day(-1), to = PlanTenant.Day(60) };
        var report = (await coalition.Outside.Ask("supervisor", """
            query($from: Date!, $to: Date!) { planCommitmentReport(from: $from, to: $to) { partner { id } due onTime late overdue open dropped onTimeShare } }
            """, period)).GetProperty("planCommitmentReport").EnumerateArray().ToList();
        Assert.Equal(2, report.Count);
        foreach (var row in report)
        {
            var partner = row.GetProperty("partner") is { ValueKind: JsonValueKind.Object } named ? PlanTenant.IdOf(named) : null;
            foreach (var (counted, name) in new[] { ("DUE", "due"), ("ON_TIME", "onTime"), ("LATE", "late"), ("OVERDUE", "overdue"), ("OPEN", "open"), ("DROPPED", "dropped") })
            {
                var behind = (await coalition.Outside.Ask("supervisor", """
                    query($from: Date!, $to: Date!, $partner: ID, $counted: CommitmentCount!) { planCommitments(from: $from, to: $to, partner: $partner, counted: $counted) { id } }
                    """, new { period.from, period.to, partner, counted })).GetProperty("planCommitments").GetArrayLength();
                Assert.Equal(row.GetProperty(name).GetInt32(), behind);
            }
        }

        var pantry = report.Single(r => r.GetProperty("partner").ValueKind is JsonValueKind.Object);
        Assert.Equal((4, 1, 1, 1, 0, 1), (Count(pantry, "due"), Count(pantry, "onTime"), Count(pantry, "late"), Count(pantry, "overdue"), Count(pantry, "open"), Count(pantry, "dropped")));
        Assert.Equal("0.3333", pantry.GetProperty("onTimeShare").GetString());
    }

    private static int Count(JsonElement row, string name) => row.GetProperty(name).GetInt32();
}
