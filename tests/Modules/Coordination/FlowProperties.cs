using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeFlow;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

/// <summary>A workflow with everything in it keeps its promises whatever happens, in whatever order.</summary>
public sealed class FlowProperties
{
    private static readonly DateTimeOffset Start = Local("2025-10-30 16:30");

    private static readonly WorkflowDefinition Everything = Of(
        Step("triage", Triaged, """ "hold": [{ "event": "intake.appointment-cancelled@1", "client": "client", "reason": "away", "atMost": "3 calendar days" }] """),
        Step("visit", Attempts, """ "after": ["triage"], "if": { "field": "triage.acuity", "equals": "urgent" }, "optional": true """),
        Step("letter", Attempts, """ "after": ["triage"], "if": { "not": { "field": "triage.acuity", "equals": "urgent" } } """),
        Step("contact", Attempts, """
            "after": ["triage"], "repeat": { "every": "7 calendar days", "times": 4,
              "until": [{ "event": "intake.appointment-booked@1", "subject": "inquiry", "reason": "booked" }] }
            """, """ "limit": "4 business hours" """),
        Step("either", Attempts, """ "after": ["visit", "letter"], "join": "any" """, """ "from": "previous", "limit": "2 business days" """),
        Step("close", Attempts, """ "after": ["either", "contact"] """));

    [Fact]
    public void The_promises_of_a_run_hold_whatever_happens() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Moves().ListOf().ToArbitrary(), moves =>
        {
            var inquiry = new SomeInquiry(Start, Ada);
            var run = new SomeRun(inquiry.Received, Start, Everything);
            var now = Start;
            foreach (var move in moves)
            {
                now += TimeSpan.FromMinutes(move.Later);
                Make(move, run, inquiry, now);
                Holds(run, now);
            }

            Finish(run, inquiry, now);
        }));

    private static void Make(Move move, SomeRun run, SomeInquiry inquiry, DateTimeOffset now)
    {
        var open = run.Items.Where(i => i.IsOpen).ToList();
        var item = open.Count == 0 ? null : open[move.Pick % open.Count];
        switch (move.Kind)
        {
            case Kind.Triage:
                run.Hear(inquiry.Triaged((Acuity)(move.Pick % 3), now), now);
                break;
            case Kind.Book:
                run.Hear(inquiry.Booked(now), now);
                break;
            case Kind.Miss:
                run.Hear(new AppointmentCancelled(inquiry.Client, default, null), now);
                break;
            case Kind.Wait:
                run.WakeAllAt(now);
                break;
            case Kind.Spurious:
                run.Items.ToList().ForEach(i => run.Take(now, turn => turn.Wake(i)));
                break;
            case Kind.Complete when item is not null && item.Step != "triage":
                run.Take(now, turn => turn.CompleteByHand(item, 1));
                break;
            case Kind.Hold when item is { IsHeld: false }:
                run.Take(now, turn => turn.Hold(item, "hospitalised", now.AddMinutes(1 + move.Pick)));
                break;
            case Kind.Resume when item is { IsHeld: true }:
                run.Take(now, turn => turn.Resume(item));
                break;
            case Kind.Migrate when run.Workflow.IsRunning:
                var before = run.Items.Select(i => (i.Id, i.State, i.DueAt, i.Holder, i.Rung)).ToList();
                run.Take(now, turn => turn.Migrate(WorkflowTemplate.Draft(Everything, 2, now)));
                Assert.Equal(before, run.Items.Select(i => (i.Id, i.State, i.DueAt, i.Holder, i.Rung)));
                break;
            case Kind.LeaveOut when item is { Step: "visit" }:
                run.Take(now, turn => turn.LeaveOut(item, "not-wanted"));
                break;
        }
    }

    private static void Holds(SomeRun run, DateTimeOffset now)
    {
        // One round after the other, none while another is open, and no more than there may be.
        foreach (var rounds in run.Items.GroupBy(i => i.Step))
        {
            Assert.Equal(Enumerable.Range(1, rounds.Count()), rounds.Select(r => r.Round));
            Assert.True(rounds.Count() <= (rounds.Key == "contact" ? 4 : 1));
            Assert.True(rounds.SkipLast(1).All(r => !r.IsOpen));
        }

        // Only one of the two branches is taken.
        Assert.True(run.Items.Count(i => i.Step is "visit" or "letter") <= 1);
        Assert.Equal(run.Items.Any(i => i.Step is "visit" or "letter") ? 1 : 0, run.History.Count(h => h.What is Happening.Skipped));

        // Something will move a run that goes on: every open item, and every step between rounds, has a timer until its ladder ends.
        foreach (var item in run.Items.Where(i => i.IsOpen))
        {
            Assert.Equal(item.IsHeld || item.Rung < 1, run.Timers.ContainsKey(item));
            Assert.True(item.AmberAt <= item.RedAt && item.RedAt <= item.DueAt, $"{item.Step}: {item.StartsAt:o} {item.AmberAt:o} {item.RedAt:o} {item.DueAt:o} {string.Join(';', item.Holds)}");
            Assert.True(!item.IsHeld || item.HeldUntil == run.Timers[item]);
        }

        Assert.True(!run.Workflow.IsRunning || run.Items.Any(i => i.IsOpen) || run.Timers.Count > 0);
        Assert.True(run.Workflow.IsRunning || (run.Timers.Count == 0 && run.Items.All(i => !i.IsOpen)));

        // Nothing is told twice, and the spans of holds lie apart and in the past.
        Assert.All(run.Events.OfType<StepEscalated>().GroupBy(e => (e.Item, e.Rung)), g => Assert.Single(g));
        foreach (var item in run.Items)
        {
            Assert.All(item.Holds, h => Assert.True(h.From < h.To && h.To <= now));
            Assert.All(item.Holds.Zip(item.Holds.Skip(1)), p => Assert.True(p.First.To <= p.Second.From));
        }
    }

    // Whatever has happened so far, the work can be done and then the run ends.
    private static void Finish(SomeRun run, SomeInquiry inquiry, DateTimeOffset now)
    {
        for (var days = 0; run.Workflow.IsRunning && days < 100; days++)
        {
            now = now.AddDays(1);
            run.Until(now);
            run.Hear(inquiry.Triaged(Acuity.Urgent, now), now);
            while (run.Items.FirstOrDefault(i => i.IsOpen && i.Step != "triage") is { } item)
            {
                run.Take(now, turn => turn.CompleteByHand(item, 1));
            }
        }

        Assert.Equal(WorkflowState.Completed, run.Workflow.State);
        Assert.Empty(run.Timers);
    }

    private static Gen<Move> Moves() =>
        from kind in Gen.Elements(Enum.GetValues<Kind>())
        from pick in Gen.Choose(0, 5000)
        from minutes in Gen.Frequency((3, Gen.Choose(0, 30)), (2, Gen.Choose(30, 600)), (1, Gen.Choose(600, 20_000)))
        select new Move(kind, pick, minutes);

    private enum Kind
    {
        Triage,
        Book,
        Miss,
        Wait,
        Spurious,
        Complete,
        Hold,
        Resume,
        LeaveOut,
        Migrate,
    }

    private sealed record Move(Kind Kind, int Pick, int Later);
}
