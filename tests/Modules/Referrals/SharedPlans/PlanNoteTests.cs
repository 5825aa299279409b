using Npgsql;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class WritePlanNoteTests
{
    [Fact]
    public async Task What_an_organisation_writes_for_itself_nobody_else_is_shown_the_convenor_neither()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Shared(PlanTenant.Pantry, PlanTenant.Housing);
        await coalition.Outside.Do(PlanTenant.Pantry, "writePlanNote", new { plan, text = "zq-pantry" }, PlanTenant.Note);
        await coalition.Outside.Do(PlanTenant.Owner, "writePlanNote", new { plan, text = "zq-convenor" }, PlanTenant.Note);
        var (pantry, housing, here) = ((await coalition.SeenPlan(PlanTenant.Pantry)).GetRawText(), (await coalition.SeenPlan(PlanTenant.Housing)).GetRawText(), (await coalition.See(plan)).GetRawText());
        Assert.Equal((true, false), (pantry.Contains("zq-pantry", StringComparison.Ordinal), pantry.Contains("zq-convenor", StringComparison.Ordinal)));
        Assert.Equal((false, false), (housing.Contains("zq-pantry", StringComparison.Ordinal), housing.Contains("zq-convenor", StringComparison.Ordinal)));
        Assert.Equal((false, true), (here.Contains("zq-pantry", StringComparison.Ordinal), here.Contains("zq-convenor", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_wall_between_the_organisations_is_the_databases()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Shared(PlanTenant.Pantry, PlanTenant.Housing);
        await coalition.Outside.Do(PlanTenant.Pantry, "writePlanNote", new { plan, text = "zq-pantry" }, PlanTenant.Note);
        Assert.Equal(1, await Rows(coalition, coalition.Partners[PlanTenant.Pantry]));
        Assert.Equal(0, await Rows(coalition, coalition.Partners[PlanTenant.Housing]));
        Assert.Equal(0, await Rows(coalition, null));
    }

    [Fact]
    public async Task What_is_written_to_be_shared_is_read_by_all_as_far_as_it_may_be_and_told_to_nobody()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Shared(PlanTenant.Pantry, PlanTenant.Housing);
        var sleep = await coalition.Goal(plan, "I want to sleep.", "outpatient-mental-health");
        await coalition.Outside.Do(PlanTenant.Pantry, "writePlanNote", new { plan, text = "zq-fed", shared = true }, PlanTenant.Note);
        await coalition.Outside.Do(PlanTenant.Owner, "writePlanNote", new { plan, text = "zq-slept", entry = sleep, shared = true }, PlanTenant.Note);
        var housing = (await coalition.SeenPlan(PlanTenant.Housing)).GetRawText();
        Assert.Equal((true, false), (housing.Contains("zq-fed", StringComparison.Ordinal), housing.Contains("zq-slept", StringComparison.Ordinal)));
        await coalition.Outside.Quiet();
        await using var command = coalition.Outside.Host.Database.Administrator.CreateCommand("select string_agg(payload::text, '') from messaging.log where tenant_id = $1 and type like 'referrals.plan%'");
        command.Parameters.AddWithValue(coalition.Outside.Tenant.Id.Value);
        var told = (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        Assert.Contains(plan, told, StringComparison.Ordinal);
        Assert.DoesNotContain("zq-", told, StringComparison.Ordinal);
        Assert.DoesNotContain("sleep", told, StringComparison.Ordinal);
    }

    // As the application: its role, the tenant's setting, and the setting of whoever's side it serves.
    private static async Task<long> Rows(PlanTenant coalition, string? side)
    {
        await using var connection = await coalition.Outside.Host.Database.Administrator.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            "select set_config('app.tenant', $1, true), set_config('app.organisation', $2, true), set_config('role', 'care_app', true)", connection, transaction);
        command.Parameters.AddWithValue(coalition.Outside.Tenant.Id.Value.ToString());
        command.Parameters.AddWithValue(side is null ? "" : PlanTenant.Raw(side).ToString());
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var count = new NpgsqlCommand("select count(*) from referrals.plan_notes", connection, transaction);
        return (long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}

public sealed class TakeBackPlanNoteTests
{
    [Fact]
    public async Task A_note_that_was_shared_by_mistake_is_its_organisations_own_again_and_the_history_says_so()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Shared(PlanTenant.Pantry, PlanTenant.Housing);
        var note = PlanTenant.IdOf(await coalition.Outside.Do(PlanTenant.Pantry, "writePlanNote", new { plan, text = "zq-pantry", shared = true }, PlanTenant.Note));
        Assert.Contains("zq-pantry", (await coalition.SeenPlan(PlanTenant.Housing)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal("NotFound", await coalition.Refused(PlanTenant.Housing, "takeBackPlanNote", new { note, reason = "TOO_MUCH" }, PlanTenant.Note));
        Assert.Equal("NotFound", await coalition.Refused("supervisor", "takeBackPlanNote", new { note, reason = "TOO_MUCH" }, PlanTenant.Note));

        var own = await coalition.Outside.Do(PlanTenant.Pantry, "takeBackPlanNote", new { note, reason = "WRONG_PERSON" }, PlanTenant.Note);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, own.GetProperty("sharedAt").ValueKind);
        Assert.Equal("NoteNotShared", await coalition.Refused(PlanTenant.Pantry, "takeBackPlanNote", new { note, reason = "OTHER" }, PlanTenant.Note));
        var here = await coalition.See(plan);
        Assert.DoesNotContain("zq-pantry", (await coalition.SeenPlan(PlanTenant.Housing)).GetRawText() + here.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("zq-pantry", (await coalition.SeenPlan(PlanTenant.Pantry)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["NOTE_SHARED ", "NOTE_TAKEN_BACK wrong-person"], here.GetProperty("history").EnumerateArray()
            .Select(s => $"{s.GetProperty("kind")} {s.GetProperty("reason")}").Where(s => s.StartsWith("NOTE", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whoever_has_left_and_a_plan_that_has_ended_still_give_theirs_back()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Shared(PlanTenant.Pantry, PlanTenant.Housing);
        var theirs = PlanTenant.IdOf(await coalition.Outside.Do(PlanTenant.Pantry, "writePlanNote", new { plan, text = "zq-pantry", shared = true }, PlanTenant.Note));
        var ours = PlanTenant.IdOf(await coalition.Outside.Do(PlanTenant.Owner, "writePlanNote", new { plan, text = "zq-convenor", shared = true }, PlanTenant.Note));
        var member = PlanTenant.IdOf((await coalition.See(plan)).GetProperty("members").EnumerateArray()
            .Single(m => m.GetProperty("partner").GetProperty("name").GetString() == "Open Table Pantry"));
        await coalition.Outside.Do(PlanTenant.Pantry, "leaveSharedPlan", new { member, reason = "OTHER" }, PlanTenant.Received);
        await coalition.Outside.Do(PlanTenant.Pantry, "takeBackPlanNote", new { note = theirs, reason = "INCORRECT" }, PlanTenant.Note);
        await coalition.Outside.Do("supervisor", "endSharedPlan", new { plan, reason = "GOALS_REACHED" }, PlanTenant.Plan);
        await coalition.Outside.Do(PlanTenant.Owner, "takeBackPlanNote", new { note = ours, reason = "TOO_MUCH" }, PlanTenant.Note);
        Assert.DoesNotContain("zq-pantry", (await coalition.See(plan)).GetRawText(), StringComparison.Ordinal);
    }
}

public sealed class SharePlanNoteTests
{
    [Fact]
    public async Task A_note_is_shared_by_the_organisation_whose_it_is_and_by_no_other()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Shared(PlanTenant.Pantry, PlanTenant.Housing);
        var note = PlanTenant.IdOf(await coalition.Outside.Do(PlanTenant.Pantry, "writePlanNote", new { plan, text = "zq-pantry" }, PlanTenant.Note));
        Assert.Equal("NotFound", await coalition.Refused(PlanTenant.Housing, "sharePlanNote", new { note }, PlanTenant.Note));
        Assert.Equal("NotFound", await coalition.Refused("supervisor", "sharePlanNote", new { note }, PlanTenant.Note));
        await coalition.Outside.Do(PlanTenant.Pantry, "sharePlanNote", new { note }, PlanTenant.Note);
        Assert.Equal("AlreadyThere", await coalition.Refused(PlanTenant.Pantry, "sharePlanNote", new { note }, PlanTenant.Note));
        Assert.Contains("zq-pantry", (await coalition.SeenPlan(PlanTenant.Housing)).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("zq-pantry", (await coalition.See(plan)).GetRawText(), StringComparison.Ordinal);
    }
}
