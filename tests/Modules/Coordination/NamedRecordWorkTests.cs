using CarePlatform.Platform;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

/// <summary>Steps about a client whose record is for named people go to these, from the moment in which it becomes so.</summary>
public sealed class NamedRecordWorkTests
{
    private static readonly DateTimeOffset Asked = Local("2025-05-01 10:00");
    private static readonly Team Door = new(FrontDoor, "front-door", "Front Door", null);

    [Fact]
    public void An_open_step_leaves_whoever_may_not_see_the_client_for_whom_the_owner_rule_finds_among_the_named()
    {
        var run = Begun(out var people);
        Assert.Equal((Ada, FrontDoor), (run.Item("triage").Owner, run.Item("triage").Team));
        run.Staff = new Staff(people, [Door], audience: new HashSet<UserId> { Sue });
        run.Take(Asked.AddHours(1), turn => turn.TakeFromWhoMayNotSee());
        Assert.Equal(Sue, run.Item("triage").Owner);
        Assert.Equal("record-restricted", run.History[^1].Reason);
        Assert.Contains(run.History[^1].PassedOver!, p => p.Why is Passing.MayNotSee);
        // It is done once, and later escalations stay among them as well.
        var lines = run.History.Count;
        run.Take(Asked.AddHours(2), turn => turn.TakeFromWhoMayNotSee());
        Assert.Equal(lines, run.History.Count);
        run.Until(Asked.AddDays(9));
        Assert.Equal(Sue, run.Item("triage").Owner);
    }

    [Fact]
    public void A_queue_keeps_a_step_while_all_of_it_may_see_the_client_and_a_named_person_is_found_without_the_rule()
    {
        var run = Begun(out var people, owner: null);
        run.Staff = new Staff(people, [Door], audience: new HashSet<UserId> { Ada, Ben, Sue });
        run.Take(Asked.AddHours(1), turn => turn.TakeFromWhoMayNotSee());
        Assert.Equal((null, FrontDoor), (run.Item("triage").Owner, run.Item("triage").Team));
        var pam = new UserId(Guid.Parse("01900000-0000-7000-8000-00000000000e"));
        var peer = Person(pam, Sue, "peer") with { Teams = new HashSet<TeamId>() };
        run.Staff = new Staff([.. people, peer], [Door], audience: new HashSet<UserId> { pam });
        run.Take(Asked.AddHours(1), turn => turn.TakeFromWhoMayNotSee());
        Assert.Equal(pam, run.Item("triage").Owner);
    }

    private static SomeRun Begun(out User[] people, bool? owner = true)
    {
        people = [Person(Ada, Sue, "intake-worker"), Person(Ben, Sue, "intake-worker"), Person(Sue, Dan, "supervisor"), Director];
        var inquiry = new SomeInquiry(Asked, owner is true ? Ada : null);
        return new SomeRun(inquiry.Received, Asked, staff: new Staff(people, [Door]));
    }
}
