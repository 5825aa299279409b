using System.Text.Json;
using CarePlatform.Intake.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Coordination.Tests;

/// <summary>Events go into the log, and the database shows what follows.</summary>
public sealed class EngineTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_first_contact_to_the_booking_everything_closes_by_its_event()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        Assert.Equal("RUNNING", Text(await Run(work, inquiry), "state"));
        await work.Happened(inquiry.Triaged(Acuity.Urgent, await work.Now()));
        Assert.Equal(["COMPLETED", "OPEN"], States(await Run(work, inquiry)));
        await work.Happened(inquiry.Booked(await work.Now()));
        var run = await Run(work, inquiry);
        Assert.Equal("COMPLETED", Text(run, "state"));
        Assert.Equal(
            ["STARTED", "OPENED", "ASSIGNED", "COMPLETED", "OPENED", "ASSIGNED", "COMPLETED", "COMPLETED"],
            run.GetProperty("history").EnumerateArray().Select(h => Text(h, "what")));
        Assert.Equal(0L, await Scalar(work, "select count(*) from messaging.schedule where tenant_id = $1"));
    }

    [Fact]
    public async Task The_ladder_hands_the_item_to_the_supervisor_tells_the_director_and_then_is_quiet()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        await work.Happened(inquiry.Triaged(Acuity.Urgent, await work.Now()));
        await work.Outside.Forward(TimeSpan.FromDays(3));
        var item = await work.Find(inquiry, "first-appointment");
        Assert.Equal(("Sue", "BREACHED_OPEN", 2), (Text(item.GetProperty("owner"), "name"), Text(item, "clock"), item.GetProperty("rung").GetInt32()));
        Assert.Equal(
            ["OPENED", "ASSIGNED", "ESCALATED", "REASSIGNED", "ESCALATED"],
            item.GetProperty("history").EnumerateArray().Select(h => Text(h, "what")));
        var sues = await work.Outside.Ask("sue", "{ myWork { nodes { id } } }");
        Assert.Equal(Text(item, "id"), Text(sues.GetProperty("myWork").GetProperty("nodes")[0], "id"));
        await work.Outside.Forward(TimeSpan.FromDays(30));
        Assert.Equal(2, (await work.Find(inquiry, "first-appointment")).GetProperty("rung").GetInt32());

        await work.Happened(inquiry.Booked(await work.Now()));
        Assert.Equal("MET_LATE", Text(await work.Find(inquiry, "first-appointment"), "clock"));
        var escalations = await Scalar(
            work, "select count(*) from messaging.log where tenant_id = $1 and type = 'coordination.step-escalated@1'");
        Assert.Equal(2L, escalations);
    }

    [Fact]
    public async Task The_same_subject_has_one_run_at_a_time_and_may_have_another_later()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        await work.Happened(inquiry.Received, inquiry.Received);
        Assert.Single(await work.All("sue", inquiry));
        await work.Happened(inquiry.Resolved);
        await work.Happened(inquiry.Received);
        Assert.Equal(["CANCELLED", "OPEN"], (await work.All("sue", inquiry)).Select(i => Text(i, "state")).Order());
    }

    [Fact]
    public async Task An_event_that_is_delivered_again_starts_nothing_again()
    {
        var work = await WorkTenant.New();
        var inquiry = new SomeInquiry(await work.Now(), work.People["ada"], team: work.FrontDoor);
        var entry = SomeWork.Logged(inquiry.Received, await work.Now(), position: 4711);
        var first = await work.In(s => s.GetRequiredService<Engine>().Hear(entry, Ct));
        await work.In(s => s.GetRequiredService<Engine>().Hear(SomeWork.Logged(inquiry.Resolved, entry.OccurredAt, 4712), Ct));
        var again = await work.In(s => s.GetRequiredService<Engine>().Hear(entry, Ct));
        Assert.NotEmpty(first);
        Assert.Empty(again);
    }

    [Fact]
    public async Task An_event_that_no_template_waits_for_changes_nothing()
    {
        var work = await WorkTenant.New();
        var entry = SomeWork.Logged(new ClientRegistered(new ClientId(Guid.CreateVersion7(await work.Now()))), await work.Now());
        Assert.Empty(await work.In(s => s.GetRequiredService<Engine>().Hear(entry, Ct)));
    }

    [Fact]
    public async Task The_work_of_merged_clients_is_the_work_of_one_until_they_are_separated()
    {
        var work = await WorkTenant.New();
        var (stays, goes) = (await work.Inquiry("ada"), await work.Inquiry("ada"));
        await work.Happened(new ClientsMerged(stays.Client, goes.Client));
        Assert.Equal(2, (await work.All("sue", stays)).Count);
        Assert.Empty(await work.All("sue", goes));
        await work.Happened(goes.Triaged(Acuity.Urgent, await work.Now()));
        await work.Happened(new ClientsSeparated(stays.Client, goes.Client));
        Assert.Equal(["first-appointment", "triage"], (await work.All("sue", goes)).Select(i => Text(i, "step")).Order());
        Assert.Single(await work.All("sue", stays));
    }

    [Fact]
    public async Task An_event_and_a_timer_at_once_leave_one_truth()
    {
        var work = await WorkTenant.New();
        for (var round = 0; round < 5; round++)
        {
            var inquiry = await work.Inquiry("ada");
            var (run, item) = await work.In(async services =>
            {
                var found = await services.GetRequiredService<CoordinationDb>().WorkItems.SingleAsync(i => i.Subject == inquiry.Inquiry.ToString(), Ct);
                return (found.Workflow, found.Id);
            });
            var now = (await work.Now()).AddMinutes(16);
            var triaged = SomeWork.Logged(inquiry.Triaged(Acuity.Routine, now), now, 5000 + round);
            await Task.WhenAll(
                work.In(s => s.GetRequiredService<Engine>().Wake(run, item, now, Ct)),
                work.In(s => s.GetRequiredService<Engine>().Hear(triaged, Ct)),
                work.In(s => s.GetRequiredService<Engine>().Wake(run, item, now, Ct)));
            var triage = await work.Find(inquiry, "triage");
            Assert.Equal(("COMPLETED", "MET_LATE"), (Text(triage, "state"), Text(triage, "clock")));
            var what = triage.GetProperty("history").EnumerateArray().Select(h => Text(h, "what")).ToList();
            Assert.InRange(what.Count(w => w == "ESCALATED"), 0, 1);
            Assert.Equal("COMPLETED", what[^1]);
        }
    }

    // Random orders of events and waiting, over the real database: the promises of the engine hold afterwards.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_happens_in_whatever_order_the_promises_hold(int seed)
    {
        var work = await WorkTenant.New();
        var random = new Random(seed);
        var inquiries = new List<SomeInquiry>();
        for (var i = 0; i < 4; i++)
        {
            inquiries.Add(await work.Inquiry(random.Next(2) == 0 ? null : "ada"));
        }

        for (var move = 0; move < 20; move++)
        {
            var inquiry = inquiries[random.Next(inquiries.Count)];
            var now = await work.Now();
            await (random.Next(6) switch
            {
                0 => work.Happened(inquiry.Received),
                1 or 2 => work.Happened(inquiry.Triaged(random.GetItems(Enum.GetValues<Acuity>(), 1)[0], now)),
                3 => work.Happened(inquiry.Booked(now)),
                4 => work.Happened(inquiry.Resolved),
                _ => work.Outside.Forward(TimeSpan.FromMinutes(random.Next(1, 3000))),
            });
        }

        await work.In(async services =>
        {
            var db = services.GetRequiredService<CoordinationDb>();
            var running = await db.Workflows.Where(w => w.State == WorkflowState.Running).ToListAsync(Ct);
            Assert.Equal(running.Count, running.Select(w => (w.TemplateKey, w.Subject)).Distinct().Count());
            var items = await db.WorkItems.ToListAsync(Ct);
            Assert.All(items.Where(i => i.IsOpen), i => Assert.True(!i.Holder.IsNobody || i.EscalatedAt is not null));
            Assert.All(items.Where(i => i.IsOpen), i => Assert.Contains(running, w => w.Id == i.Workflow));
            var escalated = await db.History.Where(h => h.What == Happening.Escalated).ToListAsync(Ct);
            Assert.Equal(escalated.Count, escalated.Select(h => (h.Item, h.Rung)).Distinct().Count());
            Assert.All(items, i => Assert.Equal(i.Rung, escalated.Where(h => h.Item == i.Id).Select(h => h.Rung ?? 0).DefaultIfEmpty().Max()));
            return true;
        });
        Assert.Equal(
            await Scalar(work, "select count(*) from coordination.work_items where tenant_id = $1 and state = 'open' and rung < 2"),
            await Scalar(work, "select count(*) from messaging.schedule where tenant_id = $1"));
    }

    private static async Task<JsonElement> Run(WorkTenant work, SomeInquiry inquiry)
    {
        var item = (await work.All("sue", inquiry))[0];
        var found = await work.Outside.Ask(
            "sue", "query($id: ID!) { workItem(id: $id) { workflow { state steps { key state } history { what } } } }", new { id = Text(item, "id") });
        return found.GetProperty("workItem").GetProperty("workflow");
    }

    private static IEnumerable<string> States(JsonElement run) => run.GetProperty("steps").EnumerateArray().Select(s => Text(s, "state"));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static async Task<long> Scalar(WorkTenant work, string sql)
    {
        await using var command = work.Outside.Host.Database.Administrator.CreateCommand(sql);
        command.Parameters.AddWithValue(work.Outside.Tenant.Id.Value);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}
