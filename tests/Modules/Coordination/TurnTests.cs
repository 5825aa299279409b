using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

public sealed class TurnTests
{
    private static readonly DateTimeOffset Monday = Local("2025-06-30 09:00");

    [Fact]
    public void An_inquiry_opens_triage_for_its_owner_within_fifteen_business_minutes()
    {
        var run = Started(new SomeInquiry(Monday, Ada));
        var triage = Assert.Single(run.Items);
        Assert.Equal(("triage", Ada, FrontDoor), (triage.Step, triage.Owner, triage.Team));
        Assert.Equal(Monday.AddMinutes(15), triage.DueAt);
        Assert.Equal(triage.DueAt, run.Timers[triage]);
        Assert.Equal([typeof(WorkflowStarted), typeof(StepOpened)], run.Events.Select(e => e.GetType()));
    }

    [Fact]
    public void The_first_contact_at_the_crisis_line_counts_by_the_clock_whatever_the_hour()
    {
        var night = Local("2025-06-29 23:00");
        Assert.Equal(night.AddMinutes(15), Started(new SomeInquiry(night, Ada, Door.CrisisLine)).Item("triage").DueAt);
        Assert.Equal(Local("2025-06-30 08:15"), Started(new SomeInquiry(night, Ada)).Item("triage").DueAt);
    }

