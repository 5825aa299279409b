using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

public sealed class EscalationTests
{
    private static readonly DateTimeOffset Monday = Local("2025-06-30 09:00");

    [Fact]
    public void A_step_that_is_not_done_goes_to_the_supervisor_and_then_the_director_hears()
    {
        var run = Started(owner: Ada);
        run.Until(Monday.AddMinutes(15));
        var triage = run.Item("triage");
        Assert.Equal((Sue, FrontDoor, Priority.High, 1), (triage.Owner, triage.Team, triage.Priority, triage.Rung));
        run.Until(Local("2025-06-30 11:15"));
        Assert.Equal((Sue, Priority.Highest, 2), (triage.Owner, triage.Priority, triage.Rung));
        Assert.Equal([(1, Sue), (2, Dan)], run.Events.OfType<StepEscalated>().Select(e => (e.Rung, e.Notified!.Value)));
        Assert.Empty(run.Timers);
    }

    [Fact]
    public void The_queue_of_a_team_escalates_to_its_supervisor()
    {
        var run = Started(owner: null);
        Assert.Equal(new Holder(null, FrontDoor), run.Item("triage").Holder);
        run.Until(Monday.AddMinutes(15));
        Assert.Equal(new Holder(Sue, FrontDoor), run.Item("triage").Holder);
    }

    [Fact]
    public void After_downtime_every_rung_fires_once_and_in_order()
    {
        var run = Started(owner: Ada);
        run.WakeAllAt(Monday.AddDays(2));
        run.WakeAllAt(Monday.AddDays(3));
        run.Take(Monday.AddDays(3), turn => turn.Wake(run.Item("triage")));
        Assert.Equal([1, 2], run.Events.OfType<StepEscalated>().Select(e => e.Rung));
        Assert.All(run.Events.OfType<StepEscalated>(), e => Assert.Equal(Monday.AddDays(2), e.EscalatedAt));
    }

    [Fact]
    public void After_downtime_each_is_told_of_a_step_once_by_the_highest_of_their_rungs()
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(DefinitionJson.Write(FrontDoorWorkflow))!;
        var ladder = json["steps"]![0]!["escalation"]!.AsArray();
        ladder[0]!["do"] = new System.Text.Json.Nodes.JsonArray("notify");
        ladder.Insert(1, System.Text.Json.Nodes.JsonNode.Parse("""{ "after": "due + 1 hour", "to": [{ "role": "supervisor" }], "do": ["raise-priority"] }"""));
        var definition = Definition(json.ToJsonString());
        var late = new SomeRun(new SomeInquiry(Monday, Ada).Received, Monday, definition);
        late.WakeAllAt(Monday.AddDays(1));
        var told = late.Events.OfType<StepEscalated>().ToList();
        Assert.Equal([(1, null, true), (2, Sue, false), (3, (UserId?)Dan, false)], told.Select(e => (e.Rung, e.Notified, e.Overtaken)));
        Assert.Equal(["overtaken", "overdue", "overdue"], late.History.Where(h => h.What is Happening.Escalated).Select(h => h.Reason));
        Assert.Equal((3, Priority.Highest), (late.Item("triage").Rung, late.Item("triage").Priority));

