using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

/// <summary>Whatever happens, in whatever order: the promises of a run hold after each move.</summary>
public sealed class TurnProperties
{
    private static readonly DateTimeOffset Start = Local("2025-06-27 16:30");

    private static readonly Staff[] Rosters =
    [
        Everybody,
        StaffOf(Director),
        StaffOf(),
        StaffOf(Person(Ada, Sue, "intake-worker", away: true), Person(Sue, Dan, "supervisor")),
        StaffOf(Person(Ada, null, "intake-worker"), Person(Ben, Ada, "supervisor")),
    ];

    [Fact]
    public void The_promises_of_a_run_hold_whatever_happens() => Prop.ForAll(
        Moves().ListOf().ToArbitrary(), moves => { _ = HoldsThrough(moves); }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_step_that_opened_while_nobody_was_there_is_escalated_in_vain_once_and_told_once_to_whoever_comes()
    {
        var run = HoldsThrough(
        [
            new Move(Kind.Roster, Acuity.Routine, 2),
            new Move(Kind.Triage, Acuity.Routine, 10),
            new Move(Kind.Spurious, Acuity.Routine, 30),
            new Move(Kind.Roster, Acuity.Routine, 30),
            new Move(Kind.Wait, Acuity.Routine, 60),
            new Move(Kind.Spurious, Acuity.Routine, 60),
        ]);
        var told = run.Events.OfType<StepEscalated>().Where(e => e.Step == "first-appointment" && e.Rung == 0).ToList();
        Assert.Equal([false, true], told.Select(TellsSomebody));
        Assert.Equal(run.Item("first-appointment").Holder, new Holder(told[1].Owner, told[1].Team));
    }

    [Fact]
    public void Somebody_is_looked_for_also_after_the_last_rung()
    {
        var run = HoldsThrough(
        [
            new Move(Kind.Roster, Acuity.Routine, 2),
            new Move(Kind.Triage, Acuity.Routine, 10),
            new Move(Kind.Wait, Acuity.Routine, 30_000),
            new Move(Kind.Wait, Acuity.Routine, 60),
        ]);
        var item = run.Item("first-appointment");
        Assert.Equal((2, true, true), (item.Rung, item.OverdueAt is not null, item.Holder.IsNobody));
        run.Staff = Everybody;
        run.WakeAllAt(run.Timers[item]);
        Assert.False(item.Holder.IsNobody);
    }

    [Fact]
    public void Nobody_is_looked_for_any_more_when_somebody_has_taken_it()
    {
        var run = HoldsThrough(
        [
            new Move(Kind.Roster, Acuity.Routine, 2),
            new Move(Kind.Triage, Acuity.Routine, 10),
            new Move(Kind.Wait, Acuity.Routine, 30_000),
            new Move(Kind.Wait, Acuity.Routine, 60),
            new Move(Kind.Claim, Acuity.Routine, 10),
        ]);
        var item = run.Item("first-appointment");
        Assert.Equal(Ben, item.Owner);
        Assert.DoesNotContain(item, run.Timers.Keys);
    }

    [Fact]
    public void The_same_happenings_always_make_the_same_history() => Prop.ForAll(Moves().ListOf().ToArbitrary(), moves =>
    {
        var inquiry = new SomeInquiry(Start, Ada);
        var (first, second) = (new SomeRun(inquiry.Received, Start), new SomeRun(inquiry.Received, Start));
        var now = Start;
        foreach (var move in moves.Where(m => m.Kind is not Kind.Roster))
        {
            now += TimeSpan.FromMinutes(move.MinutesLater);
            Make(move, first, inquiry, now);
            Make(move, second, inquiry, now);
        }

        Assert.Equal(Lines(first), Lines(second));
    }).QuickCheckThrowOnFailure();

    private static SomeRun HoldsThrough(IEnumerable<Move> moves)
    {
        var inquiry = new SomeInquiry(Start, Ada);
        var run = new SomeRun(inquiry.Received, Start);
        var ended = new Dictionary<string, WorkItemState>();
        var now = Start;
        Holds(run, ended);
        foreach (var move in moves)
        {
            now += TimeSpan.FromMinutes(move.MinutesLater);
            Make(move, run, inquiry, now);
            Holds(run, ended);
        }

        return run;
    }

    private static bool TellsSomebody(StepEscalated told) => told.Notified is not null || told.NotifiedTeam is not null;

    private static IEnumerable<(int, Happening, string?, DateTimeOffset)> Lines(SomeRun run) =>
        run.History.Select(h => (h.Number, h.What, run.Items.FirstOrDefault(i => i.Id == h.Item)?.Step, h.At));

    private static void Make(Move move, SomeRun run, SomeInquiry inquiry, DateTimeOffset now)
    {
        switch (move.Kind)
        {
            case Kind.Triage:
                run.Hear(inquiry.Triaged(move.Acuity, now), now);
                break;
            case Kind.Assign:
                run.Hear(inquiry.Assigned(move.Acuity is Acuity.Routine ? null : Ben), now);
                break;
            case Kind.Book:
                run.Hear(inquiry.Booked(now), now);
                break;
            case Kind.Resolve:
                run.Hear(inquiry.Resolved, now);
                break;
            case Kind.Other:
                run.Hear(new SomeInquiry(now).Resolved, now);
                break;
            case Kind.Roster:
                run.Staff = Rosters[move.MinutesLater % Rosters.Length];
                break;
            case Kind.Wait:
                run.WakeAllAt(now);
                break;
            case Kind.Spurious:
                run.Items.ForEach(i => run.Take(now, turn => turn.Wake(i)));
                break;
            case Kind.Claim when run.Items.FirstOrDefault(i => i.IsOpen) is { } item:
                run.Take(now, turn => turn.Claim(item, Ben), Ben);
                break;
        }
    }

    private static void Holds(SomeRun run, Dictionary<string, WorkItemState> ended)
    {
        // A step opens once, and what has ended stays as it ended.
        Assert.Equal(run.Items.Count, run.Items.Select(i => i.Step).Distinct().Count());
        foreach (var item in run.Items.Where(i => !i.IsOpen))
        {
            Assert.True(ended.TryAdd(item.Step, item.State) || ended[item.Step] == item.State);
            Assert.DoesNotContain(item, run.Timers.Keys);
        }

        Assert.DoesNotContain(run.Items, i => i.IsOpen && ended.ContainsKey(i.Step));

        // Each rung fires once and in order. Rung 0 is told twice at most: in vain while nobody at all is there, then to who is found.
        foreach (var told in run.Events.OfType<StepEscalated>().GroupBy(e => e.Step))
        {
            var rungs = told.Where(e => e.Rung > 0).Select(e => e.Rung).ToList();
            Assert.Equal(rungs.Distinct().Order(), rungs);
            var ownerless = told.Where(e => e.Rung == 0).Select(TellsSomebody).ToList();
            Assert.Equal(ownerless.Distinct().Order(), ownerless);
        }

        // An open step has an owner or an escalation, and a timer while its time or its ladder goes on, or somebody is looked for; it is not
        // told twice that it is late.
        foreach (var item in run.Items.Where(i => i.IsOpen))
        {
            Assert.True(!item.Holder.IsNobody || item.EscalatedAt is not null);
            Assert.Equal(item.Rung < 2 || item.OverdueAt is null || item.Holder.IsNobody, run.Timers.ContainsKey(item));
            Assert.True(item.OverdueAt is null || item.OverdueAt >= item.DueAt);
            Assert.True(item.AmberAt <= item.RedAt && item.RedAt <= item.DueAt);
        }

        // A run that goes on has something to wait for; one that has ended has not.
        Assert.Equal(run.Workflow.IsRunning, run.Items.Any(i => i.IsOpen));
        Assert.Equal(run.Workflow.IsRunning ? 0 : 1, run.Events.Count(e => e is WorkflowCompleted or WorkflowCancelled));

        // The history has no gap, and nothing in it is older than what comes before.
        Assert.Equal(Enumerable.Range(1, run.History.Count), run.History.Select(h => h.Number));
        Assert.Equal(run.History.Select(h => h.At).Order(), run.History.Select(h => h.At));
    }

    private static Gen<Move> Moves() =>
        from kind in Gen.Elements(Enum.GetValues<Kind>())
        from acuity in Gen.Elements(Enum.GetValues<Acuity>())
        from minutes in Gen.Frequency((3, Gen.Choose(0, 30)), (2, Gen.Choose(30, 600)), (1, Gen.Choose(600, 20_000)))
        select new Move(kind, acuity, minutes);

    private enum Kind
    {
        Triage,
        Assign,
        Book,
        Resolve,
        Other,
        Roster,
        Wait,
        Spurious,
        Claim,
    }

    private sealed record Move(Kind Kind, Acuity Acuity, int MinutesLater);
}
