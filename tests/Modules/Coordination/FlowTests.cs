using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeFlow;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

/// <summary>Branches, joins, steps that may be left out and steps that come round again.</summary>
public sealed class FlowTests
{
    private static readonly DateTimeOffset Monday = Local("2025-06-30 09:00");

    private static readonly WorkflowDefinition Forked = Of(
        Step("triage", Triaged),
        Step("home-visit", Attempts, """ "after": ["triage"], "if": { "field": "triage.acuity", "oneOf": ["emergent", "urgent"] } """),
        Step("report", Attempts, """ "after": ["home-visit"] """),
        Step("letter", Attempts, """ "after": ["triage"], "if": { "not": { "field": "triage.acuity", "oneOf": ["emergent", "urgent"] } } """),
        Step("file", Attempts, """ "after": ["report", "letter"] """));

    [Theory]
    [InlineData(Acuity.Urgent, new[] { "home-visit", "report" })]
    [InlineData(Acuity.Routine, new[] { "letter" })]
    public void A_run_takes_the_branch_of_its_field_and_comes_together_again(Acuity acuity, string[] way)
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = new SomeRun(inquiry.Received, Monday, Forked);
        run.Hear(inquiry.Triaged(acuity, Monday), Monday);
        foreach (var step in way)
        {
            Assert.Equal([step], Open(run));
            Complete(run, step);
        }

