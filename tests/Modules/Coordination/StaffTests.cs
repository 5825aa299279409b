using System.Text.Json.Nodes;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

public sealed class StaffTests
{
    private static readonly DateTimeOffset Monday = Local("2025-06-30 09:00");
    private static readonly Target OnDutyThen = new() { Queue = "front-door", OnDuty = true };

    [Fact]
    public void Who_is_on_duty_gets_the_step_in_person()
    {
        var staff = Staff(new OnDuty(FrontDoor, Ben, Monday.AddHours(-1)), new OnDuty(FrontDoor, Ada, Monday.AddHours(1)));
        Assert.Equal(new Holder(Ben, FrontDoor), Find(staff, OnDutyThen));
    }

    [Fact]
    public void The_queue_waits_for_who_comes_on_duty_before_the_step_is_due_and_not_for_who_comes_later()
    {
        Assert.Equal(new Holder(null, FrontDoor), Find(Staff(new OnDuty(FrontDoor, Ada, Monday.AddHours(1))), new Target { Queue = "front-door" }));
        var passed = new List<PassedOver>();
        Assert.Null(Find(Staff(new OnDuty(FrontDoor, Ada, Monday.AddHours(3))), new Target { Queue = "front-door" }, passed));
        Assert.Equal([new PassedOver(Passing.OffDuty, Team: FrontDoor)], passed);
    }

    [Fact]
    public void A_supervisor_who_is_away_is_stood_in_for_before_the_line_goes_further_up()
    {
        var sue = Person(Sue, Dan, "supervisor", away: true) with { Cover = Ben };
        var staff = StaffOf(Person(Ada, Sue, "intake-worker"), Person(Ben, Sue, "intake-worker"), sue, Director);
        var found = staff.Find([new Target { SupervisorOfOwner = true }], Facts.None, new Holder(Ada, FrontDoor), 0, elsewhere: true);
        Assert.Equal(new Holder(Ben, FrontDoor), found);
    }

    [Fact]
    public void A_role_whose_only_holder_is_away_is_held_by_the_cover()
    {
        var sue = Person(Sue, Dan, "supervisor", away: true) with { Cover = Ben };
        var passed = new List<PassedOver>();
        var found = StaffOf(Person(Ben, Sue, "intake-worker"), sue)
            .Find([new Target { Role = "supervisor" }], Facts.None, Holder.Nobody, 0, passed: passed);
        Assert.Equal(Ben, found?.Owner);
        Assert.Equal([new PassedOver(Passing.Absent, Sue)], passed);
    }

    [Fact]
    public void A_rule_that_may_find_nobody_or_puts_duty_beside_a_person_is_not_published()
    {
        var definition = SomeTemplate.WelcomeCall();
        definition["steps"]![0]!["owner"] = JsonNode.Parse("""[{ "role": "supervisor", "onDuty": true }, { "queue": "front-door", "onDuty": true }]""");
        var findings = DefinitionReview.Of(Definition(definition.ToJsonString()), EventCatalogue.Contracts);
        Assert.Equal(["steps[0].owner[0]", "steps[0].owner"], findings.Select(f => f.Path));
    }

    private static Staff Staff(params OnDuty[] duty) => new(
        [Person(Ada, Sue, "intake-worker"), Person(Ben, Sue, "intake-worker")], [new Team(FrontDoor, "front-door", "Front Door", null)],
        new Availability(
            Array.Empty<Delegated>().ToLookup(d => d.Person), new HashSet<TeamId> { FrontDoor }, duty, new Dictionary<UserId, int>(),
            RoleBoundaries.None));

    private static Holder? Find(Staff staff, Target target, List<PassedOver>? passed = null) => staff.Find(
        [target], Facts.None, Holder.Nobody, 0, need: new Need(StepKind.CareCoordination, "t", Monday, Monday.AddHours(2), Capped: true), passed: passed);
}