    [Fact]
    public void Triage_closes_by_its_event_and_opens_the_appointment_by_acuity_from_the_first_contact()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = Started(inquiry);
        run.Hear(inquiry.Triaged(Acuity.Urgent, Monday.AddMinutes(10)), Monday.AddMinutes(10));
        Assert.Equal(ClockState.Met, run.Item("triage").ClockAt(Monday.AddDays(9)));
        Assert.Equal(10, run.Events.OfType<StepCompleted>().Single().Minutes);
        var appointment = run.Item("first-appointment");
        Assert.Equal((Monday, Local("2025-07-01 17:00")), (appointment.StartsAt, appointment.DueAt));
        Assert.DoesNotContain(run.Item("triage"), run.Timers.Keys);
    }

    [Fact]
    public void The_booking_completes_the_run()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = Started(inquiry);
        run.Hear(inquiry.Triaged(Acuity.Routine, Monday), Monday);
        run.Hear(inquiry.Booked(Monday.AddDays(3)), Monday.AddHours(1));
        Assert.Equal(WorkflowState.Completed, run.Workflow.State);
        Assert.IsType<WorkflowCompleted>(run.Events[^1]);
        Assert.Empty(run.Timers);
    }

    [Fact]
    public void Work_done_early_closes_its_step_the_moment_it_opens_and_is_judged_by_when_it_was_done()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = Started(inquiry);
        run.Hear(inquiry.Booked(Monday.AddDays(3)), Monday.AddMinutes(5));
        Assert.Single(run.Items);
        run.Hear(inquiry.Triaged(Acuity.Urgent, Monday.AddDays(9)), Monday.AddDays(9));
        var appointment = run.Item("first-appointment");
        Assert.Equal((WorkItemState.Completed, ClockState.Met), (appointment.State, appointment.ClockAt(Monday.AddDays(30))));
        Assert.Equal(Monday.AddMinutes(5), appointment.EndedAt);
        Assert.Equal(ClockState.MetLate, run.Item("triage").ClockAt(Monday.AddDays(30)));
        Assert.Equal(WorkflowState.Completed, run.Workflow.State);
    }

    [Fact]
    public void Events_about_another_inquiry_change_nothing()
    {
        var run = Started(new SomeInquiry(Monday, Ada));
        var other = new SomeInquiry(Monday, Ada);
        run.Hear(other.Triaged(Acuity.Urgent, Monday), Monday);
        run.Hear(other.Resolved, Monday);
        Assert.True(run.Item("triage").IsOpen);
        Assert.True(run.Workflow.IsRunning);
    }

    [Fact]
    public void Another_triage_moves_the_due_time_of_the_waiting_appointment_and_the_rungs_to_come()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = Started(inquiry);
        run.Hear(inquiry.Triaged(Acuity.Routine, Monday), Monday);
        Assert.Equal(Local("2025-07-15 17:00"), run.Item("first-appointment").DueAt);
        run.Hear(inquiry.Triaged(Acuity.Urgent, Monday.AddHours(2)), Monday.AddHours(2));
        Assert.Equal(Local("2025-07-01 17:00"), run.Item("first-appointment").DueAt);
        Assert.Equal(Local("2025-07-01 17:00"), run.Timers[run.Item("first-appointment")]);
        Assert.Equal(Local("2025-07-01 17:00"), run.History.Single(h => h.What is Happening.Retimed).DueAt);
        run.Hear(inquiry.Triaged(Acuity.Urgent, Monday.AddHours(3)), Monday.AddHours(3));
        Assert.Single(run.History, h => h.What is Happening.Retimed);
    }

    [Fact]
    public void Whoever_takes_over_the_inquiry_has_its_step_as_well_and_keeps_the_clock()
    {
        var inquiry = new SomeInquiry(Monday);
        var run = Started(inquiry);
        run.Hear(inquiry.Assigned(Ben), Monday.AddMinutes(2));
        Assert.Equal(new Holder(Ben, FrontDoor), run.Item("triage").Holder);
        Assert.Equal(Monday.AddMinutes(15), run.Item("triage").DueAt);
        run.Hear(inquiry.Triaged(Acuity.Emergent, Monday.AddMinutes(3)), Monday.AddMinutes(3));
        run.Hear(inquiry.Assigned(Ada), Monday.AddMinutes(4));
        Assert.Equal(Ada, run.Item("first-appointment").Owner);
        run.Hear(inquiry.Assigned(null), Monday.AddMinutes(5));
        Assert.Equal(new Holder(null, FrontDoor), run.Item("first-appointment").Holder);
        Assert.Equal(3, run.History.Count(h => h is { What: Happening.Reassigned, Reason: "owner-changed" }));
    }

    [Fact]
    public void A_resolved_inquiry_stops_the_run_and_leaves_nothing_overdue()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = Started(inquiry);
        run.Hear(inquiry.Resolved, Monday.AddHours(1));
        Assert.Equal((WorkflowState.Cancelled, "inquiry-resolved"), (run.Workflow.State, run.Workflow.Reason));
        Assert.Equal(ClockState.ClosedNotApplicable, run.Item("triage").ClockAt(Monday.AddDays(1)));
        Assert.Empty(run.Timers);
        Assert.Equal([typeof(StepCancelled), typeof(WorkflowCancelled)], run.Events[^2..].Select(e => e.GetType()));
        var before = run.History.Count;
        run.Hear(inquiry.Triaged(Acuity.Urgent, Monday.AddHours(2)), Monday.AddHours(2));
        Assert.Equal(before, run.History.Count);
    }

    [Fact]
    public void A_step_may_be_cancelled_alone_and_what_follows_opens()
    {
        var definition = FrontDoorWorkflow with
        {
            Cancel = [],
            Steps =
            [
                FrontDoorWorkflow.Steps[0] with
                {
                    CancelWhen = [new Cancellation { Event = "intake.inquiry-resolved@1", Subject = "inquiry", Reason = "not-needed" }],
                },
                FrontDoorWorkflow.Steps[1] with { TimeFrame = new TimeFrame { Limit = new Limit(1, TimeUnit.Hours) }, Retime = [] },
            ],
        };
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = new SomeRun(inquiry.Received, Monday, definition);
        run.Hear(inquiry.Resolved, Monday.AddMinutes(1));
        Assert.Equal(WorkItemState.Cancelled, run.Item("triage").State);
        Assert.True(run.Item("first-appointment").IsOpen);
        Assert.True(run.Workflow.IsRunning);
    }

    [Fact]
    public void Amber_and_red_come_before_overdue()
    {
        var triage = Started(new SomeInquiry(Monday, Ada)).Item("triage");
        Assert.Equal(
            [Urgency.Calm, Urgency.Amber, Urgency.Red, Urgency.Red, Urgency.Overdue],
            new[] { 7, 8, 12, 15, 16 }.Select(m => triage.UrgencyAt(Monday.AddMinutes(m))!.Value));
        Assert.Equal(ClockState.Running, triage.ClockAt(Monday.AddMinutes(15)));
        Assert.Equal(ClockState.BreachedOpen, triage.ClockAt(Monday.AddMinutes(16)));
    }

    [Fact]
    public void A_step_by_hand_completes_with_its_value_and_the_next_opens()
    {
        var byHand = FrontDoorWorkflow with
        {
            Steps = [FrontDoorWorkflow.Steps[0] with { Key = "call-back", Outcome = new MeasurableOutcome { ByHand = new ByHand { Measure = "calls", AtLeast = 1 } } }],
        };
        var run = new SomeRun(new SomeInquiry(Monday, Ada).Received, Monday, byHand);
        run.Take(Monday.AddMinutes(3), turn => turn.CompleteByHand(run.Item("call-back"), 2), Ada);
        Assert.Equal(2, run.Item("call-back").Measured);
        Assert.Equal(WorkflowState.Completed, run.Workflow.State);
        Assert.Equal(Ada, run.History.Single(h => h is { What: Happening.Completed, Item: not null }).By);
    }

    private static SomeRun Started(SomeInquiry inquiry) => new(inquiry.Received, inquiry.Received.ReceivedAt);
}