        var inTime = new SomeRun(new SomeInquiry(Monday, Ada).Received, Monday, definition);
        inTime.Until(Monday.AddDays(1));
        Assert.Equal([Sue, Sue, Dan], inTime.Events.OfType<StepEscalated>().Select(e => e.Notified!.Value));
        Assert.DoesNotContain(inTime.Events.OfType<StepEscalated>(), e => e.Overtaken);
    }

    [Fact]
    public void That_the_time_has_run_out_is_told_once_where_no_rung_falls_on_that_moment()
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(DefinitionJson.Write(FrontDoorWorkflow))!;
        json["steps"]![0]!["escalation"]![0]!["after"] = "due + 1 hour";
        var run = new SomeRun(new SomeInquiry(Monday, Ada).Received, Monday, Definition(json.ToJsonString()));
        run.Until(Monday.AddMinutes(15));
        Assert.Equal((Monday.AddMinutes(15), Ada), (run.Events.OfType<StepOverdue>().Single().DueAt, run.Item("triage").Owner!.Value));
        run.Take(Monday.AddMinutes(20), turn => turn.Wake(run.Item("triage")));
        run.Until(Monday.AddDays(2));
        Assert.Single(run.Events.OfType<StepOverdue>());
        Assert.Single(run.History, h => h.What is Happening.Overdue);
        Assert.Equal([1, 2], run.Events.OfType<StepEscalated>().Select(e => e.Rung));
        Assert.Empty(run.Timers);

        var escalated = Started(owner: Ada);
        escalated.Until(Monday.AddDays(2));
        Assert.DoesNotContain(escalated.Events, e => e is StepOverdue);
    }

    [Fact]
    public void A_step_that_is_given_more_time_is_told_anew_when_that_has_run_out()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = new SomeRun(inquiry.Received, Monday);
        run.Hear(inquiry.Triaged(Acuity.Emergent, Monday), Monday);
        run.Until(Monday.AddDays(1));
        var item = run.Item("first-appointment");
        Assert.Equal(2, item.Rung);
        run.Hear(inquiry.Triaged(Acuity.Routine, Monday.AddDays(1)), Monday.AddDays(1));
        Assert.Equal(item.DueAt, run.Timers[item]);
        run.Until(item.DueAt);
        Assert.Equal(item.DueAt, run.Events.OfType<StepOverdue>().Single().OverdueAt);
        Assert.Empty(run.Timers);
    }

    [Fact]
    public void A_timer_that_comes_too_early_changes_nothing_and_asks_again()
    {
        var run = Started(owner: Ada);
        run.Take(Monday.AddMinutes(14), turn => turn.Wake(run.Item("triage")));
        Assert.Equal((Ada, 0), (run.Item("triage").Owner, run.Item("triage").Rung));
        Assert.Equal(Monday.AddMinutes(15), run.Timers[run.Item("triage")]);
    }

    [Fact]
    public void A_timer_of_a_step_that_has_ended_changes_nothing()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = new SomeRun(inquiry.Received, Monday);
        run.Hear(inquiry.Triaged(Acuity.Urgent, Monday), Monday);
        run.Take(Monday.AddDays(1), turn => turn.Wake(run.Item("triage")));
        Assert.DoesNotContain(run.Events, e => e is StepEscalated);
    }

    [Fact]
    public void Late_work_is_met_late_and_keeps_who_had_it()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = new SomeRun(inquiry.Received, Monday);
        run.Until(Monday.AddHours(1));
        run.Hear(inquiry.Triaged(Acuity.Routine, Monday.AddHours(1)), Monday.AddHours(1));
        var completed = run.Events.OfType<StepCompleted>().Single();
        Assert.Equal((ClockState.MetLate, 60, Sue), (completed.Clock, completed.Minutes, completed.Owner!.Value));
    }

    [Fact]
    public void A_rung_that_has_fired_does_not_fire_again_when_the_time_frame_moves()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = new SomeRun(inquiry.Received, Monday);
        run.Hear(inquiry.Triaged(Acuity.Emergent, Monday), Monday);
        run.Until(Monday.AddMinutes(20));
        Assert.Equal(1, run.Item("first-appointment").Rung);
        run.Hear(inquiry.Triaged(Acuity.Urgent, Monday.AddMinutes(30)), Monday.AddMinutes(30));
        Assert.Equal(ClockState.Running, run.Item("first-appointment").ClockAt(Monday.AddMinutes(30)));
        run.Until(Local("2025-07-02 12:00"));
        Assert.Equal([1, 2], run.Events.OfType<StepEscalated>().Select(e => e.Rung));
        Assert.Equal(Local("2025-07-02 12:00"), run.Events.OfType<StepEscalated>().Last().EscalatedAt); // close of business, and four business hours
    }

    [Fact]
    public void An_absent_owner_is_passed_over_for_the_team()
    {
        var staff = StaffOf(Person(Ada, Sue, "intake-worker", away: true), Person(Ben, Sue, "intake-worker"), Person(Sue, Dan, "supervisor"), Director);
        Assert.Equal(new Holder(null, FrontDoor), Started(Ada, staff).Item("triage").Holder);
    }

    [Fact]
    public void A_team_without_anybody_is_passed_over_for_the_role_of_the_whole_tenant()
    {
        var staff = StaffOf(Person(Ada, Sue, "intake-worker", active: false), Person(Sue, Dan, "supervisor") with { Teams = new HashSet<TeamId>() }, Director);
        Assert.Equal(Sue, Started(Ada, staff).Item("triage").Owner);
    }

    [Fact]
    public void An_absent_supervisor_is_passed_over_for_theirs()
    {
        var staff = StaffOf(Person(Ada, Sue, "intake-worker"), Person(Sue, Dan, "supervisor", away: true), Director);
        var run = Started(Ada, staff);
        run.Until(Monday.AddMinutes(15));
        Assert.Equal(Dan, run.Item("triage").Owner);
    }

    [Fact]
    public void A_step_without_an_owner_is_itself_an_escalation_to_the_first_of_the_ladder_who_is_there()
    {
        var run = Started(Ada, StaffOf(Director));
        var escalated = run.Events.OfType<StepEscalated>().Single();
        Assert.Equal((EscalationCause.NoOwner, 0, Dan, Dan), (escalated.Cause, escalated.Rung, escalated.Notified!.Value, escalated.Owner!.Value));
        Assert.True(run.Item("triage").AwaitsAcknowledgement);
        run.Until(Monday.AddDays(1));
        Assert.Equal([0, 1, 2], run.Events.OfType<StepEscalated>().Select(e => e.Rung));
    }

    [Fact]
    public void A_step_that_nobody_at_all_can_own_says_so_until_somebody_comes()
    {
        var run = Started(Ada, StaffOf());
        Assert.Equal(Holder.Nobody, run.Item("triage").Holder);
        Assert.Equal((EscalationCause.NoOwner, null), (run.Events.OfType<StepEscalated>().Single().Cause, run.Events.OfType<StepEscalated>().Single().Notified));
        run.Staff = Everybody;
        run.Until(Monday.AddMinutes(15));
        Assert.Equal(Sue, run.Item("triage").Owner);
    }

    [Fact]
    public void A_step_that_nobody_could_own_goes_to_its_owner_when_somebody_is_back_although_no_rung_is_due()
    {
        var definition = System.Text.Json.Nodes.JsonNode.Parse(DefinitionJson.Write(FrontDoorWorkflow))!;
        definition["steps"]![0]!["timeFrame"]!["limit"] = "10 business days";
        var run = new SomeRun(new SomeInquiry(Monday, Ada).Received, Monday, Definition(definition.ToJsonString()), StaffOf());
        run.Until(Monday.AddHours(3));
        Assert.Equal(Holder.Nobody, run.Item("triage").Holder);
        run.Staff = Everybody;
        run.Until(Monday.AddHours(4));
        Assert.Equal((Ada, 0), (run.Item("triage").Owner, run.Item("triage").Rung));
        Assert.Equal([null, Ada], run.Events.OfType<StepEscalated>().Select(e => e.Notified));
        Assert.Equal(Local("2025-07-15 17:00"), run.Timers[run.Item("triage")]);
    }

    [Fact]
    public void A_step_whose_ladder_is_at_its_end_without_anybody_still_finds_somebody()
    {
        var run = Started(Ada, StaffOf());
        run.Until(Monday.AddDays(3));
        Assert.Equal((Holder.Nobody, 2), (run.Item("triage").Holder, run.Item("triage").Rung));
        run.Staff = StaffOf(Director);
        run.Until(Monday.AddDays(4));
        Assert.Equal(Dan, run.Item("triage").Owner);
        Assert.Empty(run.Timers);
    }

    [Fact]
    public void Whoever_let_it_lapse_is_not_told_to_see_to_it()
    {
        var staff = StaffOf(Person(Sue, Dan, "supervisor"), Person(Ben, Dan, "supervisor"), Director);
        var run = Started(Sue, staff);
        run.Until(Monday.AddMinutes(15));
        Assert.Equal(Dan, run.Item("triage").Owner); // her own supervisor
        var alone = Started(Sue, StaffOf(Person(Sue, null, "supervisor"), Person(Ben, null, "supervisor")));
        alone.Until(Monday.AddMinutes(15));
        Assert.Equal(Ben, alone.Item("triage").Owner);
    }

    [Fact]
    public void Supervisors_in_a_circle_do_not_go_round_for_ever()
    {
        var staff = StaffOf(Person(Ada, Sue, "intake-worker"), Person(Sue, Ben, "supervisor", away: true), Person(Ben, Sue, "intake-worker", away: true), Director);
        var run = Started(Ada, staff);
        run.Until(Monday.AddHours(3));
        Assert.Equal((Ada, 2), (run.Item("triage").Owner, run.Item("triage").Rung));
    }

    private static SomeRun Started(UserId? owner, Staff? staff = null) => new(new SomeInquiry(Monday, owner).Received, Monday, staff: staff);
}
