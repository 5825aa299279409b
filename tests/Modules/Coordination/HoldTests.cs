using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeFlow;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

/// <summary>Steps that stand still for a reason, and go on.</summary>
public sealed class HoldTests
{
    private static readonly DateTimeOffset Monday = Local("2025-06-30 09:00");

    [Fact]
    public void The_time_of_a_hold_does_not_count_and_nobody_is_told_meanwhile()
    {
        var run = Begin("4 business hours");
        var call = run.Item("call");
        run.Take(Monday.AddHours(1), turn => turn.Hold(call, "hospitalised", Monday.AddDays(30)));
        run.Until(Monday.AddDays(2));
        Assert.Equal((ClockState.OnHold, Urgency.Calm), (call.ClockAt(Monday.AddDays(2)), call.UrgencyAt(Monday.AddDays(2))));
        Assert.Empty(run.Events.OfType<StepEscalated>());
        run.Take(Local("2025-07-02 16:00"), turn => turn.Resume(call));
        Assert.Equal(Local("2025-07-03 10:00"), call.DueAt);
        Assert.Equal(call.DueAt, run.Events.OfType<StepResumed>().Single().DueAt);
        run.Until(call.DueAt);
        Assert.Single(run.Events.OfType<StepEscalated>());
    }

    [Fact]
    public void A_hold_that_nobody_ends_ends_by_itself_at_its_time_even_after_downtime()
    {
        var run = Begin("2 hours");
        run.Take(Monday.AddHours(1), turn => turn.Hold(run.Item("call"), "waiting-for-consent", Monday.AddHours(5)));
        run.WakeAllAt(Monday.AddHours(8));
        Assert.Equal(Monday.AddHours(6), run.Item("call").DueAt);
        Assert.False(run.Item("call").IsHeld);
        Assert.Equal(1, run.Item("call").Rung);
    }

    [Fact]
    public void A_late_step_stays_late_on_hold_and_its_next_rung_waits()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = new SomeRun(inquiry.Received, Monday);
        var triage = run.Item("triage");
        run.Until(Monday.AddMinutes(15));
        run.Take(Monday.AddMinutes(75), turn => turn.Hold(triage, "hospitalised", Monday.AddDays(20)));
        run.Until(Monday.AddDays(1));
        Assert.Equal((ClockState.BreachedOpen, 1), (triage.ClockAt(Monday.AddDays(1)), triage.Rung));
        run.Take(Local("2025-07-01 12:00"), turn => turn.Resume(triage));
        Assert.Equal(Monday.AddMinutes(15), triage.DueAt);
        Assert.Equal(Local("2025-07-01 13:00"), run.Timers[triage]); // one of the two business hours was gone
    }

    [Fact]
    public void Events_hold_a_step_and_let_it_go_on()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var run = new SomeRun(inquiry.Received, Monday, Of(Step("call", Attempts, """
            "hold": [{ "event": "intake.appointment-cancelled@1", "client": "client", "reason": "client-away", "atMost": "14 calendar days" }],
            "resume": [{ "event": "intake.appointment-booked@1", "client": "client" }]
            """, """ "limit": "3 business days" """)));
        run.Hear(new AppointmentCancelled(inquiry.Client, default, null), Monday.AddHours(1));
        Assert.Equal(("client-away", DateOnly.Parse("2025-07-14", null)), (run.Item("call").HoldReason, Office.DayOf(run.Item("call").HeldUntil!.Value)));
        run.Hear(inquiry.Booked(Monday.AddDays(9)), Local("2025-07-02 10:00"));
        Assert.Equal(Local("2025-07-07 17:00"), run.Item("call").DueAt); // held over the end of 1 July, and the 4th is a holiday
    }

    [Fact]
    public void A_hold_over_the_end_of_the_last_day_leaves_the_step_in_time()
    {
        var run = new SomeRun(new SomeInquiry(Monday, Ada).Received, Monday, Of(Step("call", Attempts, timeFrame: "\"limit\": \"1 business day\"")));
        run.Take(Local("2025-07-01 12:00"), turn => turn.Hold(run.Item("call"), "hospitalised", Monday.AddDays(30)));
        run.Take(Local("2025-07-03 09:00"), turn => turn.Resume(run.Item("call")));
        Assert.Equal((Local("2025-07-03 17:00"), 0), (run.Item("call").DueAt, run.Item("call").Rung));
    }

    [Fact]
    public void What_is_done_during_a_hold_is_judged_without_the_time_of_the_hold()
    {
        var run = Begin("2 hours");
        run.Take(Monday.AddHours(1), turn => turn.Hold(run.Item("call"), "hospitalised", Monday.AddDays(3)));
        run.Take(Monday.AddDays(1), turn => turn.CompleteByHand(run.Item("call"), 1));
        Assert.Equal(ClockState.Met, run.Item("call").ClockAt(Monday.AddDays(1)));
        Assert.Empty(run.Timers);
    }

    private static SomeRun Begin(string limit) => new(
        new SomeInquiry(Monday, Ada).Received, Monday, Of(Step("call", Attempts, timeFrame: $"\"limit\": \"{limit}\"")));
}
