using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

/// <summary>Overdue work of a program under 42 CFR Part 2 stays with its people and with who has administrative control over it (42 CFR 2.12(c)(3)).</summary>
public sealed class Part2EscalationTests
{
    private static readonly UserId Pam = new(Guid.Parse("01900000-0000-7000-8000-00000000000e"));
    private static readonly Target[] Ladder = [new() { SupervisorOfOwner = true }, new() { Role = "supervisor", SameTeam = true }, new() { Role = "supervisor" }];

    [Fact]
    public async Task It_goes_to_others_of_the_program_and_outside_somebody_learns_only_that_nobody_takes_it()
    {
        var work = await WorkTenant.New();
        await Program(work);
        await work.SendAway("sue");
        var inquiry = await work.Inquiry("ada");
        var item = Assert.Single(await work.All("ada", inquiry), i => i.GetProperty("step").GetString() == "triage").GetProperty("id").GetString();
        await work.Outside.Forward(TimeSpan.FromDays(5));

        var overdue = (await work.Outside.Ask("ben", $"query($i: ID!) {{ workItem(id: $i) {WorkTenant.Fields} }}", new { i = item })).GetProperty("workItem");
        Assert.Equal((JsonValueKind.Null, "front-door"), (overdue.GetProperty("owner").ValueKind, overdue.GetProperty("team").GetProperty("key").GetString()));
        Assert.Contains("OUTSIDE_PROGRAM", overdue.GetProperty("history").GetRawText(), StringComparison.Ordinal);
        foreach (var outsider in new[] { "dan", "eve" })
        {
            var seen = (await work.Outside.Ask(
                outsider, "query($i: ID!) { workItem(id: $i) { id } myWork { nodes { step title subject client workflow { subject client } } } workItems(where: { escalatedToMe: true }) { totalCount } }",
                new { i = item })).GetRawText();
            Assert.Contains("\"workItem\":null", seen.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain(inquiry.Client.ToString(), seen, StringComparison.Ordinal);
            Assert.DoesNotContain(inquiry.Inquiry.ToString(), seen, StringComparison.Ordinal);
            Assert.Equal(outsider == "dan", seen.Contains("find-somebody", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Whoever_is_named_as_having_administrative_control_is_given_it_and_sees_whom_it_is_about()
    {
        var work = await WorkTenant.New();
        await Program(work, work.People["dan"]);
        await work.SendAway("sue");
        var inquiry = await work.Inquiry("ada");
        await work.Outside.Forward(TimeSpan.FromDays(5));
        var item = await work.Find(inquiry, "triage");
        Assert.Equal("Dan", item.GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal("front-door", item.GetProperty("team").GetProperty("key").GetString());
        var mine = await work.Outside.Ask("dan", "{ myWork { nodes { subject } } }");
        Assert.Contains(inquiry.Inquiry.ToString(), mine.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("InvalidInput", (await work.Outside.Refused("admin", "changePrivacyPolicy", new
        {
            expectedVersion = 1,
            programs = new[] { new { key = "recovery", title = "Recovery", teams = new[] { work.FrontDoor.ToString() }, administrativeControl = new[] { Pam.ToString() } } },
        }, "privacyPolicy { version }"))[0].GetProperty("__typename").GetString());
    }

    [Fact]
    public void The_programs_own_supervisor_goes_before_the_supervisor_of_the_owner_who_works_elsewhere()
    {
        var passed = new List<PassedOver>();
        var pam = Person(Pam, Dan, "supervisor");
        var found = StaffOf([], Outsider(Sue), pam).Find(Ladder, Facts.None, new Holder(Ada, FrontDoor), 0, elsewhere: true, passed: passed);
        Assert.Equal((new Holder(Pam, FrontDoor), new PassedOver(Passing.OutsideProgram, Sue)), (found, passed[0]));
        // Who stands in for somebody of the program works there too, or does not stand in.
        var away = pam with { Away = true, Cover = Sue };
        Assert.Null(StaffOf([], Outsider(Sue), away).Find(Ladder, Facts.None, new Holder(Ada, FrontDoor), 0, elsewhere: true));
        // Where there is no program nothing changes.
        Assert.Equal(Sue, SomeWork.StaffOf(Person(Ada, Sue, "intake-worker"), Outsider(Sue), pam).Find(Ladder, Facts.None, new Holder(Ada, FrontDoor), 0, elsewhere: true)?.Owner);
    }

    [Fact]
    public void What_a_step_needs_first_is_looked_for_within_the_program_as_well_and_never_lost()
    {
        Target[] owners = [new() { QueueOf = new FieldRef("start", "team") }, new() { Queue = "elsewhere" }, new() { Role = "supervisor" }];
        var facts = Facts.Read($$"""{ "start": { "team": "{{FrontDoor}}" } }""");
        var empty = new Staff([Outsider(Sue)], [new Team(FrontDoor, "front-door", "Front Door", null)], programs: [new Part2Program("recovery", "Recovery", [FrontDoor], [Dan])]);
        Assert.Null(empty.Find(owners, facts, Holder.Nobody, 0, lies: empty.TeamOf(owners, facts)));
        Assert.Null(empty.Within(FrontDoor, Holder.Nobody, null, []));
        var controlled = new Staff([Outsider(Sue), Director], [new Team(FrontDoor, "front-door", "Front Door", null)], programs: [new Part2Program("recovery", "Recovery", [FrontDoor], [Dan])]);
        Assert.Equal(new Holder(Dan, FrontDoor), controlled.Within(FrontDoor, Holder.Nobody, null, []));

        var inquiry = new SomeInquiry(Local("2025-05-01 10:00"));
        var run = new SomeRun(inquiry.Received, Local("2025-05-01 10:00"), staff: empty);
        var item = run.Item("triage");
        Assert.Equal((null, FrontDoor), (item.Owner, item.Team));
        var told = Assert.Single(run.Events.OfType<WorkflowRequested>());
        Assert.Equal(("program-unattended", FrontDoor.ToString(), null), (told.Template, told.Subject, told.Client?.ToString()));
    }

    private static User Outsider(UserId id) => Person(id, Dan, "supervisor") with { Teams = new HashSet<TeamId>() };

    private static Staff StaffOf(IReadOnlyList<UserId> control, params User[] others) => new(
        [Person(Ada, Sue, "intake-worker"), .. others], [new Team(FrontDoor, "front-door", "Front Door", null)],
        programs: [new Part2Program("recovery", "Recovery", [FrontDoor], control)]);

    private static async Task Program(WorkTenant work, params UserId[] control) => await work.Outside.Do("admin", "changePrivacyPolicy", new
    {
        expectedVersion = 0,
        programs = new[]
        {
            new { key = "recovery", title = "Recovery", teams = new[] { work.FrontDoor.ToString() }, administrativeControl = control.Select(u => u.ToString()) },
        },
    }, "privacyPolicy { version programs { administrativeControl } }");
}
