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
    [InlineData("ambulatory-intensive", "evaluation-and-plan hospital-follow-up")]
    [InlineData("wraparound", "evaluation-and-plan hospital-follow-up")]
    [InlineData("community-coalition", "hospital-follow-up")]
    public void Each_care_model_has_its_templates_and_each_says_where_its_clocks_come_from(string careModel, string own)
    {
        var templates = DefaultTemplate.For(careModel).ToList();
        Assert.Equal(own.Split(' '), templates.Where(t => t.CareModels is not null).Select(t => t.Definition.Key).Order());
        Assert.Superset(
            new HashSet<string?> { "crisis-door", "emergency-response", "front-door", "in-person-review", "outreach" },
            templates.Where(t => t.CareModels is null).Select(t => t.Definition.Key).ToHashSet());
        Assert.Distinct(templates.Select(t => t.Definition.Key));
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

    [Fact]
    public void An_emergency_is_acted_on_within_a_quarter_of_an_hour_and_followed_up_when_it_was_said()
    {
        var inquiry = new SomeInquiry(Asked, Ada);
        var run = new SomeRun(inquiry.Triaged(Acuity.Emergent, Asked.AddMinutes(5)), Asked.AddMinutes(5), Shipped("emergency-response"));
        Assert.Equal((Asked.AddMinutes(20), Ada), (run.Item("immediate-action").DueAt, run.Item("immediate-action").Owner));
        run.Hear(
            new ImmediateActionTaken(inquiry.Client, inquiry.Inquiry, EmergencyResponse.CrisisTeamSent, Ada, Asked.AddMinutes(10), Asked.AddHours(20)), Asked.AddMinutes(10));
        Assert.Equal((ClockState.Met, Asked.AddHours(20).AddMinutes(15)), (run.Item("immediate-action").ClockAt(Asked.AddHours(1)), run.Item("follow-up").DueAt));
        run.Hear(Tried(inquiry, ContactResult.NoAnswer, Asked.AddHours(3)), Asked.AddHours(3));
        Assert.True(run.Item("follow-up").IsOpen);
        run.Hear(Tried(inquiry, ContactResult.Reached, Asked.AddHours(4)), Asked.AddHours(4));
        Assert.Equal(WorkflowState.Completed, run.Workflow.State);
    }

    [Fact]
    public void Whoever_comes_by_the_crisis_line_is_met_within_the_hour_unless_triage_says_that_it_is_no_emergency()
    {
        var inquiry = new SomeInquiry(Asked, Ada, Door.CrisisLine);
        var met = new SomeRun(inquiry.Received, Asked, Shipped("crisis-door"));
        Assert.Equal(Asked.AddHours(1), met.Item("arrival").DueAt);
        met.Hear(
            new ImmediateActionTaken(inquiry.Client, inquiry.Inquiry, EmergencyResponse.SeenInPerson, Ada, Asked.AddMinutes(50), Asked.AddHours(20)), Asked.AddMinutes(50));
        Assert.Equal(WorkItemState.Completed, met.Item("arrival").State);

        var calm = new SomeRun(inquiry.Received, Asked, Shipped("crisis-door"));
        calm.Hear(inquiry.Triaged(Acuity.Routine, Asked.AddMinutes(10)), Asked.AddMinutes(10));
        Assert.Equal(WorkItemState.Cancelled, calm.Item("arrival").State);
    }

    [Fact]
    public void Outreach_tries_within_two_business_days_and_finds_the_person_or_closes_by_the_rule()
    {
        var inquiry = new SomeInquiry(Asked, Ada);
        var run = new SomeRun(new OutreachHanded(inquiry.Client, inquiry.Inquiry, inquiry.Received.Team, Ada, Site: null, Asked), Asked, Shipped("outreach"));
        Assert.Equal(Local("2025-05-05 17:00"), run.Item("first-try").DueAt);
        run.Hear(Tried(inquiry, ContactResult.NoAnswer, Asked.AddDays(1)), Asked.AddDays(1));
        Assert.True(run.Item("found-or-closed").IsOpen);
        run.Hear(inquiry.Resolved with { Resolution = "not-reached" }, Asked.AddDays(14));
        Assert.Equal(WorkflowState.Cancelled, run.Workflow.State);
    }

    [Fact]
    public void An_evaluation_by_telephone_in_an_urgent_case_waits_for_its_review_in_person()
    {
        var inquiry = new SomeInquiry(Asked, Ada);
        var evaluation = new InitialEvaluationId(Guid.CreateVersion7(Asked));
        var wanted = new InPersonReviewWanted(
            inquiry.Client, inquiry.Inquiry, evaluation, EvaluationMode.Phone, Ada, FrontDoor, Site: null, NextEncounter.None, Asked);
        var run = new SomeRun(wanted, Asked, Shipped("in-person-review"));
        Assert.Equal((Ada, true), (run.Item("review").Owner, run.Item("review").IsOpen));
        Assert.Equal(inquiry.Inquiry.ToString(), run.Item("review").Subject);
        run.Hear(new InitialEvaluationReviewed(inquiry.Client, inquiry.Inquiry, evaluation, Ada, Asked.AddDays(2)), Asked.AddDays(2));
        Assert.Equal(WorkflowState.Completed, run.Workflow.State);
    }

    [Fact]
    public void The_review_in_person_is_due_at_the_next_visit_and_moves_with_it()
    {
        var inquiry = new SomeInquiry(Asked, Ada);
        var evaluation = new InitialEvaluationId(Guid.CreateVersion7(Asked));
        var wanted = new InPersonReviewWanted(
            inquiry.Client, inquiry.Inquiry, evaluation, EvaluationMode.Phone, Ada, FrontDoor, Site: null, NextEncounter.None, Asked);
        var run = new SomeRun(wanted, Asked, Shipped("in-person-review"));
        Assert.Equal(Local("2025-05-15 17:00"), run.Item("review").DueAt);
        var visit = Local("2025-05-06 11:00");
        NextEncounterKnown Known(NextEncounter next, DateTimeOffset from) => new(inquiry.Client, inquiry.Inquiry, evaluation, next, from);
        run.Hear(Known(NextEncounter.Agreed, visit), Asked.AddHours(2));
        Assert.Equal(visit.AddHours(4), run.Item("review").DueAt);
        run.Hear(Known(NextEncounter.Agreed, visit.AddDays(2)), Asked.AddHours(3));
        Assert.Equal(visit.AddDays(2).AddHours(4), run.Item("review").DueAt);
        run.Hear(Known(NextEncounter.None, Asked), Asked.AddHours(4));
        Assert.Equal(Local("2025-05-15 17:00"), run.Item("review").DueAt);
    }

    [Fact]
    public void Few_units_of_a_service_are_work_until_more_of_the_same_service_are_allowed()
    {
        var client = new ClientId(Guid.CreateVersion7(Asked));
        AuthorisationId Some() => new(Guid.CreateVersion7(Asked));
        var day = new DateOnly(2025, 6, 30);
        AuthorisationRecorded Allowed(string? service) => new(client, Some(), day, day, service);
        var run = new SomeRun(new AuthorisationLow(client, Some(), 1, day, "H0036"), Asked, Shipped("authorisation-low"));
        run.Hear(Allowed("H2017"), Asked.AddHours(1));
        run.Hear(Allowed(null), Asked.AddHours(1));
        Assert.True(run.Item("extend").IsOpen);
        run.Hear(Allowed("H0036"), Asked.AddHours(2));
        Assert.Equal(WorkItemState.Completed, run.Item("extend").State);
        // What was told of before the service was said ends with any.
        var old = new SomeRun(new AuthorisationLow(client, Some(), 1, day), Asked, Shipped("authorisation-low"));
        old.Hear(Allowed("H2017"), Asked.AddHours(1));
        Assert.Equal(WorkItemState.Completed, old.Item("extend").State);
    }

    private static ContactAttempted Tried(SomeInquiry inquiry, ContactResult result, DateTimeOffset at) =>
        new(inquiry.Client, inquiry.Inquiry, ContactChannel.Phone, result, Ada, at);

    private static WorkflowDefinition Shipped(string key) => DefaultTemplate.For("wraparound").Single(t => t.Definition.Key == key).Definition;
}
