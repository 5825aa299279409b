using System.Text.Json.Nodes;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

/// <summary>A visit, as it was told at first.</summary>
[Event("visits.visit-held@1")]
public sealed record VisitHeldOnce([property: Stream] ClientId Client, InquiryId Inquiry, string Result, UserId? Owner, DateTimeOffset At);

/// <summary>A visit, told with its length.</summary>
[Event("visits.visit-held@2")]
public sealed record VisitHeldTwice([property: Stream] ClientId Client, InquiryId Inquiry, string Result, UserId? Owner, DateTimeOffset At, int Minutes)
    : ISupersedes<VisitHeldTwice, VisitHeldOnce>
{
    public static VisitHeldTwice From(VisitHeldOnce old) => new(old.Client, old.Inquiry, old.Result, old.Owner, old.At, 0);
}

/// <summary>A visit, told without the word for its result.</summary>
[Event("visits.visit-held@3")]
public sealed record VisitHeld([property: Stream] ClientId Client, InquiryId Inquiry, bool Seen, UserId? Owner, DateTimeOffset At, int Minutes)
    : ISupersedes<VisitHeld, VisitHeldTwice>, IToldBack<VisitHeldTwice>
{
    public static VisitHeld From(VisitHeldTwice old) => new(old.Client, old.Inquiry, old.Result == "seen", old.Owner, old.At, old.Minutes);

    public VisitHeldTwice ToOld() => new(Client, Inquiry, Seen ? "seen" : "missed", Owner, At, Minutes);
}

public sealed class EventVersionsInTemplatesTests
{
    private static readonly DateTimeOffset Monday = Local("2025-06-30 09:00");
    private const string Seen = """, "where": { "field": "result", "equals": "seen" }""";
    private static readonly EventCatalogue Events = EventCatalogue.Of(typeof(VisitHeld).Assembly);

    [Fact]
    public void A_template_published_against_an_old_version_hears_the_new_one_as_it_knows_it()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var heard = Logged(new VisitHeld(inquiry.Client, inquiry.Inquiry, Seen: true, Ada, Monday, 30), Monday);
        var told = Events.Told(heard, Waiting("visits.visit-held@1"));
        Assert.Equal(("visits.visit-held@1", "seen", heard.Position), (told.Type, told.Payload.GetProperty("result").GetString(), told.Position));
        Assert.Equal("visits.visit-held@2", Events.Told(heard, Waiting("visits.visit-held@2")).Type);
        Assert.Same(heard, Events.Told(heard, Waiting("visits.visit-held@3")));
    }

    [Fact]
    public void A_run_that_began_before_the_new_version_is_completed_by_it()
    {
        var inquiry = new SomeInquiry(Monday, Ada);
        var definition = Waiting("visits.visit-held@1");
        var run = new SomeRun(inquiry.Received, Monday, definition);
        run.Take(Monday.AddHours(1), turn => turn.Hear(Events.Told(
            Logged(new VisitHeld(inquiry.Client, inquiry.Inquiry, Seen: false, Ada, Monday, 0), Monday), definition)));
        Assert.True(run.Item("visit").IsOpen);
        run.Take(Monday.AddHours(2), turn => turn.Hear(Events.Told(
            Logged(new VisitHeld(inquiry.Client, inquiry.Inquiry, Seen: true, Ada, Monday, 30), Monday), definition)));
        Assert.Equal(WorkItemState.Completed, run.Item("visit").State);
    }

    [Fact]
    public void A_version_that_is_published_no_more_is_not_published_against()
    {
        var finding = DefinitionReview.Of(Waiting("visits.visit-held@1"), Both).Single();
        Assert.Equal("steps[0].outcome.when.event", finding.Path);
        Assert.Contains("visits.visit-held@3 has taken its place", finding.Problem, StringComparison.Ordinal);
        Assert.Contains("Did you mean visits.visit-held@3?", DefinitionReview.Of(Waiting("visits.visit-hold@1"), Both).Single().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_version_that_loses_a_field_and_cannot_be_told_back_stops_the_program()
    {
        var types = new Dictionary<string, Type> { ["visits.visit-held@1"] = typeof(VisitHeldOnce), ["lost@2"] = typeof(Lossy) };
        var shapes = new Dictionary<string, EventShape>
        {
            ["visits.visit-held@1"] = Events.Find("visits.visit-held@1")!,
            ["lost@2"] = new("lost@2", new Dictionary<string, EventField>()),
        };
        var error = Assert.Throws<InvalidOperationException>(() => EventHistory.Of(types, shapes));
        Assert.Contains("implement IToldBack<VisitHeldOnce> on Lossy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_is_looked_for_under_the_names_of_all_its_versions() =>
        Assert.Equal(["a.b@1", "a.b@2", "a.b@3"], EventHistory.NamesOf("a.b@3"));

    // The visits of this test beside Intake's inquiries.
    private static EventCatalogue Both { get; } = EventCatalogue.Of([.. typeof(VisitHeld).Assembly.GetTypes(), .. typeof(InquiryReceived).Assembly.GetTypes()]);

    private static WorkflowDefinition Waiting(string visit)
    {
        var definition = SomeTemplate.WelcomeCall();
        definition["steps"]![0]!["key"] = "visit";
        definition["steps"]![0]!["outcome"] = JsonNode.Parse(
            $$"""{ "when": { "event": "{{visit}}", "subject": "inquiry" {{(visit.EndsWith('3') ? "" : Seen)}} } }""");
        return Definition(definition.ToJsonString());
    }

    private sealed record Lossy : ISupersedes<Lossy, VisitHeldOnce>
    {
        public static Lossy From(VisitHeldOnce old) => new();
    }
}
