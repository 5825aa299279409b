using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

/// <summary>The clocks of the templates that ship, against the worked examples of the operating standards.</summary>
public sealed class ShippedClocksTests
{
    private static readonly DateTimeOffset Asked = Local("2025-05-01 10:00");

    [Theory]
    [InlineData("ambulatory-intensive", "evaluation-and-plan front-door hospital-follow-up")]
    [InlineData("wraparound", "evaluation-and-plan front-door hospital-follow-up")]
    [InlineData("community-coalition", "front-door hospital-follow-up")]
    public void Each_care_model_has_its_templates_and_each_says_where_its_clocks_come_from(string careModel, string keys)
    {
        var templates = DefaultTemplate.For(careModel).ToList();
        Assert.Equal(keys.Split(' '), templates.Select(t => t.Definition.Key).Order());
        Assert.All(templates.Where(t => t.CareModels is not null), t => Assert.False(string.IsNullOrWhiteSpace(t.Source)));
    }

    [Fact]
    public void After_a_hospital_the_client_is_called_within_a_day_and_seen_within_seven_and_thirty()
    {
        var inquiry = new SomeInquiry(Asked, Ada, Door.Hospital);
        var run = new SomeRun(inquiry.Received, Asked, Shipped("hospital-follow-up"));
        Assert.Equal((Asked.AddHours(24), Ada), (run.Item("contact").DueAt, run.Item("contact").Owner));
        run.Take(Asked.AddHours(2), turn => turn.CompleteByHand(run.Item("contact"), 1));
        Assert.Equal(Local("2025-05-08 23:59").AddSeconds(59), run.Item("follow-up-7").DueAt);
        run.Take(Asked.AddDays(3), turn => turn.CompleteByHand(run.Item("follow-up-7"), 1));
        Assert.Equal(Local("2025-05-31 23:59").AddSeconds(59), run.Item("follow-up-30").DueAt);
        run.Hear(inquiry.Resolved, Asked.AddDays(4));
        Assert.True(run.Item("follow-up-30").IsOpen);
        run.Hear(inquiry.Resolved with { Resolution = "declined" }, Asked.AddDays(4));
        Assert.Equal(WorkItemState.Cancelled, run.Item("follow-up-30").State);
    }

    [Fact]
    public void An_evaluation_is_due_sixty_days_after_the_first_request_and_the_plan_is_renewed_every_six_months()
    {
        var clinician = Person(Ada, Sue, "clinician");
        var staff = StaffOf(clinician, Person(Ben, Sue, "care-coordinator"), Person(Sue, Dan, "supervisor"), Director);
        var accepted = Local("2025-05-12 09:00");
        var inquiry = new SomeInquiry(Asked, Ada);
        var run = new SomeRun(inquiry.Resolved with { ReceivedAt = Asked }, accepted, Shipped("evaluation-and-plan"), staff);
        Assert.Equal((Local("2025-06-30 23:59").AddSeconds(59), Ada), (run.Item("evaluation").DueAt, run.Item("evaluation").Owner));
        run.Take(accepted.AddDays(20), turn => turn.CompleteByHand(run.Item("evaluation"), 1));
        Assert.Equal((run.Item("evaluation").DueAt, Ben), (run.Item("plan").DueAt, run.Item("plan").Owner));
        var written = Local("2025-08-31 10:00");
        run.Take(written, turn => turn.CompleteByHand(run.Item("plan"), 1));
        var first = run.Item("plan-update");
        Assert.Equal(Local("2026-02-28 23:59").AddSeconds(59), first.DueAt); // there is no 31 February
        run.Take(Local("2026-02-10 10:00"), turn => turn.CompleteByHand(first, 1));
        run.Until(Local("2026-03-01 09:00"));
        Assert.Equal(2, run.Items.Count(i => i.Step == "plan-update"));
        run.Hear(new ClientDischarged(inquiry.Client, DischargeReason.Completed, new DateOnly(2026, 3, 1)), Local("2026-03-01 10:00"));
        Assert.Equal((WorkflowState.Completed, ClockState.ClosedNotApplicable), (run.Workflow.State, run.Items[^1].ClockAt(Local("2027-03-01 10:00"))));
        run.Until(Local("2027-03-01 10:00"));
        Assert.Equal(2, run.Items.Count(i => i.Step == "plan-update"));
    }

    private static WorkflowDefinition Shipped(string key) => DefaultTemplate.For("wraparound").Single(t => t.Definition.Key == key).Definition;
}