        Assert.Equal(["file"], Open(run));
        Complete(run, "file");
        Assert.Equal(WorkflowState.Completed, run.Workflow.State);
        Assert.Equal(3 - way.Length, run.History.Count(h => h.What is Happening.Skipped));
    }

    [Fact]
    public void Parallel_steps_are_open_at_once_and_a_join_waits_for_all_or_for_the_first()
    {
        var run = Begin(Of(
            Step("call", Attempts), Step("write", Attempts), Step("all", Attempts, """ "after": ["call", "write"] """),
            Step("first", Attempts, """ "after": ["call", "write"], "join": "any" """)));
        Assert.Equal(["call", "write"], Open(run));
        Complete(run, "write");
        Assert.Equal(["call", "first"], Open(run));
        Complete(run, "call");
        Assert.Equal(["all", "first"], Open(run));
    }

    [Fact]
    public void The_measured_value_of_a_step_chooses_a_branch()
    {
        var run = Begin(Of(
            Step("score", Attempts), Step("follow-up", Attempts, """ "after": ["score"], "if": { "field": "score.measured", "atLeast": 3 } """)));
        Complete(run, "score", 2);
        Assert.Equal(WorkflowState.Completed, run.Workflow.State);
    }

    [Fact]
    public void What_comes_after_a_step_that_is_left_out_opens()
    {
        var run = Begin(Of(Step("gift", Attempts, """ "optional": true """), Step("thanks", Attempts, """ "after": ["gift"] """)));
        run.Take(Monday, turn => turn.LeaveOut(run.Item("gift"), "not-wanted"));
        Assert.Equal(("not-wanted", ClockState.ClosedNotApplicable), (run.Item("gift").Reason, run.Item("gift").ClockAt(Monday)));
        Assert.Equal(["thanks"], Open(run));
    }

    [Fact]
    public void A_repeated_step_comes_round_on_its_day_until_the_event_comes()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = new SomeRun(inquiry.Received, Monday, Of(
            Step("contact", Attempts, """ "repeat": { "every": "7 calendar days", "until": [{ "event": "intake.appointment-booked@1", "subject": "inquiry", "reason": "booked" }] } """),
            Step("close", Attempts, """ "after": ["contact"] """)));
        Complete(run, "contact");
        Assert.Empty(Open(run));
        Assert.True(run.Workflow.IsRunning);
        run.Until(Local("2025-07-06 23:59"));
        Assert.Empty(Open(run));
        run.Until(Local("2025-07-07 00:00"));
        Assert.Equal(["contact"], Open(run));
        Assert.Equal([1, 2], run.Items.Select(i => i.Round));
        run.Hear(inquiry.Booked(Monday), Local("2025-07-07 10:00"));
        Assert.Equal("booked", run.Items[1].Reason);
        Assert.Equal(["close"], Open(run));
        run.Until(Local("2025-09-01 00:00"));
        Assert.Equal(["close"], Open(run));
    }

    [Fact]
    public void A_round_whose_time_came_while_the_one_before_was_open_is_passed_over()
    {
        var run = Begin(Of(Step("contact", Attempts, """ "repeat": { "every": "7 calendar days", "times": 3 } """)));
        run.Until(Local("2025-07-20 00:00"));
        Assert.Single(run.Items);
        run.Take(Local("2025-07-20 10:00"), turn => turn.CompleteByHand(run.Items[0], 1));
        run.Until(Local("2025-07-21 00:00"));
        Assert.Equal(Local("2025-07-21 00:00"), run.Items[1].OpenedAt);
        run.Take(Local("2025-07-21 10:00"), turn => turn.CompleteByHand(run.Items[1], 1));
        run.WakeAllAt(Local("2025-08-20 10:00")); // after weeks of downtime: one round, not four
        Assert.Equal(3, run.Items.Count);
        run.Take(Local("2025-08-20 11:00"), turn => turn.CompleteByHand(run.Items[2], 1));
        Assert.Equal(WorkflowState.Completed, run.Workflow.State);
        Assert.Empty(run.Timers);
    }

    [Fact]
    public void Months_are_counted_from_the_first_opening_so_that_a_31st_stays_one()
    {
        var every = new Repetition { Every = new Limit(1, TimeUnit.CalendarMonths) };
        var first = Local("2025-10-31 10:00");
        Assert.Equal(Local("2025-11-30 00:00"), every.Next(first, first, Office));
        Assert.Equal(Local("2025-12-31 00:00"), every.Next(first, Local("2025-11-30 10:00"), Office));
        Assert.Equal(Local("2026-02-28 00:00"), every.Next(first, Local("2026-02-01 00:00"), Office));
    }

    [Fact]
    public void A_stopped_run_opens_no_further_round()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = new SomeRun(inquiry.Received, Monday, Of(Step("contact", Attempts, """ "repeat": { "every": "7 calendar days", "times": 3 } """)));
        Complete(run, "contact");
        run.Hear(inquiry.Resolved, Monday.AddDays(1));
        Assert.Equal(WorkflowState.Cancelled, run.Workflow.State);
        Assert.Empty(run.Timers);
    }

    [Fact]
    public void A_step_counts_from_the_end_of_the_step_before_it_even_if_the_log_is_late()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = new SomeRun(inquiry.Received, Monday, Of(
            Step("call", Attempts), Step("triage", Triaged, """ "after": ["call"] """),
            Step("visit", Attempts, """ "after": ["triage"] """, """ "from": "previous", "limit": "2 hours" """),
            Step("note", Attempts, """ "after": ["triage"] """, """ "from": "call", "limit": "2 hours" """)));
        run.Hear(inquiry.Triaged(Acuity.Urgent, Monday.AddMinutes(5)), Monday.AddMinutes(5)); // before it opened
        run.Take(Monday.AddHours(1), turn => turn.CompleteByHand(run.Item("call"), 1));
        Assert.Equal((Monday.AddMinutes(125), Monday.AddHours(3)), (run.Item("visit").DueAt, run.Item("note").DueAt));
    }

    [Fact]
    public void A_moved_appointment_moves_its_clock_and_fired_rungs_stay_fired()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = new SomeRun(inquiry.Received, Monday, Of(
            Step("book", """ "when": { "event": "intake.appointment-booked@1", "subject": "inquiry" } """),
            Step("arrive", Attempts, """
                "after": ["book"], "retime": [{ "event": "intake.appointment-booked@1", "subject": "inquiry", "replaces": "book" }]
                """, """ "from": "book.startsAt", "limit": "1 hour" """)));
        run.Hear(inquiry.Booked(Monday.AddDays(2)), Monday);
        Assert.Equal(Monday.AddDays(2).AddHours(1), run.Item("arrive").DueAt);
        run.Until(Monday.AddDays(3));
        Assert.Equal(1, run.Item("arrive").Rung);
        run.Hear(inquiry.Booked(Monday.AddDays(9)), Monday.AddDays(3));
        Assert.Equal(Monday.AddDays(9).AddHours(1), run.Item("arrive").DueAt);
        Assert.Equal(ClockState.Running, run.Item("arrive").ClockAt(Monday.AddDays(3)));
        run.Until(Monday.AddDays(20));
        Assert.Single(run.Events.OfType<StepEscalated>(), e => e.Step == "arrive");
    }

    [Fact]
    public void An_escalation_asks_for_another_workflow_about_the_same_matter()
    {
        var run = Begin(Of(Step("call", Attempts) with
        {
            Escalation =
            [
                new Rung
                {
                    After = new AfterDue(Limit.Immediately), To = [new Target { Role = "supervisor" }],
                    Do = [EscalationAction.StartWorkflow], Workflow = "outreach",
                },
            ],
        }));
        run.Until(Monday.AddDays(3));
        var asked = Assert.Single(run.Events.OfType<WorkflowRequested>());
        Assert.Equal(("outreach", run.Workflow.Subject, run.Workflow.Client), (asked.Template, asked.Subject, asked.Client));
    }

    private static SomeRun Begin(WorkflowDefinition definition) => new(new SomeInquiry(Monday, Ada).Received, Monday, definition);

    private static void Complete(SomeRun run, string step, decimal measured = 1) =>
        run.Take(Monday, turn => turn.CompleteByHand(run.Items.Last(i => i.Step == step), measured));

    private static IEnumerable<string> Open(SomeRun run) => run.Items.Where(i => i.IsOpen).Select(i => i.Step).Order();
}
