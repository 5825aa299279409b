using System.Text.Json.Nodes;
using CarePlatform.Platform;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

/// <summary>A step that checks what somebody did never goes to them, whatever the rule says.</summary>
public sealed class StepsThatCheckTests
{
    private static readonly IReadOnlySet<UserId> Never = new HashSet<UserId> { Sue };

    [Fact]
    public void The_chain_goes_on_to_the_next_at_once_and_says_why()
    {
        var passed = new List<PassedOver>();
        var staff = new Staff([Person(Sue, Dan, "supervisor"), Director], []);
        Assert.Equal(Dan, staff.Find([new Target { Role = "supervisor" }, new Target { Role = "clinical-director" }], Facts.None, Holder.Nobody, 0, passed: passed, never: Never)?.Owner);
        Assert.Contains(new PassedOver(Passing.Concerned, Sue), passed);
    }

    [Fact]
    public void Nor_does_it_come_to_them_as_a_cover_or_as_the_only_one_of_a_queue()
    {
        var covered = new Staff([Person(Sue, Dan, "supervisor"), Person(Ada, Sue, "intake-worker", away: true) with { Cover = Sue }], []);
        Assert.Null(covered.Find([new Target { Role = "intake-worker" }], Facts.None, Holder.Nobody, 0, never: Never));
        var door = new Team(FrontDoor, "front-door", "Front Door", null);
        Assert.Null(new Staff([Person(Sue, Dan, "supervisor")], [door]).Find([new Target { Queue = "front-door" }], Facts.None, Holder.Nobody, 0, never: Never));
        Assert.NotNull(new Staff([Person(Sue, Dan, "supervisor"), Person(Ada, Sue, "intake-worker")], [door])
            .Find([new Target { Queue = "front-door" }], Facts.None, Holder.Nobody, 0, never: Never));
    }

    [Fact]
    public void What_keeps_somebody_from_a_step_must_be_a_person_whom_an_event_names()
    {
        var definition = SomeTemplate.WelcomeCall();
        definition["steps"]![0]!["notTo"] = JsonNode.Parse("""["start.client", "start.nobody"]""");
        var findings = DefinitionReview.Of(Definition(definition.ToJsonString()), EventCatalogue.Contracts);
        Assert.Equal(["steps[0].notTo[0]", "steps[0].notTo[1]"], findings.Select(f => f.Path));
    }
}
