using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CarePlatform.Coordination.Tests;

/// <summary>Steps that fall due together climb their ladders together.</summary>
public sealed class WakeManyTests
{
    private const int Many = 40;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_are_escalated_and_each_once()
    {
        var (work, inquiries) = await Inquiries();
        await work.Outside.Forward(TimeSpan.FromMinutes(20));
        Assert.Equal(Many, await Number(work, "select count(*) from coordination.work_items where tenant_id = $1 and rung = 1 and priority = 'high'"));
        Assert.Equal(Many, await Number(work, "select count(distinct item) from coordination.history where tenant_id = $1 and what = 'escalated'"));
        Assert.Equal(Many, await Number(work, "select count(*) from messaging.log where tenant_id = $1 and type = 'coordination.step-escalated@1'"));
        Assert.Equal(Many, await Number(work, "select count(*) from messaging.schedule where tenant_id = $1"));
        var item = await work.Find(inquiries[^1], "triage");
        Assert.Equal(["OPENED", "ASSIGNED", "ESCALATED", "REASSIGNED"], item.GetProperty("history").EnumerateArray().Select(h => Text(h, "what")));
        Assert.Equal("Sue", Text(item.GetProperty("owner"), "name"));
    }

    [Fact]
    public async Task After_downtime_each_climbs_every_rung_in_order_and_closes_what_was_done_meanwhile()
    {
        var (work, inquiries) = await Inquiries();
        await work.Happened(inquiries[0].Triaged(Intake.Contracts.Acuity.Routine, await work.Now()));
        await work.Outside.Forward(TimeSpan.FromDays(3));
        var rungs = await work.In(services => services.GetRequiredService<CoordinationDb>().History.AsNoTracking()
            .Where(h => h.What == Happening.Escalated).OrderBy(h => h.Workflow).ThenBy(h => h.Number)
            .Select(h => new { h.Item, h.Rung }).ToListAsync(Ct));
        Assert.Equal(Many - 1, rungs.Select(r => r.Item).Distinct().Count());
        Assert.All(rungs.GroupBy(r => r.Item), g => Assert.Equal([1, 2], g.Select(r => r.Rung)));
        Assert.Equal("COMPLETED", Text(await work.Find(inquiries[0], "triage"), "state"));
    }

    [Fact]
    public async Task A_run_that_somebody_is_changing_holds_up_no_other_and_is_woken_when_they_are_done()
    {
        var (work, inquiries) = await Inquiries();
        var now = (await work.Now()).AddMinutes(16);
        var due = await work.In(services => services.GetRequiredService<CoordinationDb>().WorkItems.AsNoTracking()
            .OrderBy(i => i.OpenedAt).Select(i => new StepDue(i.Workflow, i.Id)).ToListAsync(Ct));
        await using (var connection = await work.Outside.Host.Database.Administrator.OpenConnectionAsync(Ct))
        {
            await using var transaction = await connection.BeginTransactionAsync(Ct);
            await using var hold = new NpgsqlCommand("select from coordination.workflows where id = $1 for update", connection, transaction)
            {
                Parameters = { new() { Value = due[0].Workflow.Value } },
            };
            await hold.ExecuteNonQueryAsync(Ct);
            await work.In(services => services.GetRequiredService<Engine>().Wake(due, now, Ct));
            Assert.Equal(Many - 1, await Number(work, "select count(*) from coordination.work_items where tenant_id = $1 and rung = 1"));
        }

        await work.Outside.Forward(TimeSpan.FromMinutes(17));
        Assert.Equal(Many, await Number(work, "select count(*) from coordination.work_items where tenant_id = $1 and rung = 1"));
        Assert.Equal(inquiries.Count, await Number(work, "select count(*) from coordination.history where tenant_id = $1 and what = 'escalated'"));
    }

    [Fact]
    public async Task Whoever_is_on_the_care_team_is_found_for_each_client_apart()
    {
        var work = await WorkTenant.New();
        var definition = SomeTemplate.WelcomeCall();
        definition["steps"]![0]!["escalation"] = JsonNode.Parse(
            """[{ "after": "due", "to": [{ "careTeam": "care-manager" }, { "role": "supervisor" }], "do": ["notify", "reassign"] }]""");
        await work.Publish(await work.Draft(definition));
        var members = new[] { "ben", "eve", "dan", "ben" };
        var now = await work.Now();
        var inquiries = members.Select(_ => new SomeInquiry(now, work.People["ada"], team: work.FrontDoor)).ToList();
        foreach (var (inquiry, member) in inquiries.Zip(members))
        {
            await using var command = work.Outside.Host.Database.Administrator.CreateCommand(
                "insert into coordination.care_team_members (client, person, role, tenant_id) values ($1, $2, 'care-manager', $3)");
            command.Parameters.AddWithValue(inquiry.Client.Value);
            command.Parameters.AddWithValue(work.People[member].Value);
            command.Parameters.AddWithValue(work.Outside.Tenant.Id.Value);
            await command.ExecuteNonQueryAsync(Ct);
        }

        await work.Happened([.. inquiries.Select(i => i.Received)]);
        await work.Outside.Forward(TimeSpan.FromDays(2));
        foreach (var (inquiry, member) in inquiries.Zip(members))
        {
            Assert.Equal(member, Text((await work.Find(inquiry, "call")).GetProperty("owner"), "name").ToLowerInvariant());
        }
    }

    private static async Task<(WorkTenant Work, IReadOnlyList<SomeInquiry> Inquiries)> Inquiries()
    {
        var work = await WorkTenant.New();
        var now = await work.Now();
        var inquiries = Enumerable.Range(0, Many).Select(_ => new SomeInquiry(now, work.People["ada"], team: work.FrontDoor)).ToList();
        await work.Happened([.. inquiries.Select(i => i.Received)]);
        return (work, inquiries);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static async Task<long> Number(WorkTenant work, string sql)
    {
        await using var command = work.Outside.Host.Database.Administrator.CreateCommand(sql);
        command.Parameters.AddWithValue(work.Outside.Tenant.Id.Value);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}
